// Starts the real binary on a free port, with an empty data folder, and reads what it prints.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = process.env.ORDERBELL ?? path.join(root, 'target/debug/orderbell');

/** `settings` are environment variables. */
export async function startServer(settings = {}) {
  return start(['serve'], settings);
}

/** A server under `orderbell hold`: it can be killed, and its address answers all the same, only later. */
export async function startHeldServer(settings = {}) {
  const server = await start(['hold', '--', 'serve'], settings);
  const children = async () => (await readFile(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8')).trim().split(' ').filter(Boolean).map(Number);
  const serving = async () => {
    for (;;) {
      const [pid] = await children();
      if (pid) return pid;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    ...server,
    /** Ends the serving process without any warning. */
    async kill() {
      process.kill(await serving(), 'SIGKILL');
    },
    async residentBytes() {
      const status = await readFile(`/proc/${await serving()}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)[1]) * 1024;
    },
    async stop() {
      const pids = await children();
      await server.stop();
      // The holder was killed, so it could not end what it had started.
      for (const pid of pids) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch (error) {
          if (error.code !== 'ESRCH') throw error;
        }
      }
    },
  };
}

async function start(command, settings) {
  const data = await mkdtemp(path.join(tmpdir(), 'orderbell-sdk-'));
  const env = { ...process.env, ORDERBELL_LOG__LEVEL: 'warn', ...settings };
  for (const name of Object.keys(env)) if (/^(PUSHER|REVERB)_/.test(name)) delete env[name];
  const child = spawn(binary, [...command, '--listen', '127.0.0.1:0', '--data', data], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = [];
  for await (const line of readline.createInterface({ input: child.stdout })) {
    printed.push(line.trim());
    if (line.includes('orderbell keys create')) break;
  }
  const find = (pattern) => printed.map((line) => line.match(pattern)?.[1]).find(Boolean);
  const url = new URL(find(/^Dashboard\s+(\S+)/));
  return {
    pid: child.pid,
    url: url.origin,
    host: url.hostname,
    port: Number(url.port),
    appId: find(/^PUSHER_APP_ID=(.+)/),
    key: find(/^PUSHER_APP_KEY=(.+)/),
    secret: find(/^PUSHER_APP_SECRET=(.+)/),
    apiKey: find(/Bearer (ob_[\w-]+)/),
    setupToken: find(/\/setup\/([\w-]+)/),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
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
export function once(what, register) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} did not come`)), 10_000);
    register((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
