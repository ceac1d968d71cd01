// Starts the real binary on a free port, with an empty data folder, and reads what it prints.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const binary = process.env.ORDERBELL ?? path.join(root, 'target/debug/orderbell');

async function launch(verb, env, data, listen) {
  const stdio = ['ignore', 'pipe', 'inherit'];
  const child = spawn(binary, [...verb, '--listen', listen, '--data', data], { env, stdio });
  // A test that fails half-way leaves nothing running.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const printed = [];
  for await (const line of readline.createInterface({ input: child.stdout })) {
    printed.push(line.trim());
    if (line.includes('orderbell keys create')) break;
  }
  return { child, printed };
}

/** `settings` are environment variables. With `held` the server runs under `orderbell hold`, which starts it again. */
export async function startServer(settings = {}, { held = false } = {}) {
  const data = await mkdtemp(path.join(tmpdir(), 'orderbell-sdk-'));
  // Credentials of the developer's own shell must not leak into a test.
  const own = Object.entries(process.env).filter(([name]) => !/^(PUSHER|REVERB|ORDERBELL)_/.test(name));
  const env = { ...Object.fromEntries(own), ORDERBELL_LOG__LEVEL: 'warn', ...settings };
  const verb = held ? ['hold', '--', 'serve'] : ['serve'];
  const started = await launch(verb, env, data, '127.0.0.1:0');
  let { child } = started;
  const { printed } = started;
  const find = (pattern) => printed.map((line) => line.match(pattern)?.[1]).find(Boolean);
  const url = new URL(find(/^Dashboard\s+(\S+)/));
  /** The process that serves. Under a holder there is none for a moment after a crash. */
  async function serving() {
    if (!held) return child.pid;
    for (;;) {
      const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
      if (children.trim()) return Number(children.trim().split(' ')[0]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return {
    /** The folder, and the variables that the server was started with. */
    data,
    environment: env,
    url: url.origin,
    host: url.hostname,
    port: Number(url.port),
    appId: find(/^PUSHER_APP_ID=(.+)/),
    key: find(/^PUSHER_APP_KEY=(.+)/),
    secret: find(/^PUSHER_APP_SECRET=(.+)/),
    apiKey: find(/Bearer (ob_[\w-]+)/),
    setupToken: find(/\/setup\/([\w-]+)/),
    /** A signal for the server itself; under a holder that is the holder's child. */
    async signal(name) {
      process.kill(await serving(), name);
    },
    /** Memory of the server itself. */
    async residentBytes() {
      const status = await readFile(`/proc/${await serving()}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)[1]) * 1024;
    },
    /** As a crash would; with SIGTERM it says goodbye to everybody first. */
    async kill(signal = 'SIGKILL') {
      const over = child.exitCode !== null || child.signalCode !== null;
      const ended = new Promise((resolve) => (over ? resolve() : child.once('exit', resolve)));
      child.kill(signal);
      await ended;
    },
    /** On the same port and data. */
    async restart() {
      ({ child } = await launch(verb, env, data, url.host));
    },
    async stop(signal) {
      await this.kill(signal);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The owner's session cookie, by way of the printed invitation. */
export async function signInAsOwner(server) {
  const response = await fetch(`${server.url}/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: server.setupToken,
      name: 'Dewi',
      email: 'dewi@example.com',
      password: 'warung sari 2026',
    }),
  });
  if (response.status !== 201) throw new Error(`set-up answered ${response.status}: ${await response.text()}`);
  return response.headers.get('set-cookie').split(';')[0];
}

export async function postOrder(server, order = {}) {
  const response = await fetch(`${server.url}/v1/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.apiKey}` },
    body: JSON.stringify({
      flow: 'restaurant',
      pay_later: true,
      customer: { name: 'Budi' },
      items: [{ name: 'Nasi goreng', qty: 2, unit_price: '22500' }],
      ...order,
    }),
  });
  if (response.status !== 201) throw new Error(`the order was answered ${response.status}: ${await response.text()}`);
  return (await response.json()).order;
}

/** Resolves with the first value that `register` hands over; fails if none comes. */
export function once(what, register, patience = 10_000) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} did not come`)), patience);
    register((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
