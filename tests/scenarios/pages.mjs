// Pages that listen with Laravel Echo, as the projects write them. What a page is sent is written down.
import { Echo, Pusher } from '../sdk/stock.mjs';
import { once } from '../sdk/server.mjs';
import { eventually } from './desk.mjs';

/** A page of `at`; `authorize` is where it has its subscriptions signed, see below. */
export function openPage(at, authorize, more = {}) {
  const echo = new Echo({
    broadcaster: 'reverb',
    Pusher,
    key: at.key,
    wsHost: at.host,
    wsPort: at.port,
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: { customHandler: authorize },
    ...more,
  });
  const { connection } = echo.connector.pusher;
  const states = [connection.state];
  connection.bind('state_change', ({ current }) => states.push(current));
  return {
    echo,
    /** What a connection dot would have shown. */
    states,
    is: (state) => eventually(`the state ${state}`, () => connection.state === state, 30_000),
    socketId: () => echo.socketId(),
    /** Listens to everything on a private channel; events are named as a page would name them to `listen`. */
    async follow(name) {
      const heard = [];
      const channel = echo.private(name);
      channel.listenToAll((event, data) => heard.push({ event, data }));
      await once(`the subscription to ${name}`, (resolve) => channel.subscribed(resolve));
      return heard;
    },
    /** The status with which a subscription is refused. A handler of one's own has only the words of its error for that. */
    refused: (name) => once(`the refusal of ${name}`, (resolve) => echo.private(name).error(({ status, error }) => resolve(status ?? Number(error)))),
    close: () => echo.disconnect(),
  };
}

/** Signs at Orderbell itself: with the session of a person, or with the `token` of an order's link. */
export const atOrderbell =
  (server, { cookie, token }) =>
  async ({ socketId, channelName }, callback) => {
    const form = { socket_id: socketId, channel_name: channelName, ...(token && { token }) };
    const headers = cookie ? { cookie, origin: server.url } : {};
    const response = await fetch(`${server.url}/broadcasting/auth`, { method: 'POST', headers, body: new URLSearchParams(form) });
    if (response.ok) callback(null, await response.json());
    else callback(new Error(response.status), null);
  };

/** Signs at the shop: its routes/channels.php, with the secret that its SDK has. */
export const atTheShop =
  (sdk, may) =>
  async ({ socketId, channelName }, callback) => {
    // Never before the page has had time to listen: a request takes a while.
    await new Promise(setImmediate);
    if (may(channelName)) callback(null, sdk.authorizeChannel(socketId, channelName));
    else callback(new Error(403), null);
  };
