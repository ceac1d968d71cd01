/** One real `orderbell serve` on its own port and folder, which a test may kill and start again. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const BINARY = process.env.E2E_SERVER ?? fileURLToPath(new URL('../../target/debug/orderbell', import.meta.url));
const START_LIMIT_MS = 30_000;
/** Settings of whoever runs the tests are none of the tests' business. */
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(ORDERBELL|PUSHER|REVERB)_/.test(name)));

export const OWNER = { name: 'Dewi', email: 'dewi@example.com', password: 'nasi goreng spesial', store_name: 'Warung Sari', locale: 'en', timezone: 'Asia/Jakarta' };

/** What `POST /v1/orders` takes; a restaurant's order that is paid at the counter, so it rings. */
export interface NewOrder {
  customer?: string;
  items?: { name: string; sku?: string; qty: number; unit_price: string }[];
  [field: string]: unknown;
}

export class OrderbellServer {
  #process: ChildProcess | null = null;
  #output = '';
  #apiKey = '';
  #appKey = '';
  #appId = '';
  #secret = '';

  private constructor(
    readonly url: string,
    private readonly address: string,
    private readonly data: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** With settings that are not the default, as environment variables. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<OrderbellServer> {
    if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: cargo build -p orderbell`);
    const address = `127.0.0.1:${String(await freePort())}`;
    const server = new OrderbellServer(`http://${address}`, address, await mkdtemp(join(tmpdir(), 'orderbell-e2e-')), settings);
    await server.run();
    server.#apiKey = /Bearer (\S+)'/.exec(server.#output)?.[1] ?? '';
    const printed = (name: string) => new RegExp(`^\\s*${name}=(\\S+)`, 'm').exec(server.#output)?.[1] ?? '';
    server.#appKey = printed('PUSHER_APP_KEY');
    server.#appId = printed('PUSHER_APP_ID');
    server.#secret = printed('PUSHER_APP_SECRET');
    return server;
  }

  /** The public key, with which sockets say whose they are. */
  get appKey(): string {
    return this.#appKey;
  }

  /** The path of the link that makes its opener the owner, as printed. */
  get setupPath(): string {
    const path = /\/setup\/\S+/.exec(this.#output)?.[0];
    if (!path) throw new Error(`no set-up link was printed:\n${this.#output}`);
    return path;
  }

  /** Starts the program, or starts it again, and waits until it answers. */
  async run(): Promise<void> {
    this.#output = '';
    const child = spawn(BINARY, ['serve', '--listen', this.address, '--data', this.data], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...ENVIRONMENT, ...this.settings } });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    const deadline = Date.now() + START_LIMIT_MS;
    // It answers before it has printed how to begin; the first time both are needed.
    while (!(await this.healthy()) || !(this.#apiKey || this.#output.includes('keys create'))) {
      if (Date.now() > deadline || child.exitCode !== null) throw new Error(`the server did not start:\n${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async healthy(): Promise<boolean> {
    return fetch(`${this.url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  /** `kill -9`: no farewell to anybody, no chance to tidy up. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  /** Runs the `curl` line that the server printed, in a shell, as a person would. */
  async runPrintedCurl(): Promise<{ code: string; uid: string }> {
    const line = /curl -X POST .+/.exec(this.#output)?.[0];
    if (!line) throw new Error(`no curl line was printed:\n${this.#output}`);
    const { stdout } = await promisify(execFile)('sh', ['-c', `${line} --silent --show-error --fail-with-body`]);
    return (JSON.parse(stdout) as { order: { code: string; uid: string } }).order;
  }

  /** Posts an order; `null` when it was not acknowledged, whatever the reason. */
  async tryOrder(order: NewOrder = {}): Promise<{ code: string; uid: string } | null> {
    const { customer = 'Budi', items = [{ name: 'Nasi goreng', qty: 2, unit_price: '22500' }], ...rest } = order;
    const body = JSON.stringify({ flow: 'restaurant', pay_later: true, customer: { name: customer }, items, ...rest });
    const answer = await fetch(`${this.url}/v1/orders`, { method: 'POST', body, headers: this.#headers(), signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.status !== 201) return null;
    return ((await answer.json()) as { order: { code: string; uid: string } }).order;
  }

  async order(order: NewOrder = {}): Promise<{ code: string; uid: string }> {
    const placed = await this.tryOrder(order);
    if (!placed) throw new Error(`the order was refused:\n${this.#output}`);
    return placed;
  }

  /** Publishes an event as an app's own server does, signed with the app's secret. */
  async trigger(channel: string, event: string, data: unknown): Promise<void> {
    const body = JSON.stringify({ name: event, channels: [channel], data: JSON.stringify(data) });
    const path = `/apps/${this.#appId}/events`;
    const query = `auth_key=${this.#appKey}&auth_timestamp=${String(Math.floor(Date.now() / 1000))}&auth_version=1.0&body_md5=${createHash('md5').update(body).digest('hex')}`;
    const signature = createHmac('sha256', this.#secret).update(`POST\n${path}\n${query}`).digest('hex');
    const answer = await fetch(`${this.url}${path}?${query}&auth_signature=${signature}`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    if (!answer.ok) throw new Error(`the trigger was refused: ${await answer.text()}`);
  }

  async act(code: string, action: string): Promise<void> {
    const answer = await fetch(`${this.url}/v1/orders/${code}/${action}`, { method: 'POST', headers: this.#headers(), body: '{}' });
    if (!answer.ok) throw new Error(`${action} of ${code}: ${String(answer.status)} ${await answer.text()}`);
  }

  /** Any other request, as the app's backend would send it. */
  async request(method: 'PUT' | 'POST' | 'PATCH', path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.url}${path}`, { method, headers: this.#headers(), body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${await answer.text()}`);
  }

  async total(): Promise<number> {
    const answer = await fetch(`${this.url}/v1/stats`, { headers: this.#headers() });
    return ((await answer.json()) as { stats: { total: number } }).stats.total;
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#apiKey}`, 'content-type': 'application/json' };
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
