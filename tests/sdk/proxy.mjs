// A TCP proxy between clients and server, so that a test can cut lines and count who dials.
import net from 'node:net';

export async function startProxy(server) {
  const lines = new Set();
  const proxy = {
    host: '127.0.0.1',
    /** How many connections were ever made. */
    dialled: 0,
    /** What the server sent over all of them, as text. */
    heard: '',
    /** New connections go there from now on. */
    lead: (other) => (server = other),
    /** Breaks every line without a word, as a dead network does. */
    cut: () => lines.forEach((line) => line.resetAndDestroy()),
    async stop() {
      proxy.cut();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
  const listener = net.createServer((client) => {
    proxy.dialled += 1;
    const upstream = net.connect(server.port, server.host);
    upstream.on('data', (bytes) => (proxy.heard += bytes.toString('latin1')));
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      lines.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        lines.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise((resolve) => listener.listen(0, proxy.host, resolve));
  proxy.port = listener.address().port;
  return proxy;
}
