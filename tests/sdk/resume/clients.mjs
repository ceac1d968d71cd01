// A process full of clients that write down what they receive. Started by the scenario, which asks for the notes over IPC.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import Pusher from 'pusher-js';

import { Orderbell } from '../../../sdk/orderbell.js';
import { readLog } from './log.mjs';

const { url, key, appId, apiKey, channel, logUrl, stock, helper } = JSON.parse(process.argv[2]);
const { hostname, port } = new URL(url);
const clients = [];

function stockClient() {
  const notes = { kind: 'stock', received: [], disconnects: [], errors: [], ready: false };
  const pusher = new Pusher(key, {
    wsHost: hostname,
    wsPort: Number(port),
    wsPath: `/tab/${randomUUID()}`,
    forceTLS: false,
    enabledTransports: ['ws'],
    disableStats: true,
    cluster: '',
  });
  pusher.connection.bind('state_change', ({ previous }) => {
    if (previous === 'connected') notes.disconnects.push(Date.now());
  });
  const subscription = pusher.subscribe(channel);
  subscription.bind('pusher:subscription_succeeded', () => (notes.ready = true));
  subscription.bind('orderbell:replay_incomplete', (data) => notes.errors.push(`incomplete: ${JSON.stringify(data)}`));
  subscription.bind('pusher:subscription_error', (error) => notes.errors.push(JSON.stringify(error)));
  subscription.bind('n', ({ id }) => notes.received.push([id, Date.now()]));
  clients.push({ notes, stop: () => pusher.disconnect() });
}

function helperClient() {
  const notes = { kind: 'helper', received: [], disconnects: [], errors: [], snapshots: 0, ready: false, start: null };
  const bell = new Orderbell({ url, key, WebSocket });
  bell.onState((state, error) => {
    if (state === 'waiting') notes.disconnects.push(Date.now());
    if (state === 'failed') notes.errors.push(String(error));
  });
  bell.subscribe(channel, {
    snapshot: async () => {
      const log = await readLog({ url: logUrl, channel, apiKey, appId });
      return { epoch: log.epoch, seq: log.head, state: log.events.map((event) => event.data.id) };
    },
    onSnapshot: (ids) => {
      notes.ready = true;
      notes.snapshots += 1;
      notes.received = ids.map((id) => [id, Date.now()]);
    },
    onEvent: ({ name, data }) => {
      if (name === 'n') notes.received.push([data.id, Date.now()]);
    },
    onLost: (reason) => notes.errors.push(`lost: ${reason}`),
    // Refused connections and a log that cannot be read just now are part of the game: it tries again.
    onError: () => {},
  });
  clients.push({ notes, stop: () => bell.close() });
}

for (let count = 0; count < stock; count += 1) stockClient();
for (let count = 0; count < helper; count += 1) helperClient();

process.on('message', (question) => {
  if (question === 'ready') process.send({ ready: clients.every(({ notes }) => notes.ready) });
  if (question === 'sizes') process.send({ sizes: clients.map(({ notes }) => notes.received.length) });
  if (question === 'last') process.send({ last: clients.map(({ notes }) => notes.received.at(-1)?.[0] ?? null) });
  if (question === 'notes') process.send({ notes: clients.map(({ notes }) => notes) });
  if (question === 'stop') {
    for (const client of clients) client.stop();
    process.exit(0);
  }
});
