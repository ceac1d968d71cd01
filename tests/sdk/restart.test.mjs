// Stock clients while the server is killed, replaced or flooded, and while they themselves stand still. A listener that
// refused them for a moment would keep pusher-js away for fifteen seconds.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import PusherServer from 'pusher';
import PusherModule from 'pusher-js';
import { once, startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;
const options = (server) => ({
  wsHost: server.host,
  wsPort: server.port,
  forceTLS: false,
  enabledTransports: ['ws'],
  cluster: 'mt1',
  disableStats: true,
});
const sdkOf = ({ appId, key, secret, host, port }) =>
  new PusherServer({ appId, key, secret, host, port: String(port), useTLS: false });
const connected = (pusher) =>
  once('a connection', (resolve) => pusher.connection.bind('connected', () => resolve(pusher.connection.socket_id)));

/** A client in a process of its own, so that it can be stopped: prints what happens to it. */
if (process.send) {
  const pusher = new Pusher(process.env.KEY, JSON.parse(process.env.OPTIONS));
  pusher.connection.bind('connected', () => process.send({ connected: pusher.connection.socket_id }));
  pusher.connection.bind('error', ({ error }) => process.send({ code: error?.data?.code ?? null }));
  pusher.subscribe('news').bind('pusher:subscription_succeeded', () => process.send({ subscribed: true }));
} else {
  describe('a restart under `orderbell hold`', () => {
    let server;
    before(async () => {
      server = await startServer({}, { held: true });
    });
    after(() => server.stop('SIGTERM'));

    for (const signal of ['SIGKILL', 'SIGUSR2', 'SIGKILL']) {
      test(`pusher-js is back within three seconds of a ${signal}`, async () => {
        const pusher = new Pusher(server.key, options(server));
        const first = await connected(pusher);
        const channel = pusher.subscribe('news');
        await once('the subscription', (resolve) => channel.bind('pusher:subscription_succeeded', resolve));
        const again = connected(pusher);
        const subscribed = once('the subscription', (resolve) =>
          channel.bind('pusher:subscription_succeeded', resolve),
        );
        const start = performance.now();
        await server.signal(signal);
        assert.notEqual(await again, first);
        const away = performance.now() - start;
        assert.ok(away < 3000, `away for ${away} ms`);
        await subscribed;
        const event = once('the event', (resolve) => channel.bind('e', resolve));
        await sdkOf(server).trigger('news', 'e', { after: signal });
        assert.deepEqual(await event, { after: signal });
        pusher.disconnect();
      });
    }
  });

  describe('a client that stands still', () => {
    test('it is sent away, comes back by itself, and the others get everything in order', async (t) => {
      const server = await startServer({ ORDERBELL_HUB__QUEUE_BYTES: '65536' });
      t.after(() => server.stop());
      const env = { ...process.env, KEY: server.key, OPTIONS: JSON.stringify(options(server)) };
      const still = fork(fileURLToPath(import.meta.url), { env, execArgv: [] });
      t.after(() => still.kill('SIGKILL'));
      const said = [];
      const heard = (what) =>
        once(what, (resolve) => {
          if (said.some((message) => what in message)) resolve();
          still.on('message', (message) => what in message && resolve());
        });
      still.on('message', (message) => said.push(message));
      await heard('subscribed');

      const pusher = new Pusher(server.key, options(server));
      const channel = pusher.subscribe('news');
      await once('the subscription', (resolve) => channel.bind('pusher:subscription_succeeded', resolve));
      const received = [];
      channel.bind('e', ({ number }) => received.push(number));

      still.kill('SIGSTOP');
      said.length = 0;
      const sdk = sdkOf(server);
      const filler = 'x'.repeat(9000);
      const count = 1000;
      for (let number = 0; number < count; number += 1) await sdk.trigger('news', 'e', { number, filler });
      const end = once('the last event', (resolve) => channel.bind('end', resolve));
      await sdk.trigger('news', 'end', {});
      await end;
      assert.deepEqual(received, [...Array(count).keys()]);

      still.kill('SIGCONT');
      await heard('connected');
      await heard('subscribed');
      // 4100 when it had time to take note, a plain end otherwise; never a code that keeps it away.
      for (const { code } of said) assert.ok(code === undefined || code === null || [1006, 4100].includes(code), code);
      pusher.disconnect();
    });
  });
}
