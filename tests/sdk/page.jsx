// What a browser runs: the scenario with the web build of pusher-js and with Echo, and a small React page on
// @laravel/echo-react under StrictMode, whose mounting and unmounting is what it is about.
import { configureEcho, echo, useConnectionStatus, useEcho, useEchoPresence, useSocketId } from '@laravel/echo-react';
import axios from 'axios';
import Echo from 'laravel-echo';
import Pusher from 'pusher-js/with-encryption';
import { StrictMode, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { echoDriver, pusherDriver } from './drivers.mjs';
import { assertEqual, once, scenario } from './scenario.mjs';

const app = (run) => ({
  run,
  async do(call, ...args) {
    const response = await fetch('/do', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ call, args }),
    });
    if (!response.ok) throw new Error(`${call}: ${await response.text()}`);
    return response.json();
  },
});

window.runScenario = (client, run, server) => {
  const at = { ...server, appUrl: location.origin };
  const driver =
    client === 'pusher-js' ? pusherDriver({ Pusher, server: at }) : echoDriver({ Echo, Pusher, axios, server: at, broadcaster: client });
  return scenario(driver, app(run));
};

/** Check 18: browsers offer to compress; what comes is intact whether the server takes that up or not. */
window.runLarge = async (server) => {
  const pusher = new Pusher(server.key, { cluster: '', wsHost: server.host, wsPort: server.port, forceTLS: false, enabledTransports: ['ws'] });
  const channel = pusher.subscribe('large');
  await once('the subscription', (resolve) => channel.bind('pusher:subscription_succeeded', resolve));
  const received = [];
  const all = once('every event', (resolve) => channel.bind('e', (data) => received.push(data) === 20 && resolve()));
  const sent = Array.from({ length: 20 }, (_, number) => `${number} ${'☃ zażółć '.repeat(500)}`);
  for (const data of sent) await app().do('trigger', ['large'], 'e', data);
  await all;
  assertEqual(received, sent, 'check 18');
  pusher.disconnect();
};

function Orders({ onOrder }) {
  useEcho('orders.7', 'OrderShipped', onOrder);
  useEchoPresence('kitchen', '.called', () => {});
  return <p>orders</p>;
}

function Page({ orders }) {
  const [shown, setShown] = useState([]);
  // With its effects, before it returns: what is sent next must not overtake a component that leaves.
  window.show = (keys) => flushSync(() => setShown(keys));
  const status = useConnectionStatus();
  const socketId = useSocketId();
  return (
    <>
      <p id="status">{status} {socketId}</p>
      {shown.map((key) => <Orders key={key} onOrder={(order) => orders.push([key, order])} />)}
    </>
  );
}

/** Check 160. `count` asks the server how many subscriptions there are. */
window.runReact = async (broadcaster, server) => {
  const headers = { 'X-User': 'ayu' };
  configureEcho({
    broadcaster,
    key: server.key,
    ...(broadcaster === 'pusher' && { cluster: 'mt1' }),
    wsHost: server.host,
    wsPort: server.port,
    wssPort: server.port,
    forceTLS: false,
    enabledTransports: ['ws', 'wss'],
    auth: { headers },
    Pusher,
  });
  const orders = [];
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(<StrictMode><Page orders={orders} /></StrictMode>);
  const { do: ask } = app();
  const subscriptions = async (channel) => (await ask('channel', channel, ['subscription_count'])).subscription_count ?? 0;
  const until = (what, holds) =>
    once(what, async (resolve) => {
      while (!(await holds())) await new Promise((again) => setTimeout(again, 30));
      resolve();
    });
  const channels = ['private-orders.7', 'presence-kitchen'];
  // The client first: of an unsubscription that is still on its way the server knows nothing, and its count is right.
  const settled = (count) =>
    until(`${count} subscriptions`, async () => {
      if (count > 0 && !channels.every((name) => echo().connector.pusher.channel(name)?.subscribed)) return false;
      for (const channel of channels) if ((await subscriptions(channel)) !== count) return false;
      return true;
    });
  await until('the page', () => window.show);
  await until('the connection', () => /^connected \d+\.\d+$/.test(document.querySelector('#status').textContent.trim()));
  window.show(['first', 'second']);
  await settled(1);
  await ask('trigger', ['private-orders.7'], 'App\\Events\\OrderShipped', { n: 1 });
  await until('both components', () => orders.length === 2);
  window.show(['second']);
  await ask('trigger', ['private-orders.7'], 'App\\Events\\OrderShipped', { n: 2 });
  await until('the component that is left', () => orders.length === 3);
  // Quickly off and on, as routers do.
  window.show([]);
  window.show(['third']);
  await settled(1);
  window.show([]);
  await new Promise((frame) => requestAnimationFrame(frame));
  window.show(['fourth']);
  await new Promise((frame) => requestAnimationFrame(frame));
  await settled(1);
  await ask('trigger', ['private-orders.7'], 'App\\Events\\OrderShipped', { n: 3 });
  await until('the component that came last', () => orders.length === 4);
  window.show([]);
  await settled(0);
  assertEqual(
    orders.map(([key, { n }]) => [key, n]).sort(),
    [['first', 1], ['fourth', 3], ['second', 1], ['second', 2]],
    'check 160',
  );
  root.unmount();
  echo().disconnect();
};
