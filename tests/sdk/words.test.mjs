// B7 and the words of an app: listeners of a Laravel page hear our events under the names that they have, and what a
// Laravel app broadcasts becomes an order while its listeners notice nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import EchoModule from 'laravel-echo';
import PusherModule from 'pusher-js';
import { nodeSdk } from './server-sdks.mjs';
import { once, startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;
const Echo = EchoModule.default ?? EchoModule;
const CREATED = 'App\\Events\\OrderCreated';

let server;
let sdk;
let echo;
before(async () => {
  server = await startServer();
  sdk = nodeSdk(server);
  const answer = ({ socketId, channelName }, callback) => Promise.resolve(sdk.authorize(socketId, channelName)).then((auth) => callback(null, auth), (error) => callback(error, null));
  const client = new Pusher(server.key, { wsHost: server.host, wsPort: server.port, forceTLS: false, enabledTransports: ['ws', 'wss'], cluster: '', channelAuthorization: { customHandler: answer } });
  echo = new Echo({ broadcaster: 'pusher', client });
});
after(async () => {
  echo?.disconnect();
  await server?.stop();
});

async function api(method, path, body) {
  const headers = { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' };
  const response = await fetch(`${server.url}${path}`, { method, headers, body: body && JSON.stringify(body) });
  assert.ok(response.ok, `${method} ${path}: ${String(response.status)} ${await response.clone().text()}`);
  return response.status === 204 ? null : response.json();
}

function subscribed(channel) {
  return once('the subscription', (resolve) => channel.subscribed(resolve));
}

test('S1: .listen("OrderCreated") and .listen(".order.created") hear one event, with the words and fields of the app', async () => {
  await api('PATCH', '/v1/words', { aliases: { placed: 'pending' }, emit_as: { 'order.created': [CREATED] }, laravel_flat: true });
  const channel = echo.private('admin.orders');
  await subscribed(channel);
  const byClass = once('the class', (resolve) => channel.listen('OrderCreated', resolve));
  const byName = once('the name', (resolve) => channel.listen('.order.created', resolve));
  await api('POST', '/v1/orders', {
    pay_later: true,
    customer: { name: 'Budi' },
    ext_id: '77',
    source: 'villa',
    items: [{ name: 'Villa Ubud', qty: 1, unit_price: '4500000' }],
  });
  const [first, second] = await Promise.all([byClass, byName]);
  assert.deepEqual(first, second);
  assert.deepEqual([first.order_id, first.status, first.guest_name, first.total_price, first.order.status_canonical], ['77', 'pending', 'Budi', 4_500_000, 'placed']);
});

test('S0: a broadcast that was interpreted reaches Echo as it was sent, and is an order', async () => {
  await api('POST', '/v1/mappings', {
    mapping: {
      event: ['App\\Events\\NewOrderReceived'],
      as: 'order.upsert',
      set: { ext_id: '/order/id', customer_name: '/order/customer/name', total: '/order/total_price', status: '/order/status' },
      status_map: { paid: 'placed' },
      source: 'shop',
    },
  });
  const channel = echo.channel('orders');
  await subscribed(channel);
  const heard = once('the broadcast', (resolve) => channel.listen('NewOrderReceived', resolve));
  const ours = once('our event', (resolve) => echo.private('admin.orders').listen('.order.created', (event) => event.order.source === 'shop' && resolve(event)));
  const order = { id: 1042, status: 'paid', total_price: '275000.00', customer: { name: 'Siti Aminah' } };
  await sdk.trigger('orders', 'App\\Events\\NewOrderReceived', { order, socket: null });
  assert.deepEqual(await heard, { order, socket: null });
  const event = await ours;
  assert.deepEqual([event.order.ext_id, event.order.customer_name, event.order.total, event.order.payment_status], ['1042', 'Siti Aminah', 27_500_000, 'paid']);
});
