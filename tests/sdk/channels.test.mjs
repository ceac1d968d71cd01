// Stock clients on everything beyond public and private channels, with the app's side signed by the stock server SDK.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import EchoModule from 'laravel-echo';
import PusherServer from 'pusher';
import PusherModule from 'pusher-js';
import nacl from 'tweetnacl';
import { once, startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;
const Echo = EchoModule.default ?? EchoModule;

let server;
let sdk;
const open = [];
before(async () => {
  server = await startServer({ ORDERBELL_CHANNELS__CLIENT_EVENTS: 'true', ORDERBELL_CHANNELS__SUBSCRIPTION_COUNTS: 'true' });
  sdk = new PusherServer(sdkOptions({ encryptionMasterKeyBase64: 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=' }));
});
after(async () => {
  for (const pusher of open) pusher.disconnect();
  await server.stop();
});

const sdkOptions = (more = {}) => ({
  appId: server.appId,
  key: server.key,
  secret: server.secret,
  host: server.host,
  port: String(server.port),
  useTLS: false,
  ...more,
});

/** What the app's auth endpoints do, without the HTTP in between. */
const options = (user, more = {}) => ({
  wsHost: server.host,
  wsPort: server.port,
  forceTLS: false,
  enabledTransports: ['ws'],
  cluster: 'mt1',
  channelAuthorization: {
    customHandler: ({ socketId, channelName }, callback) => {
      const member = channelName.startsWith('presence-') && user && { user_id: user.id, user_info: user.user_info };
      callback(null, sdk.authorizeChannel(socketId, channelName, member || undefined));
    },
  },
  userAuthentication: {
    customHandler: ({ socketId }, callback) => callback(null, sdk.authenticateUser(socketId, user)),
  },
  ...more,
});

const client = (user, more) => {
  const pusher = new Pusher(server.key, options(user, more));
  open.push(pusher);
  return pusher;
};
const bound = (what, target, event) => once(what, (resolve) => target.bind(event, resolve));
const subscribed = (channel) => bound('the subscription', channel, 'pusher:subscription_succeeded');

describe('presence', () => {
  test('checks 46 to 50: pusher-js sees who is there, who comes and who leaves', async () => {
    const first = client({ id: 'u1', user_info: { name: 'Ayu' } });
    const room = first.subscribe('presence-room');
    const members = await subscribed(room);
    assert.equal(members.count, 1);
    assert.deepEqual(members.me, { id: 'u1', info: { name: 'Ayu' } });

    const added = bound('the newcomer', room, 'pusher:member_added');
    const second = client({ id: 'u2', user_info: { name: 'Budi' } });
    const theirs = await subscribed(second.subscribe('presence-room'));
    assert.deepEqual(theirs.members, { u1: { name: 'Ayu' }, u2: { name: 'Budi' } });
    assert.deepEqual(await added, { id: 'u2', info: { name: 'Budi' } });

    // A second tab of the same user is nobody new, and closing it takes nobody away.
    const heard = [];
    room.bind_global((event) => heard.push(event));
    const tab = client({ id: 'u2', user_info: { name: 'Budi' } });
    assert.equal((await subscribed(tab.subscribe('presence-room'))).count, 2);
    tab.disconnect();
    const removed = bound('the departure', room, 'pusher:member_removed');
    second.unsubscribe('presence-room');
    assert.deepEqual(await removed, { id: 'u2', info: { name: 'Budi' } });
    assert.equal(room.members.count, 1);
    assert.deepEqual(heard.filter((event) => event.includes('member_added')), []);
  });

  test('checks 52 and 53: a numeric id and no info', async () => {
    const pusher = client({ id: 10 });
    const members = await subscribed(pusher.subscribe('presence-numbers'));
    assert.equal(members.count, 1);
    assert.equal(members.me.id, 10);
    assert.deepEqual(members.members, { 10: null });
  });

  test('check 58: Echo has here, joining and leaving', async () => {
    const echo = (user) => {
      const created = new Echo({ broadcaster: 'reverb', key: server.key, Pusher, ...options(user) });
      open.push(created.connector.pusher);
      return created;
    };
    const ayu = echo({ id: '1', user_info: { name: 'Ayu' } });
    const room = ayu.join('kitchen');
    assert.deepEqual(await once('here', (resolve) => room.here(resolve)), [{ name: 'Ayu' }]);
    const joining = once('joining', (resolve) => room.joining(resolve));
    const budi = echo({ id: '2', user_info: { name: 'Budi' } });
    const theirs = await once('here', (resolve) => budi.join('kitchen').here(resolve));
    assert.deepEqual(theirs, [{ name: 'Ayu' }, { name: 'Budi' }]);
    assert.deepEqual(await joining, { name: 'Budi' });
    const leaving = once('leaving', (resolve) => room.leaving(resolve));
    budi.leave('kitchen');
    assert.deepEqual(await leaving, { name: 'Budi' });
  });
});

describe('client events', () => {
  test('checks 60 to 64: others get them, with the sender where the app knows it', async () => {
    const [a, b] = ['u1', 'u2'].map((id) => client({ id }));
    for (const name of ['private-talk', 'presence-talk']) {
      const channels = [a, b].map((pusher) => pusher.subscribe(name));
      await Promise.all(channels.map(subscribed));
      for (const data of [{ a: 1 }, 'plain', 5, [1], null]) {
        const received = once('the event', (resolve) =>
          channels[1].bind('client-x', (value, metadata) => resolve([value, metadata])),
        );
        channels[0].trigger('client-x', data);
        const [value, metadata] = await received;
        assert.deepEqual(value, data);
        assert.equal(metadata.user_id, name.startsWith('presence-') ? 'u1' : undefined);
        channels[1].unbind('client-x');
      }
    }
  });

  test('check 159: an Echo whisper', async () => {
    const echoes = ['1', '2'].map((id) => new Echo({ broadcaster: 'reverb', key: server.key, Pusher, ...options({ id }) }));
    open.push(...echoes.map((echo) => echo.connector.pusher));
    const channels = echoes.map((echo) => echo.private('chat'));
    await Promise.all(channels.map((channel) => once('the subscription', (resolve) => channel.subscribed(resolve))));
    const whisper = once('the whisper', (resolve) => channels[1].listenForWhisper('typing', resolve));
    channels[0].whisper('typing', { name: 'Ayu' });
    assert.deepEqual(await whisper, { name: 'Ayu' });
  });
});

describe('sign-in', () => {
  test('checks 84 and 86: sendToUser reaches every connection of the user once', async () => {
    const pushers = [0, 1].map(() => client({ id: 'u1' }));
    for (const pusher of pushers) {
      pusher.signin();
      await pusher.user.signinDonePromise;
      const channel = pusher.user.serverToUserChannel;
      assert.equal(channel.name, '#server-to-user-u1');
      if (!channel.subscribed) await subscribed(channel);
    }
    const received = pushers.map((pusher) => bound('the event', pusher.user, 'e'));
    const { status } = await sdk.sendToUser('u1', 'e', { n: 1 });
    assert.equal(status, 200);
    assert.deepEqual(await Promise.all(received), [{ n: 1 }, { n: 1 }]);
  });

  test('check 56: a presence channel without channel_data', async () => {
    const pusher = client({ id: 'u1', user_info: { name: 'Ayu' } }, {
      channelAuthorization: {
        customHandler: ({ socketId, channelName }, callback) => callback(null, sdk.authorizeChannel(socketId, channelName)),
      },
    });
    pusher.signin();
    const members = await subscribed(pusher.subscribe('presence-signed-in'));
    assert.deepEqual(members.members, { u1: { name: 'Ayu' } });
    assert.equal(members.me.id, 'u1');
  });

  test('checks 90 to 92: a watchlist', async () => {
    const events = [];
    const watcher = client({ id: 'w', watchlist: ['friend'] });
    let next;
    watcher.user.watchlist.bind_global((name, event) => {
      events.push([name, event.user_ids]);
      next?.();
    });
    const heard = async (count) => {
      while (events.length < count) await once('a watchlist event', (resolve) => (next = resolve));
    };
    watcher.signin();
    await heard(1);
    const friend = client({ id: 'friend' });
    friend.signin();
    await heard(2);
    friend.disconnect();
    await heard(3);
    assert.deepEqual(events, [
      ['offline', ['friend']],
      ['online', ['friend']],
      ['offline', ['friend']],
    ]);
  });
});

describe('encrypted and cache channels', () => {
  test('checks 72 and 79: an encrypted cache channel is decrypted, live and from the cache', async () => {
    const name = 'private-encrypted-cache-vault';
    await sdk.trigger(name, 'first', { secret: 1 });
    const pusher = client({ id: 'u1' }, { nacl });
    const channel = pusher.subscribe(name);
    const kept = bound('the last event', channel, 'first');
    assert.deepEqual(await kept, { secret: 1 });
    const live = bound('the event', channel, 'second');
    await sdk.trigger(name, 'second', { secret: 'é ☃' });
    assert.deepEqual(await live, { secret: 'é ☃' });
  });

  test('checks 71 to 73 and 78: a cache channel', async () => {
    const pusher = client({ id: 'u1' });
    const channel = pusher.subscribe('cache-menu');
    const missed = once('the miss', (resolve) => channel.bind('pusher:cache_miss', () => resolve(true)));
    assert.equal(await missed, true);
    for (const dish of ['soto', 'rawon']) await sdk.trigger('cache-menu', 'today', { dish });
    const later = client({ id: 'u2' }).subscribe('cache-menu');
    assert.deepEqual(await bound('the last event', later, 'today'), { dish: 'rawon' });
    const response = await sdk.get({ path: '/channels/cache-menu', params: { info: 'cache' } });
    const { occupied, cache } = await response.json();
    assert.equal(occupied, true);
    assert.equal(cache.data, '{"dish":"rawon"}');
    assert.ok(Number.isInteger(cache.ttl) && cache.ttl <= 1800);
  });

  test('check 95: pusher-js counts subscriptions', async () => {
    const first = client({ id: 'u1' }).subscribe('counted');
    const two = once('the second subscriber', (resolve) =>
      first.bind('pusher:subscription_count', ({ subscription_count: count }) => count === 2 && resolve(count)),
    );
    await subscribed(first);
    await subscribed(client({ id: 'u2' }).subscribe('counted'));
    assert.equal(await two, 2);
    assert.equal(first.subscriptionCount, 2);
  });
});

describe('the HTTP API', () => {
  test('check 98: what the SDK asks and sends', async () => {
    const pusher = client({ id: 'u1', user_info: { name: 'Ayu' } });
    const room = pusher.subscribe('presence-desk');
    await subscribed(room);
    const json = async (response) => (await response).json();
    const listed = await json(sdk.get({ path: '/channels', params: { filter_by_prefix: 'presence-desk', info: 'user_count' } }));
    assert.deepEqual(listed, { channels: { 'presence-desk': { user_count: 1 } } });
    assert.deepEqual(await json(sdk.get({ path: '/channels/presence-desk/users' })), { users: [{ id: 'u1' }] });
    const info = { info: 'user_count,subscription_count' };
    assert.deepEqual(await json(sdk.trigger('presence-desk', 'e', {}, info)), {
      channels: { 'presence-desk': { user_count: 1, subscription_count: 1 } },
    });
    const events = [];
    const all = once('the batch', (resolve) => room.bind('n', (n) => events.push(n) === 3 && resolve(events)));
    const batch = [1, 2, 3].map((data) => ({ channel: 'presence-desk', name: 'n', data }));
    assert.deepEqual(await json(sdk.triggerBatch(batch)), {});
    assert.deepEqual(await all, [1, 2, 3]);
    batch[1].info = 'subscription_count';
    assert.deepEqual(await json(sdk.triggerBatch(batch)), { batch: [{}, { subscription_count: 1 }, {}] });
  });

  test('checks 107 and 136: a terminated user is told so and stays away', async () => {
    const pusher = client({ id: 'leaver' });
    pusher.signin();
    await pusher.user.signinDonePromise;
    const ended = once('the end', (resolve) => pusher.connection.bind('disconnected', () => resolve(true)));
    const response = await sdk.terminateUserConnections('leaver');
    assert.deepEqual([response.status, await response.text()], [200, '{}']);
    assert.equal(await ended, true);
    assert.equal((await sdk.terminateUserConnections('user one')).status, 200);
  });
});
