// What particular applications send: Laravel's broadcaster, the SDK for Python, published test vectors.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import EchoModule from 'laravel-echo';
import PusherModule from 'pusher-js';
import nacl from 'tweetnacl';
import { nodeSdk, pythonSdk } from './server-sdks.mjs';
import { once, startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;
const Echo = EchoModule.default ?? EchoModule;

let server;
let node;
let python;
const open = [];
before(async () => {
  server = await startServer();
  node = nodeSdk(server);
  python = await pythonSdk(server);
});
after(async () => {
  for (const pusher of open) pusher.disconnect();
  await python?.stop();
  await server?.stop();
});

const options = (more) => ({
  wsHost: server.host,
  wsPort: server.port,
  forceTLS: false,
  enabledTransports: ['ws', 'wss'],
  cluster: '',
  ...more,
});
/** A pusher-js whose application answers with what `sdk` signs. */
function client(sdk, user, more = {}) {
  const answer = (promise, callback) => Promise.resolve(promise).then((auth) => callback(null, auth), (error) => callback(error, null));
  const pusher = new Pusher(
    server.key,
    options({
      channelAuthorization: {
        customHandler: ({ socketId, channelName }, callback) =>
          answer(sdk.authorize(socketId, channelName, channelName.startsWith('presence-') ? user : undefined), callback),
      },
      userAuthentication: { customHandler: ({ socketId }, callback) => answer(sdk.authenticateUser(socketId, user), callback) },
      ...more,
    }),
  );
  open.push(pusher);
  return pusher;
}
const subscribed = (channel) => once('the subscription', (resolve) => channel.bind('pusher:subscription_succeeded', resolve));

describe('the SDK for Python', () => {
  test('check 54: member data with spaces and escapes is accepted and arrives decoded', async () => {
    const members = await subscribed(client(python, { user_id: 'u1', user_info: { name: 'René' } }).subscribe('presence-python'));
    assert.deepEqual(members.members, { u1: { name: 'René' } });
  });

  test('checks 89 and 137: it signs a user in and ends all connections of theirs', async () => {
    const pusher = client(python, { id: 'leaver', user_info: { name: 'René' } });
    pusher.signin();
    await pusher.user.signinDonePromise;
    assert.equal(pusher.user.user_data.id, 'leaver');
    const stays = client(python, { id: 'stays' });
    stays.signin();
    await stays.user.signinDonePromise;
    const ended = once('the end', (resolve) => pusher.connection.bind('disconnected', () => resolve(true)));
    assert.deepEqual(await python.terminate('leaver'), {});
    assert.equal(await ended, true);
    assert.equal(stays.connection.state, 'connected');
  });

  test('checks 98 and 103: all that it asks and sends', async () => {
    const room = client(python, { user_id: 'u1' }).subscribe('presence-desk');
    await subscribed(room);
    assert.deepEqual(await python.channels('presence-desk', ['user_count']), { channels: { 'presence-desk': { user_count: 1 } } });
    assert.deepEqual(await python.channel('presence-desk', ['user_count', 'subscription_count']), {
      occupied: true,
      user_count: 1,
      subscription_count: 1,
    });
    assert.deepEqual(await python.users('presence-desk'), { users: [{ id: 'u1' }] });
    const heard = [];
    const all = once('all events', (resolve) => room.bind('e', (data) => heard.push(data) === 3 && resolve(heard)));
    assert.deepEqual(await python.trigger(['presence-desk', 'elsewhere'], 'e', { é: '☃' }), {});
    const batch = [1, 'text'].map((data) => ({ channel: 'presence-desk', name: 'e', data: JSON.stringify(data) }));
    assert.deepEqual(await python.triggerBatch(batch), {});
    assert.deepEqual(await all, [{ é: '☃' }, 1, 'text']);
    await assert.rejects(python.channel('public', ['user_count']), /PusherBadRequest/);
    const wrong = await pythonSdk({ ...server, secret: 'wrong' });
    await assert.rejects(wrong.trigger(['a'], 'e', {}), /PusherBadAuth: Invalid signature/);
    await wrong.stop();
  });
});

describe('Laravel', () => {
  const echo = () => {
    const created = new Echo({ broadcaster: 'reverb', key: server.key, Pusher, ...options(), ...{
      authorizer: (channel) => ({
        authorize: (socketId, callback) => callback(null, node.authorize(socketId, channel.name)),
      }),
    } });
    open.push(created.connector.pusher);
    return created;
  };
  /** As the SDK for PHP sends one: a single channel by its own field, values encoded with its slashes escaped. */
  const broadcast = async (channel, name, data, socketId) => {
    const body = { name, data: JSON.stringify(data).replaceAll('/', '\\/'), channel, ...(socketId && { socket_id: socketId }) };
    const response = await node.sdk.post({ path: '/events', body });
    assert.deepEqual([response.status, await response.text()], [200, '{}']);
  };

  test('check 157: an event with its class name reaches others and not who caused it', async () => {
    const [sender, receiver] = [echo(), echo()];
    const channels = [sender, receiver].map((one) => one.private('App.Models.User.1'));
    await Promise.all(channels.map((channel) => once('the subscription', (resolve) => channel.subscribed(resolve))));
    const own = [];
    channels[0].listenToAll((event) => own.push(event));
    const heard = once('the event', (resolve) => channels[1].listen('OrderShipped', resolve));
    const last = once('the last event', (resolve) => channels[0].listen('Last', resolve));
    await broadcast('private-App.Models.User.1', 'App\\Events\\OrderShipped', { url: 'a/b' }, sender.socketId());
    await broadcast('private-App.Models.User.1', 'App\\Events\\Last', {});
    assert.deepEqual(await heard, { url: 'a/b' });
    await last;
    assert.deepEqual(own, ['Last']);
  });

  test('check 158: named events, notifications and model events', async () => {
    const channel = echo().private('App.Models.User.2');
    await once('the subscription', (resolve) => channel.subscribed(resolve));
    const heard = [
      once('the named event', (resolve) => channel.listen('.order.shipped', resolve)),
      once('the notification', (resolve) => channel.notification(resolve)),
      once('the model event', (resolve) => channel.listen('.UserUpdated', resolve)),
    ];
    const notification = { id: 'b2c1', type: 'App\\Notifications\\InvoicePaid', amount: 5 };
    await broadcast('private-App.Models.User.2', 'order.shipped', { id: 7 });
    await broadcast('private-App.Models.User.2', 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated', notification);
    await broadcast('private-App.Models.User.2', 'UserUpdated', { model: { id: 2 } });
    assert.deepEqual(await Promise.all(heard), [{ id: 7 }, notification, { model: { id: 2 } }]);
  });
});

describe('encryption', () => {
  test('checks 80 and 82: a published vector arrives byte for byte and is decrypted', async () => {
    const pusher = client(
      {
        authorize: (socketId, channel) => ({
          auth: node.sdk.authorizeChannel(socketId, channel).auth,
          shared_secret: 'QBLmxUha0AEqZM0+A5PNJXDxZBx3jy3Nx0o1EY1y36I=',
        }),
      },
      undefined,
      { nacl },
    );
    const channel = pusher.subscribe('private-encrypted-x');
    await subscribed(channel);
    const heard = once('the event', (resolve) => channel.bind('e', resolve));
    const frame = once('the frame', (resolve) =>
      pusher.connection.bind('message', (message) => message.event === 'e' && resolve(message.data)),
    );
    // The frame carries the text as it was sent, spaces included.
    const data = '{"nonce": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB", "ciphertext":"f+ToFJlxeHsOZdVhAyLx3xpXLKxIWj8="}';
    await node.sdk.post({ path: '/events', body: { name: 'e', channel: 'private-encrypted-x', data } });
    assert.deepEqual(await heard, { a: 1 });
    assert.deepEqual(await frame, JSON.parse(data));
  });
});
