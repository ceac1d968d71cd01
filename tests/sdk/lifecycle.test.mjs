// What pusher-js does when a connection begins, is refused, falls silent and ends; seen from both of its ends.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import PusherModule from 'pusher-js';
import { startProxy } from './proxy.mjs';
import { nodeSdk } from './server-sdks.mjs';
import { once, startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;

const connect = (at, more = {}) =>
  new Pusher(at.key, {
    wsHost: at.host,
    wsPort: at.port,
    forceTLS: false,
    enabledTransports: ['ws'],
    cluster: '',
    ...more,
  });
const connected = (pusher) => once('a connection', (resolve) => pusher.connection.bind('connected', resolve));
const subscribed = (channel) => once('the subscription', (resolve) => channel.bind('pusher:subscription_succeeded', resolve));
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

describe('a connection', { concurrency: true }, () => {
  let server;
  before(async () => (server = await startServer({ ORDERBELL_HTTP__PATH_PREFIX: '/ws' })));
  after(() => server.stop());

  const through = async (use) => {
    const proxy = await startProxy(server);
    try {
      return await use({ ...server, host: proxy.host, port: proxy.port }, proxy);
    } finally {
      await proxy.stop();
    }
  };

  test('check 4: goes from connecting to connected and has the socket id that was sent', () =>
    through(async (at, proxy) => {
      const pusher = connect(at);
      // It starts to connect before it can be listened to.
      const states = [pusher.connection.state];
      pusher.connection.bind('state_change', ({ current }) => states.push(current));
      await connected(pusher);
      assert.deepEqual(states, ['connecting', 'connected']);
      assert.equal(pusher.connection.socket_id, proxy.heard.match(/socket_id\\":\\"([\d.]+)\\"/)[1]);
      pusher.disconnect();
    }));

  test('check 5: finds the server under a path', () =>
    through(async (at) => {
      const pusher = connect(at, { wsPath: '/ws' });
      await connected(pusher);
      pusher.disconnect();
    }));

  test('check 7: with an unknown key is told so once and not tried again', () =>
    through(async (at, proxy) => {
      const pusher = connect({ ...at, key: 'nokey' });
      const errors = [];
      pusher.connection.bind('error', (error) => errors.push(error));
      await once('the end', (resolve) => pusher.connection.bind('disconnected', resolve));
      assert.deepEqual(errors.map(({ error }) => error.data.code), [4001]);
      // That nothing happens for a while is what is checked.
      await pause(5_000);
      assert.deepEqual([proxy.dialled, pusher.connection.state, errors.length], [1, 'disconnected', 1]);
    }));

  test('check 13: with an unknown protocol is refused and stays away', () =>
    through(async (at, proxy) => {
      const url = `http://${at.host}:${at.port}/app/${at.key}`;
      const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
      const { request } = await import('node:http');
      await once('the upgrade', (resolve) => request(`${url}?protocol=99`, { headers }).on('upgrade', resolve).end());
      await once('the refusal', async (resolve) => {
        while (!proxy.heard.includes('"code":4007')) await pause(10);
        resolve();
      });
    }));
});

describe('silence', () => {
  let server;
  before(async () => (server = await startServer({ ORDERBELL_HUB__ACTIVITY_TIMEOUT_SECONDS: '1', ORDERBELL_HUB__PONG_TIMEOUT_SECONDS: '1' })));
  after(() => server.stop());

  test('check 21: a silent pusher-js stays connected by pings of its own or answers to ours', async () => {
    const proxy = await startProxy(server);
    const pusher = connect({ ...server, host: proxy.host, port: proxy.port }, { pongTimeout: 700 });
    await connected(pusher);
    const states = [];
    pusher.connection.bind('state_change', ({ current }) => states.push(current));
    await pause(10_000);
    assert.deepEqual([states, pusher.connection.state, proxy.dialled], [[], 'connected', 1]);
    const signs = proxy.heard.match(/pusher:(ping|pong)/g).length;
    assert.ok(signs >= 5 && signs <= 25, `${signs} pings and pongs`);
    pusher.disconnect();
    await proxy.stop();
  });
});

describe('a full server', () => {
  let server;
  before(async () => (server = await startServer({ ORDERBELL_ADMISSION__CONNECTIONS: '1' })));
  after(() => server.stop());

  test('checks 9, 10 and 11: who finds no room is told 4100, tries again a second later, and gets in when somebody leaves', async () => {
    const first = connect(server);
    await connected(first);
    const states = [];
    first.connection.bind('state_change', ({ current }) => states.push(current));
    const second = connect(server);
    const refusals = [];
    await once('two refusals', (resolve) =>
      second.connection.bind('error', ({ error, data }) => {
        refusals.push([(error?.data ?? data).code, Date.now()]);
        if (refusals.length === 2) resolve();
      }),
    );
    assert.deepEqual(refusals.map(([code]) => code), [4100, 4100]);
    const paused = refusals[1][1] - refusals[0][1];
    assert.ok(paused >= 950 && paused < 3_000, `${paused} ms between two attempts`);
    assert.deepEqual([states, first.connection.state], [[], 'connected']);
    const room = connected(second);
    first.disconnect();
    await room;
    second.disconnect();
  });
});

describe('the end of a server', () => {
  test('check 17: everybody is sent to another server of the app and has every channel again', async () => {
    const credentials = { ORDERBELL_APP__ID: '4711', ORDERBELL_APP__KEY: 'shared-key', ORDERBELL_APP__SECRET: 'shared-secret-of-both' };
    const [first, second] = await Promise.all([startServer(credentials), startServer(credentials)]);
    const proxy = await startProxy(first);
    // Given credentials are not printed.
    const sdk = nodeSdk({ ...second, secret: credentials.ORDERBELL_APP__SECRET });
    const at = { ...second, host: proxy.host, port: proxy.port };
    const clients = await Promise.all(
      [0, 1, 2].map(async (number) => {
        const pusher = connect(at, {
          channelAuthorization: {
            customHandler: ({ socketId, channelName }, callback) =>
              callback(null, sdk.authorize(socketId, channelName, channelName.startsWith('presence-') ? { user_id: `u${number}` } : undefined)),
          },
        });
        const channels = ['news', 'private-desk', 'presence-room'].map((name) => pusher.subscribe(name));
        await Promise.all(channels.map(subscribed));
        const codes = [];
        pusher.connection.bind('error', ({ error, data }) => codes.push((error?.data ?? data).code));
        return { pusher, channels, codes };
      }),
    );
    const again = clients.flatMap(({ channels }) => channels.map(subscribed));
    proxy.lead(second);
    await Promise.all([first.stop('SIGTERM'), ...again]);
    const heard = clients.flatMap(({ channels }) => channels.map((channel) => once(`an event on ${channel.name}`, (resolve) => channel.bind('e', resolve))));
    for (const name of ['news', 'private-desk', 'presence-room']) await sdk.trigger([name], 'e', { name });
    await Promise.all(heard);
    for (const { pusher, channels, codes } of clients) {
      assert.ok(codes.length > 0 && codes.every((code) => code === 4200), `${codes}`);
      await once('all members', async (resolve) => {
        while (channels[2].members.count !== 3) await pause(10);
        resolve();
      });
      pusher.disconnect();
    }
    await proxy.stop();
    await second.stop();
  });
});
