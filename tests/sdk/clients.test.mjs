// Stock clients, unchanged: the `pusher` server SDK triggers, pusher-js and Laravel Echo receive.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import EchoModule from 'laravel-echo';
import PusherServer from 'pusher';
import PusherModule from 'pusher-js';
import { once, postOrder, signInAsOwner, startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;
const Echo = EchoModule.default ?? EchoModule;

let server;
let sdk;
before(async () => {
  server = await startServer();
  sdk = new PusherServer({
    appId: server.appId,
    key: server.key,
    secret: server.secret,
    host: server.host,
    port: String(server.port),
    useTLS: false,
  });
});
after(() => server.stop());

const options = (more = {}) => ({
  wsHost: server.host,
  wsPort: server.port,
  forceTLS: false,
  enabledTransports: ['ws'],
  cluster: 'mt1',
  disableStats: true,
  ...more,
});

const connected = (pusher) =>
  once('a connection', (resolve) => pusher.connection.bind('connected', () => resolve(pusher.connection.socket_id)));
const subscribed = (channel) =>
  once('the subscription', (resolve) => channel.bind('pusher:subscription_succeeded', () => resolve()));

describe('pusher-js 8 and the pusher SDK', () => {
  test('check 4: pusher-js connects and has a socket id that SDKs accept', async () => {
    const pusher = new Pusher(server.key, options());
    assert.match(await connected(pusher), /^\d+\.\d+$/);
    pusher.disconnect();
  });

  test('checks 28 and 29: what the SDK triggers on a public channel arrives as it was sent', async () => {
    const pusher = new Pusher(server.key, options());
    const channel = pusher.subscribe('orders');
    await subscribed(channel);
    for (const data of [{ code: 'ORD-1', note: 'é ☃ "quoted"' }, 'plain', '5', '', '{"é":"☃"}']) {
      const received = once('the event', (resolve) => channel.bind('NewOrderReceived', resolve));
      const response = await sdk.trigger('orders', 'NewOrderReceived', data);
      assert.deepEqual([response.status, await response.text()], [200, '{}']);
      let expected = data;
      if (typeof data === 'string') {
        try {
          expected = JSON.parse(data);
        } catch {
          // pusher-js keeps a string that is not JSON.
        }
      }
      assert.deepEqual(await received, expected);
      channel.unbind('NewOrderReceived');
    }
    pusher.disconnect();
  });

  test('checks 37 and 113: a private channel, authorized by the app itself, without the sender', async () => {
    // The app's own endpoint, as any Pusher app has one.
    const endpoint = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        const form = new URLSearchParams(body);
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(sdk.authorizeChannel(form.get('socket_id'), form.get('channel_name'))));
      });
    });
    await new Promise((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    const auth = { endpoint: `http://127.0.0.1:${endpoint.address().port}/auth`, transport: 'ajax' };
    const [receiver, sender] = [0, 1].map(() => new Pusher(server.key, options({ channelAuthorization: auth })));
    const senderId = connected(sender);
    const channels = [receiver, sender].map((pusher) => pusher.subscribe('private-vendor-orders.7'));
    await Promise.all(channels.map(subscribed));

    const own = [];
    channels[1].bind_global((event) => own.push(event));
    const event = once('the event', (resolve) => channels[0].bind('App\\Events\\OrderReceived', resolve));
    const last = once('the last event', (resolve) => channels[1].bind('last', resolve));
    const { status } = await sdk.trigger('private-vendor-orders.7', 'App\\Events\\OrderReceived', { id: 7 }, {
      socket_id: await senderId,
    });
    assert.equal(status, 200);
    await sdk.trigger('private-vendor-orders.7', 'last', {});
    assert.deepEqual(await event, { id: 7 });
    await last;
    assert.deepEqual(own, ['last'], 'the sender does not get its own event back');
    receiver.disconnect();
    sender.disconnect();
    endpoint.close();
  });

  test('checks 40 and 44: a wrong signature is refused and the connection stays usable', async () => {
    const pusher = new Pusher(
      server.key,
      options({
        channelAuthorization: {
          customHandler: (_, callback) => callback(null, { auth: `${server.key}:${'0'.repeat(64)}` }),
        },
      }),
    );
    const socketId = await connected(pusher);
    const channel = pusher.subscribe('private-vendor-orders.7');
    const error = await once('the refusal', (resolve) => channel.bind('pusher:subscription_error', resolve));
    assert.deepEqual([error.type, error.status], ['AuthError', 401]);

    const open = pusher.subscribe('orders');
    await subscribed(open);
    assert.equal(pusher.connection.state, 'connected');
    assert.equal(pusher.connection.socket_id, socketId, 'it is the same connection');
    pusher.disconnect();
  });

  test('a wrong secret is refused with a text that says what was expected', async () => {
    const wrong = new PusherServer({
      appId: server.appId, key: server.key, secret: 'wrong', host: server.host, port: String(server.port), useTLS: false,
    });
    await assert.rejects(wrong.trigger('orders', 'e', {}), (error) => {
      assert.equal(error.status, 401);
      assert.match(error.body, /^Invalid signature/);
      return true;
    });
  });
});

describe('laravel-echo 2', () => {
  for (const broadcaster of ['reverb', 'pusher']) {
    test(`check 159: broadcaster ${broadcaster} receives a trigger on a public channel`, async () => {
      const echo = new Echo({ broadcaster, key: server.key, Pusher, ...options() });
      const channel = echo.channel('orders');
      await once('the subscription', (resolve) => channel.subscribed(resolve));
      const event = once('the event', (resolve) => channel.listen('OrderCreated', resolve));
      await sdk.trigger('orders', 'App\\Events\\OrderCreated', { order: { id: 7 } });
      assert.deepEqual(await event, { order: { id: 7 } });
      echo.disconnect();
    });
  }

  test('a signed-in owner hears of a posted order on private-admin.orders', async () => {
    const cookie = await signInAsOwner(server);
    const echo = new Echo({
      broadcaster: 'reverb',
      key: server.key,
      Pusher,
      ...options(),
      // What pusher-js does in a browser; in Node its XMLHttpRequest cannot send a cookie.
      channelAuthorization: {
        customHandler: async ({ socketId, channelName }, callback) => {
          const response = await fetch(`${server.url}/broadcasting/auth`, {
            method: 'POST',
            headers: { cookie },
            body: new URLSearchParams({ socket_id: socketId, channel_name: channelName }),
          });
          callback(response.ok ? null : new Error(await response.text()), response.ok ? await response.json() : null);
        },
      },
    });
    const channel = echo.private('admin.orders');
    await once('the subscription', (resolve) => {
      channel.subscribed(resolve);
      channel.error((error) => resolve(Promise.reject(new Error(JSON.stringify(error)))));
    });
    const event = once('the event', (resolve) => channel.listen('.order.created', resolve));
    const order = await postOrder(server);
    const received = await event;
    assert.equal(received.order.code, order.code);
    assert.equal(received.order.total_display.replace('\u00a0', ' '), 'Rp 45.000');
    assert.equal(received.type, 'order.created');
    echo.disconnect();
  });
});
