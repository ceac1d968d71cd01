// A clock of the wall that a test sets, for real binaries: libfaketime answers their questions for the time. How long things
// take is left alone, so that sockets, time-outs and sleeps go on as usual; that is also what a jump of a real clock is like.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export async function startClock() {
  const library = execFileSync(fileURLToPath(new URL('find-faketime', import.meta.url)), { encoding: 'utf8' }).trim();
  const folder = await mkdtemp(path.join(tmpdir(), 'orderbell-clock-'));
  const file = path.join(folder, 'offset');
  let offset = 0;
  /** Whoever reads while it is written would be back in the present. */
  async function set() {
    await writeFile(`${file}.new`, `+${offset}s\n`);
    await rename(`${file}.new`, file);
  }
  await set();
  return {
    /** What a program is started with so that it goes by this clock. */
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_NO_CACHE: '1',
    },
    now: () => Date.now() + offset * 1000,
    /** Some seconds pass at once, for everybody who goes by this clock. */
    async forward(seconds) {
      offset += seconds;
      await set();
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}
