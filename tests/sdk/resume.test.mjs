// Promise U3: what stock clients are given after a broken connection. The line runs through a proxy that cuts it as a
// failing network does, with a reset, while a stock server SDK goes on triggering.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { randomUUID } from 'node:crypto';
import net from 'node:net';
import EchoModule from 'laravel-echo';
import PusherServer from 'pusher';
import PusherModule from 'pusher-js';
import { once, postOrder, signInAsOwner, startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;
const Echo = EchoModule.default ?? EchoModule;

let server;
let sdk;
let line;
let cookie;
let open = [];

before(async () => {
  server = await startServer({ ORDERBELL_CHANNELS__REPLAY: 'news,private-chat.*' });
  sdk = new PusherServer({
    appId: server.appId,
    key: server.key,
    secret: server.secret,
    host: server.host,
    port: String(server.port),
    useTLS: false,
  });
  cookie = await signInAsOwner(server);
  line = await startLine(server.port);
});
afterEach(() => {
  for (const pusher of open) pusher.disconnect();
  open = [];
});
after(async () => {
  line.close();
  await server.stop();
});

/** A proxy whose connections can be cut. */
async function startLine(to) {
  const pairs = new Set();
  const listener = net.createServer((near) => {
    const far = net.connect(to, '127.0.0.1');
    const pair = [near, far];
    pairs.add(pair);
    for (const [from, into] of [pair, [far, near]]) {
      from.on('error', () => {});
      from.on('close', () => {
        pairs.delete(pair);
        into.destroy();
      });
      from.pipe(into);
    }
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    port: listener.address().port,
    /** Both ends see a reset; what was under way is lost. */
    cut() {
      const cut = pairs.size;
      for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
      return cut;
    },
    close() {
      this.cut();
      listener.close();
    },
  };
}

const options = (more = {}) => ({
  wsHost: '127.0.0.1',
  wsPort: line.port,
  wsPath: `/tab/${randomUUID()}`,
  forceTLS: false,
  enabledTransports: ['ws'],
  cluster: 'mt1',
  channelAuthorization: {
    customHandler: ({ socketId, channelName }, callback) => callback(null, sdk.authorizeChannel(socketId, channelName)),
  },
  ...more,
});

function client(more) {
  const pusher = new Pusher(server.key, options(more));
  open.push(pusher);
  return pusher;
}

/** As the dashboard's page does, with its session. */
async function authorizeAsOwner({ socketId, channelName }, callback) {
  const response = await fetch(`${server.url}/broadcasting/auth`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ socket_id: socketId, channel_name: channelName }),
  });
  callback(response.ok ? null : new Error(`${response.status}`), response.ok ? await response.json() : null);
}

const subscribed = (channel) =>
  once('the subscription', (resolve) => channel.bind('pusher:subscription_succeeded', resolve));

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Triggers as an app does: again, until the server has said yes. */
async function trigger(channel, number, params) {
  for (;;) {
    try {
      const response = await sdk.trigger(channel, 'number', number, params);
      if (response.status === 200) return;
    } catch {
      await pause(20);
    }
  }
}

/** Collects numbers, and resolves `all` when the last one is there. */
function collect(channel, last, patience) {
  const got = [];
  const all = once(
    `number ${last}`,
    (resolve) =>
      channel.bind('number', (number) => {
        got.push(number);
        if (number === last) resolve(got);
      }),
    patience,
  );
  return { got, all };
}

const range = (count) => Array.from({ length: count }, (_, number) => number + 1);

/** In order, apart from repetitions of what came before: at least once, and nothing new before something old. */
function assertNothingMissed(got, count) {
  const seen = new Set();
  const firsts = got.filter((number) => !seen.has(number) && seen.add(number));
  assert.deepEqual(firsts, range(count));
}

describe('a stock client with the id of its page in wsPath', () => {
  test('misses nothing while its line is cut again and again', async () => {
    const channels = ['news', 'private-chat.7'];
    const readers = [client(), client()].flatMap((pusher) => channels.map((name) => pusher.subscribe(name)));
    await Promise.all(readers.map(subscribed));
    const collected = readers.map((channel) => collect(channel, 120));
    let cuts = 0;
    for (const number of range(120)) {
      await Promise.all(channels.map((name) => trigger(name, number)));
      // The client is back after a second.
      if (number % 30 === 10) cuts += line.cut();
      await pause(45);
    }
    for (const { all } of collected) assertNothingMissed(await all, 120);
    assert.ok(cuts >= 6, `${cuts} cuts`);
  });

  test('misses nothing when the server is killed while events go on', async () => {
    const channel = client().subscribe('news');
    await subscribed(channel);
    // A client that was refused, because the server was not up again yet, sits out fifteen seconds and more.
    const { all } = collect(channel, 60, 50_000);
    // A position is on disk a second after the subscription.
    await pause(1500);
    for (const number of range(60)) {
      if (number % 25 === 10) {
        await server.kill();
        void server.restart();
      }
      await trigger('news', number);
      await pause(10);
    }
    assertNothingMissed(await all, 60);
  });

  test('is not given back what it has sent itself', async () => {
    const [sender, other] = [client(), client()];
    const [mine, theirs] = [sender.subscribe('news'), other.subscribe('news')];
    await Promise.all([subscribed(mine), subscribed(theirs)]);
    const { got, all } = collect(mine, 3);
    const { all: others } = collect(theirs, 3);
    const { socket_id } = sender.connection;
    await trigger('news', 1);
    line.cut();
    // By the sender, known by the connection that it had when it sent this.
    await trigger('news', 2, { socket_id });
    await trigger('news', 3);
    assert.deepEqual(new Set(await all), new Set([1, 3]));
    assertNothingMissed(await others, 3);
    assert.ok(!got.includes(2));
  });

  test('is given what was sent, byte for byte', async () => {
    const channel = client().subscribe('news');
    await subscribed(channel);
    const odd = ['"quoted" \\ back\\slash', 'caf\u00e9 \u2603 \u{1f514} \u2028', '<script>&amp;</script>\t\n', '{"a":1.0,"b":"\\u00e9"}', ''];
    const name = 'App\\Events\\Naik Harga \u2603';
    const got = [];
    const all = once('all of them', (resolve) =>
      channel.bind(name, (data) => got.push(data) === odd.length && resolve(got)),
    );
    line.cut();
    for (const data of odd) {
      const response = await sdk.trigger('news', name, data);
      assert.equal(response.status, 200);
    }
    // The client parses what is JSON.
    assert.deepEqual(await all, odd.map((data) => (data.startsWith('{') ? JSON.parse(data) : data)));
  });
});

describe('Echo on an order channel', () => {
  test('is given the orders that came while it was away', async () => {
    const echo = new Echo({
      broadcaster: 'reverb',
      key: server.key,
      client: client({
        channelAuthorization: { customHandler: authorizeAsOwner },
      }),
    });
    const channel = echo.private('admin.orders');
    await once('the subscription', (resolve) => channel.subscribed(resolve));
    const codes = [];
    const prevs = [];
    let expected = Infinity;
    const all = once('every order', (resolve) =>
      channel.listen('.order.created', (event) => {
        codes.push(event.order.code);
        prevs.push([event.prev, event.seq]);
        if (codes.length === expected) resolve(codes);
      }),
    );
    const placed = [(await postOrder(server)).code];
    line.cut();
    for (let n = 0; n < 5; n += 1) placed.push((await postOrder(server)).code);
    expected = placed.length;
    assert.deepEqual(await all, placed);
    for (let n = 1; n < prevs.length; n += 1) assert.equal(prevs[n][0], prevs[n - 1][1]);
  });
});
