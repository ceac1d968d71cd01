// orderbell.js against the real server: snapshot, live events, its own events, a server that is killed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import PusherServer from 'pusher';
import { WebSocket } from 'ws';

import { Orderbell } from '../../sdk/orderbell.js';
import { once, postOrder, signInAsOwner, startServer } from './server.mjs';

let server;
let sdk;
let cookie;

before(async () => {
  server = await startServer({ ORDERBELL_CHANNELS__REPLAY: 'news' }, { held: true });
  cookie = await signInAsOwner(server);
  sdk = new PusherServer({ appId: server.appId, key: server.key, secret: server.secret, host: server.host, port: String(server.port), useTLS: false });
});
after(() => server.stop());

function connect(options = {}) {
  return new Orderbell({ url: server.url, key: server.key, WebSocket, ...options });
}

async function eventually(what, holds) {
  for (const deadline = Date.now() + 15_000; !holds(); ) {
    if (Date.now() > deadline) throw new Error(`${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a page of orders: the snapshot, and each event after it once and in order, through a crash', async () => {
  const first = await postOrder(server);
  const bell = connect({ authEndpoint: `${server.url}/broadcasting/auth`, authHeaders: { cookie, origin: server.url } });
  const shown = [];
  const stale = [];
  let snapshots = 0;
  try {
    await once('the snapshot', (resolve) => {
      bell.subscribe('private-admin.orders', {
        snapshot: async () => {
          const page = await (await fetch(`${server.url}/v1/orders`, { headers: { cookie } })).json();
          return { epoch: page.epoch, seq: page.seq, state: page.orders.map((order) => order.code) };
        },
        onSnapshot: (codes) => {
          snapshots += 1;
          shown.push(...codes);
          resolve();
        },
        onEvent: ({ name, data }) => name === 'order.created' && shown.push(data.order.code),
        onStale: (now) => stale.push(now),
        onError: assert.fail,
      });
    });
    const expected = [first.code];
    for (let count = 0; count < 5; count += 1) expected.push((await postOrder(server)).code);
    await eventually('five orders', () => shown.length >= 6);
    await server.signal('SIGKILL');
    await eventually('the loss of the connection', () => bell.state !== 'connected');
    // The first answer comes from the next server: connections that were kept open to the last one fail.
    while (!(await fetch(`${server.url}/healthz`).then((answer) => answer.ok, () => false)));
    for (let count = 0; count < 5; count += 1) expected.push((await postOrder(server)).code);
    await eventually('the orders of the meantime', () => shown.length >= 11);
    assert.deepEqual(shown, expected);
    assert.equal(snapshots, 1, 'what was missed came from the log');
    assert.deepEqual(stale, [false]);
  } finally {
    bell.close();
  }
});

test('what it has triggered itself is neither shown nor missed', async () => {
  const bell = connect();
  const seen = [];
  const subscriptions = [];
  try {
    bell.subscribe('news', { onEvent: ({ data }) => seen.push(data.n), onLost: assert.fail, onError: assert.fail });
    bell.onState((state) => state === 'connected' && subscriptions.push(state));
    await eventually('the connection', () => bell.socketId !== null);
    await sdk.trigger('news', 'n', { n: 1 });
    await eventually('an event', () => seen.length > 0);
    await sdk.trigger('news', 'n', { n: 2 }, { socket_id: bell.socketId });
    await sdk.trigger('news', 'n', { n: 3 });
    await eventually('the next event', () => seen.includes(3));
    assert.deepEqual(seen, [1, 3]);

    // The server knows the client again by its tab, and so whose event it was although the connection is another.
    const own = bell.socketId;
    const address = `${server.url}/v1/console/connections/${own}/disconnect`;
    const headers = { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' };
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ reconnect: 'at_once' }) });
    assert.ok(answer.ok, await answer.text());
    await eventually('the loss of the connection', () => bell.socketId !== own);
    await sdk.trigger('news', 'n', { n: 4 }, { socket_id: own });
    await sdk.trigger('news', 'n', { n: 5 });
    await eventually('the events of the meantime', () => seen.includes(5));
    assert.deepEqual(seen, [1, 3, 5]);
  } finally {
    bell.close();
  }
});

test('a client that is refused says why and stays away', async () => {
  const bell = connect({ key: 'nobody' });
  const error = await once('the refusal', (resolve) => {
    bell.onState((state, why) => state === 'failed' && resolve(why));
    bell.connect();
  });
  assert.match(error.message, /4001/);

  const outsider = connect({ authorize: async () => ({ auth: `${server.key}:0000` }) });
  const refused = await once('the refused subscription', (resolve) => {
    outsider.subscribe('private-admin.orders', { onEvent: assert.fail, onError: resolve });
  });
  assert.match(refused.message, /private-admin\.orders was refused/);
  outsider.close();
});
