// The admin panel of S0, as such shops have it: React, Laravel Echo on pusher-js with broadcaster `pusher` and a cluster, a
// toast, a badge that counts, and a beep. A browser that has not been clicked yet plays nothing, which the panel says.
import Echo from 'laravel-echo';
import Pusher from 'pusher-js';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

const speaker = new AudioContext();

function beep() {
  const tone = speaker.createOscillator();
  tone.connect(speaker.destination);
  tone.start();
  tone.stop(speaker.currentTime + 0.2);
}

function Panel({ server }) {
  const [orders, setOrders] = useState([]);
  const [state, setState] = useState('connecting');
  const [sound, setSound] = useState(speaker.state);
  const [beeps, setBeeps] = useState(0);
  useEffect(() => {
    const echo = new Echo({
      broadcaster: 'pusher',
      Pusher,
      cluster: 'ap1',
      key: server.key,
      wsHost: server.host,
      wsPort: server.port,
      forceTLS: false,
      enabledTransports: ['ws', 'wss'],
      authEndpoint: '/broadcasting/auth',
    });
    const { connection } = echo.connector.pusher;
    connection.bind('state_change', ({ current }) => setState(current));
    echo
      .private('admin.orders')
      .subscribed(() => setState('listening'))
      .listen('NewOrderReceived', ({ order }) => {
        setOrders((before) => [order, ...before]);
        if (speaker.state === 'running') {
          beep();
          setBeeps((before) => before + 1);
        }
      });
    return () => echo.disconnect();
  }, [server]);
  return (
    <main>
      <p id="connection">{state}</p>
      <p id="badge">{orders.length}</p>
      <p id="beeps">{beeps}</p>
      <button onClick={() => speaker.resume().then(() => setSound(speaker.state))}>
        {sound === 'running' ? 'Sound is on' : 'Sound is blocked: tap'}
      </button>
      <ol role="status">
        {orders.map(({ id, customer_name, total }) => (
          <li key={id}>
            New order #{id} of {customer_name}: {new Intl.NumberFormat('id-ID', { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 }).format(total)}
          </li>
        ))}
      </ol>
    </main>
  );
}

window.start = (server) =>
  createRoot(document.body.appendChild(document.createElement('div'))).render(
    <StrictMode>
      <Panel server={server} />
    </StrictMode>,
  );
