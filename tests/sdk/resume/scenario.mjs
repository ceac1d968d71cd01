// Nobody misses an event: hundreds of clients whose connections are cut, a server that is killed, processes that sleep.
//
// Not a unit test: it takes minutes, and uses only what a user has. What each client wrote down is compared with the log.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startServer } from '../server.mjs';
import { Fleet, until } from './fleet.mjs';
import { readLog } from './log.mjs';
import { startProxy } from './proxy.mjs';
import { Publisher } from './publisher.mjs';
import { checkHelper, checkStock } from './verdict.mjs';

const CHANNEL = 'resume.feed';
/** Clients of each kind, and how long their connections are cut; smaller for a quick look. */
const CLIENTS = Number(process.env.RESUME_CLIENTS ?? 100);
const CUT_SECONDS = Number(process.env.RESUME_SECONDS ?? 60);
/** How long what a client received may not have been noted yet: receipts are a round trip, cursors a checkpoint old. */
const IN_FLIGHT = { cut: 1500, kill: 4000 };

let server;

before(async () => {
  server = await startServer({ ORDERBELL_CHANNELS__REPLAY: 'resume.*' }, { held: true });
});
after(() => server?.stop());

const settings = (port) => ({
  url: `http://127.0.0.1:${port}`,
  logUrl: server.url,
  key: server.key,
  appId: server.appId,
  apiKey: server.apiKey,
});

async function log(channel) {
  const { events } = await readLog({ ...settings(server.port), url: server.url, channel });
  return events.map((event) => event.data.id);
}

test('100 stock and 100 helper clients, cut at random for a minute, then ten kills', { timeout: 300_000 }, async (t) => {
  const proxy = await startProxy(server.port);
  const fleet = new Fleet({ ...settings(proxy.port), channel: CHANNEL }, Array(4).fill({ stock: CLIENTS / 4, helper: CLIENTS / 4 }));
  const publisher = new Publisher(server, CHANNEL);
  try {
    await fleet.ready();
    publisher.start(200);
    proxy.cutEvery(3000);
    await pause(CUT_SECONDS * 1000);
    proxy.cutEvery(null);

    for (let kill = 0; kill < 10; kill += 1) {
      await pause(4000);
      await server.signal('SIGKILL');
    }
    await pause(2000);
    await publisher.stop();

    const ids = await log(CHANNEL);
    for (const id of publisher.acknowledged) assert.ok(ids.includes(id), `event ${id} was acknowledged and is not in the log`);
    await fleet.caughtUp(ids.at(-1), 60_000);
    const notes = await fleet.notes();
    let repeats = 0;
    for (const each of notes) {
      if (each.kind === 'stock') repeats += checkStock(each, ids, IN_FLIGHT.kill);
      else checkHelper(each, ids);
    }
    const cuts = notes.reduce((sum, each) => sum + each.disconnects.length, 0);
    t.diagnostic(`${ids.length} events, ${cuts} lost connections, ${repeats} repeats at stock clients, ${publisher.failed} triggers failed`);
    assert.ok(cuts > CLIENTS * 2 * 10, 'the connections were not cut often enough to show anything');
  } finally {
    await publisher.stop();
    fleet.stop();
    proxy.stop();
  }
});

test('processes that were stopped for two minutes catch up', { timeout: 300_000 }, async (t) => {
  const channel = 'resume.sleep';
  const fleet = new Fleet({ ...settings(server.port), channel }, [{ stock: 10, helper: 10 }]);
  const publisher = new Publisher(server, channel);
  try {
    await fleet.ready();
    publisher.start(50);
    await pause(2000);
    for (const child of fleet.children) child.kill('SIGSTOP');
    await pause(120_000);
    for (const child of fleet.children) child.kill('SIGCONT');
    await pause(2000);
    await publisher.stop();
    const ids = await log(channel);
    await fleet.caughtUp(ids.at(-1), 90_000);
    for (const each of await fleet.notes()) {
      if (each.kind === 'stock') checkStock(each, ids, Infinity);
      else checkHelper(each, ids);
    }
    t.diagnostic(`${ids.length} events`);
  } finally {
    await publisher.stop();
    fleet.stop();
  }
});

test('a stock client that was away for 100,000 events is paged, and the server does not grow', { timeout: 300_000 }, async (t) => {
  const channel = 'resume.away';
  const proxy = await startProxy(server.port);
  const fleet = new Fleet({ ...settings(proxy.port), channel }, [{ stock: 1, helper: 0 }]);
  const publisher = new Publisher(server, channel);
  try {
    await fleet.ready();
    await publisher.burst(10);
    await fleet.caughtUp(10, 10_000);
    const [child] = fleet.children;
    child.kill('SIGSTOP');
    proxy.cutAll();
    await publisher.burst(100_000);

    const before = await server.residentBytes();
    child.kill('SIGCONT');
    let highest = before;
    await until(
      'the client has all events',
      async () => {
        highest = Math.max(highest, await server.residentBytes());
        return (await fleet.ask('sizes'))[0].sizes[0] >= 100_010;
      },
      120_000,
    );
    const [notes] = await fleet.notes();
    checkStock(notes, await log(channel), Infinity);
    t.diagnostic(`memory ${megabytes(before)} before, at most ${megabytes(highest)} while it was paged`);
    // The events themselves are some 15 MB as frames; a queue that held them would show.
    assert.ok(highest - before < 10 << 20, `the server grew by ${megabytes(highest - before)}`);
  } finally {
    fleet.stop();
    proxy.stop();
  }
});

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const megabytes = (bytes) => `${(bytes / (1 << 20)).toFixed(1)} MB`;
