// pusher-js and Laravel Echo behind the few words that the scenario needs, each by its own API. Imports nothing, because
// it runs in a browser as well.

/** How a self-hosted server is named to pusher-js, and where the application signs. */
function options({ host, port, appUrl, nacl }, user, { watchlist } = {}) {
  const headers = { 'X-User': user, ...(watchlist && { 'X-Watchlist': watchlist }) };
  return {
    wsHost: host,
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws', 'wss'],
    disableStats: true,
    // Builds without encryption, such as the one for Node, are handed it.
    ...(nacl && { nacl }),
    authEndpoint: `${appUrl}/broadcasting/auth`,
    auth: { headers },
    userAuthentication: { endpoint: `${appUrl}/broadcasting/user-auth`, transport: 'ajax', headers },
  };
}

const bound = (target, event) => new Promise((resolve) => target.bind(event, resolve));

/** What both have in common is pusher-js. */
const common = (pusher) => ({
  pusher,
  socketId: () => pusher.connection.socket_id,
  async signIn() {
    pusher.signin();
    await pusher.user.signinDonePromise;
    await this.settled();
  },
  /** Signed in, and every channel in force, the user's own included. */
  async settled() {
    await pusher.user.signinDonePromise;
    const names = [pusher.user.serverToUserChannel, ...pusher.allChannels()];
    await Promise.all(
      names.map((channel) => channel.subscribed || /forbidden/.test(channel.name) || bound(channel, 'pusher:subscription_succeeded')),
    );
  },
});

export function pusherDriver({ Pusher, server, cluster = 'mt1' }) {
  const prefixes = { public: '', private: 'private-', presence: 'presence-', encrypted: 'private-encrypted-' };
  return {
    connect(user, more) {
      const pusher = new Pusher(server.key, { cluster, ...options(server, user, more) });
      return {
        ...common(pusher),
        channel(kind, name) {
          const channel = pusher.subscribe(prefixes[kind] + name);
          const infos = (members) => Object.values(members.members);
          return {
            subscribed: bound(channel, 'pusher:subscription_succeeded').then((data) => (kind === 'presence' ? infos(data) : data)),
            refused: bound(channel, 'pusher:subscription_error'),
            on: (event, callback) => channel.bind(event, callback),
            missed: (callback) => channel.bind('pusher:cache_miss', callback),
            joining: (callback) => channel.bind('pusher:member_added', ({ info }) => callback(info)),
            leaving: (callback) => channel.bind('pusher:member_removed', ({ info }) => callback(info)),
            count: () => channel.members.count,
            whisper: (data) => channel.trigger('client-typing', data),
            onWhisper: (callback) => channel.unbind('client-typing').bind('client-typing', callback),
          };
        },
        // By hand what Echo does through axios.
        ship: (channel, data) =>
          fetch(`${server.appUrl}/ship`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'X-Socket-ID': pusher.connection.socket_id },
            body: JSON.stringify({ channel, data }),
          }),
      };
    },
  };
}

export function echoDriver({ Echo, Pusher, axios, server, broadcaster }) {
  return {
    connect(user, more) {
      // Echo adds X-Socket-Id to the requests of the global axios; one each, so that each adds its own.
      const client = axios.create();
      globalThis.axios = client;
      const cluster = broadcaster === 'pusher' ? { cluster: 'mt1' } : {};
      const echo = new Echo({ broadcaster, key: server.key, Pusher, ...cluster, ...options(server, user, more) });
      delete globalThis.axios;
      const makers = { public: 'channel', private: 'private', presence: 'join', encrypted: 'encryptedPrivate' };
      return {
        ...common(echo.connector.pusher),
        channel(kind, name) {
          const channel = echo[makers[kind]](name);
          return {
            subscribed: new Promise((resolve) => (kind === 'presence' ? channel.here(resolve) : channel.subscribed(resolve))),
            refused: new Promise((resolve) => channel.error(resolve)),
            // A class name is given as Laravel writes it, anything else with a dot in front.
            on: (event, callback) => channel.listen(event.startsWith('App\\Events\\') ? event.slice('App\\Events\\'.length) : `.${event}`, callback),
            missed: (callback) => channel.subscription.bind('pusher:cache_miss', callback),
            joining: (callback) => channel.joining(callback),
            leaving: (callback) => channel.leaving(callback),
            count: () => channel.subscription.members.count,
            whisper: (data) => channel.whisper('typing', data),
            onWhisper: (callback) => channel.stopListeningForWhisper('typing').listenForWhisper('typing', callback),
          };
        },
        ship: (channel, data) => client.post(`${server.appUrl}/ship`, { channel, data }),
      };
    },
  };
}
