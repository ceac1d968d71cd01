// The application whose clients are tested: it signs with a stock server SDK, publishes through it, and serves the page
// and its script to a browser. Who asks is taken from a header, as a test has no passwords.
import { createServer } from 'node:http';

/** `sdk` has the methods of `server-sdks.mjs`; `files` maps paths to [content type, text]; `actions` adds to `/do`. */
export async function startBackend(sdk, files = {}, actions = {}) {
  const member = (user) => ({ user_id: user, user_info: { name: user.toUpperCase() } });
  const routes = {
    'channel-auth': ({ body, user }) => {
      const { socket_id: socketId, channel_name: channel } = body;
      if (channel.includes('forbidden')) return [403, 'not for you'];
      return [200, sdk.authorize(socketId, channel, channel.startsWith('presence-') ? member(user) : undefined)];
    },
    'user-auth': ({ body, user, headers }) => {
      const watchlist = headers['x-watchlist']?.split(',');
      return [200, sdk.authenticateUser(body.socket_id, { id: user, user_info: { name: user.toUpperCase() }, ...(watchlist && { watchlist }) })];
    },
    // What a Laravel controller does with `broadcast(new OrderShipped(...))->toOthers()`.
    ship: ({ body, headers }) =>
      [200, sdk.trigger([body.channel], 'App\\Events\\OrderShipped', body.data, headers['x-socket-id'])],
    do: ({ body }) => [200, (actions[body.call] ?? sdk[body.call])(...body.args)],
  };
  const paths = {
    '/pusher/auth': routes['channel-auth'],
    '/pusher/user-auth': routes['user-auth'],
    '/broadcasting/auth': routes['channel-auth'],
    '/broadcasting/user-auth': routes['user-auth'],
    '/ship': routes.ship,
    '/do': routes.do,
  };
  const listener = createServer(async (request, response) => {
    const file = files[request.url];
    if (file) {
      response.writeHead(200, { 'content-type': file[0] });
      return response.end(file[1]);
    }
    const route = paths[request.url];
    if (!route) return response.writeHead(404).end();
    let text = '';
    for await (const chunk of request) text += chunk;
    const isJson = request.headers['content-type']?.startsWith('application/json');
    const body = isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
    try {
      const [status, answer] = await route({ body, headers: request.headers, user: request.headers['x-user'] });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify((await answer) ?? null));
    } catch (error) {
      response.writeHead(500).end(String(error.stack));
    }
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${listener.address().port}`,
    async stop() {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
