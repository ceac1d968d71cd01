// What `orderbell env` prints is run as it is: each program must reach a client, or be reached.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import PusherModule from 'pusher-js';
import { once, startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;
const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const binary = process.env.ORDERBELL ?? path.join(root, 'target/debug/orderbell');

describe('the lines that are printed for an SDK', () => {
  let server, folder, environment;
  before(async () => {
    server = await startServer();
    // Beside the packages that the lines import.
    folder = await mkdtemp(path.join(here, '.env-lines-'));
    environment = {
      ...process.env,
      PUSHER_APP_ID: server.appId,
      PUSHER_APP_KEY: server.key,
      PUSHER_APP_SECRET: server.secret,
    };
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const lines = async (kind) => {
    const { stdout } = await run(binary, ['env', kind, '--reveal', '--url', server.url], { env: environment });
    return stdout;
  };

  const received = async (publish) => {
    const pusher = new Pusher(server.key, {
      wsHost: server.host,
      wsPort: server.port,
      forceTLS: false,
      enabledTransports: ['ws'],
      cluster: '',
    });
    try {
      const channel = pusher.subscribe('my-channel');
      await once('the subscription', (resolve) => channel.bind('pusher:subscription_succeeded', resolve));
      const event = once('the event', (resolve) => channel.bind('my-event', resolve));
      await publish();
      assert.deepEqual(await event, { hello: 'world' });
    } finally {
      pusher.disconnect();
    }
  };

  test('node: publishes', async () => {
    const file = path.join(folder, 'lines.mjs');
    await writeFile(file, await lines('node'));
    await received(() => run(process.execPath, [file]));
  });

  test('python: publishes', async () => {
    const { stdout } = await run(path.join(root, 'tests/python-env'), ['sdk', path.join(here, 'requirements.txt')]);
    const file = path.join(folder, 'lines.py');
    await writeFile(file, await lines('python'));
    await received(() => run(stdout.trim(), [file]));
  });

  test('echo: hears what is published', async () => {
    const file = path.join(folder, 'echo.mjs');
    await writeFile(file, `${await lines('echo')}\nechoed(echo);\nfunction echoed(echo) {
      echo.channel('my-channel').subscribed(() => console.log('subscribed'));\n}\n`);
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const printed = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      assert.equal((await printed.next()).value, 'subscribed');
      await run(binary, ['trigger', 'my-channel', 'my-event', '{"hello":"world"}', '--url', server.url], { env: environment });
      assert.equal((await printed.next()).value, "{ hello: 'world' }");
    } finally {
      child.kill();
    }
  });

  test('laravel: both drivers name the same server, and the page gets no secret', async () => {
    for (const [kind, prefix] of [['laravel-reverb', 'REVERB'], ['laravel-pusher', 'PUSHER']]) {
      const text = await lines(kind);
      const values = Object.fromEntries(text.split('\n').filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split(/=(.*)/s)));
      assert.equal(values[`${prefix}_APP_ID`], server.appId);
      assert.equal(values[`${prefix}_APP_SECRET`], server.secret);
      assert.equal(`${values[`${prefix}_SCHEME`]}://${values[`${prefix}_HOST`]}:${values[`${prefix}_PORT`]}`, server.url);
      assert.equal(values[`VITE_${prefix}_APP_KEY`], `"\${${prefix}_APP_KEY}"`);
      assert.ok(!Object.keys(values).some((name) => name.startsWith('VITE_') && name.includes('SECRET')));
    }
  });
});
