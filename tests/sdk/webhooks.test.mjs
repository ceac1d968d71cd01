// Webhooks as a stock backend reads them: checks 140 to 143 with the `webhook()` of Pusher's server SDK for Node.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import PusherServer from 'pusher';
import PusherModule from 'pusher-js';
import { once, startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;

let server;
let endpoint;
let sdk;
let client;
const requests = [];
let arrived = () => {};

before(async () => {
  server = await startServer({ ORDERBELL_CHANNELS__CLIENT_EVENTS: 'true', ORDERBELL_WEBHOOKS__ALLOW_PRIVATE: '127.0.0.1' });
  endpoint = createServer((request, response) => {
    let rawBody = '';
    request.setEncoding('utf8').on('data', (chunk) => (rawBody += chunk));
    request.on('end', () => {
      requests.push({ headers: request.headers, rawBody });
      response.end('ok');
      arrived();
    });
  });
  await new Promise((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  sdk = new PusherServer({ appId: server.appId, key: server.key, secret: server.secret, host: server.host, port: String(server.port), useTLS: false });
  const made = await fetch(`${server.url}/v1/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.apiKey}` },
    body: JSON.stringify({ url: `http://127.0.0.1:${endpoint.address().port}/hook` }),
  });
  assert.equal(made.status, 201, await made.text());
});
after(async () => {
  client?.disconnect();
  endpoint.close();
  endpoint.closeAllConnections();
  await server.stop();
});

/** The events of all requests so far, once there are `count`. */
const events = (count) =>
  once(`${count} events`, (resolve) => {
    arrived = () => {
      const all = requests.flatMap((request) => sdk.webhook(request).getEvents());
      if (all.length >= count) resolve(all);
    };
    arrived();
  });

test('check 140-143: the SDK trusts our requests, and finds in them what has happened', async () => {
  client = new Pusher(server.key, {
    wsHost: server.host,
    wsPort: server.port,
    forceTLS: false,
    enabledTransports: ['ws'],
    cluster: 'mt1',
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, callback) => callback(null, sdk.authorizeChannel(socketId, channelName, { user_id: 'dewi', user_info: { name: 'Dewi' } })),
    },
  });
  const channel = client.subscribe('presence-kitchen');
  await once('the subscription', (resolve) => channel.bind('pusher:subscription_succeeded', resolve));
  channel.trigger('client-typing', { at: 'table 4' });
  const seen = await events(3);
  assert.deepEqual(seen, [
    { name: 'channel_occupied', channel: 'presence-kitchen' },
    { name: 'member_added', channel: 'presence-kitchen', user_id: 'dewi' },
    { name: 'client_event', channel: 'presence-kitchen', event: 'client-typing', data: '{"at":"table 4"}', socket_id: client.connection.socket_id, user_id: 'dewi' },
  ]);
  for (const request of requests) {
    const webhook = sdk.webhook(request);
    assert.equal(webhook.isValid(), true);
    assert.ok(Math.abs(webhook.getTime().getTime() - Date.now()) < 60_000);
    assert.equal(sdk.webhook({ ...request, rawBody: `${request.rawBody} ` }).isValid(), false, 'a changed body is noticed');
  }
  client.disconnect();
  assert.deepEqual((await events(5)).slice(3), [
    { name: 'member_removed', channel: 'presence-kitchen', user_id: 'dewi' },
    { name: 'channel_vacated', channel: 'presence-kitchen' },
  ]);
});
