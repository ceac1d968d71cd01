// A network between clients and server that can be cut: every connection through it may end by a reset at any moment.
import net from 'node:net';

/** Listens on a free port and passes everything on to `port`. */
export async function startProxy(port) {
  const links = new Set();
  let mean = null;

  const server = net.createServer({ noDelay: true }, (near) => {
    const far = net.connect({ host: '127.0.0.1', port, noDelay: true });
    const link = { timer: null, cut };
    function cut() {
      clearTimeout(link.timer);
      links.delete(link);
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    link.arm = () => {
      clearTimeout(link.timer);
      // The pauses between events that come at random are distributed like this.
      if (mean !== null) link.timer = setTimeout(cut, -Math.log(1 - Math.random()) * mean);
    };
    links.add(link);
    link.arm();
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', cut).on('close', cut);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: server.address().port,
    /** Cuts each connection after a random time with this mean, in milliseconds; `null` stops that. */
    cutEvery(milliseconds) {
      mean = milliseconds;
      for (const link of links) link.arm();
    },
    cutAll() {
      for (const link of [...links]) link.cut();
    },
    stop() {
      this.cutAll();
      server.close();
    },
  };
}
