/**
 * A client for Orderbell that neither misses an event nor applies one twice. No dependencies, no build step.
 *
 *   import { Orderbell } from './orderbell.js';
 *
 *   const bell = new Orderbell({ url: 'https://orders.example.com', key: 'app key', authEndpoint: '/broadcasting/auth' });
 *   bell.subscribe('private-admin.orders', {
 *     snapshot: async () => {
 *       const { epoch, seq, orders } = await (await fetch('/v1/orders')).json();
 *       return { epoch, seq, state: orders };
 *     },
 *     onSnapshot: (orders) => showAll(orders),
 *     onEvent: (event) => showOne(event.data.order),
 *   });
 *
 * A stock Pusher client hears of what it missed when it comes back; this one also knows that nothing is missing, because
 * it follows the positions that the server puts on each event, asks for the rest when one is left out, and is told the
 * newest position every few seconds. Encrypted channels need a stock client: they need a library to decrypt with.
 */
import { Channel } from './channel.js';
import { guard } from './guard.js';
import { pause } from './pause.js';

export const VERSION = '0.1.0';

/** How long the server may take to answer a ping, and to greet. */
const ANSWER_WITHIN = 10_000;

export class Orderbell {
  #options;
  /** By this the server knows the client again on its next connection, and does not repeat to it what it has sent itself. */
  #tab = uuid();
  #channels = new Map();
  #listeners = new Set();
  #socket = null;
  #socketId = null;
  #state = 'initialized';
  #attempts = 0;
  #timers = { retry: null, greet: null, silence: null, answer: null };
  #wanted = false;
  #wake = () => this.#comeBack();

  /**
   * @param {object} options
   * @param {string} options.url address of the server, http(s)
   * @param {string} options.key public key of the app
   * @param {string} [options.authEndpoint] answers for private and presence channels, as for every Pusher client
   * @param {HeadersInit | (() => HeadersInit)} [options.authHeaders] sent to it
   * @param {(channel: string, socketId: string) => Promise<{auth: string, channel_data?: string}>} [options.authorize]
   *   instead of `authEndpoint`
   * @param {typeof WebSocket} [options.WebSocket] where there is no global one
   * @param {typeof fetch} [options.fetch]
   */
  constructor(options) {
    if (!options?.url || !options.key) throw new TypeError('orderbell: `url` and `key` are needed');
    this.#options = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch?.bind(globalThis), ...options };
    if (!this.#options.WebSocket) throw new TypeError('orderbell: there is no WebSocket here, pass one as `WebSocket`');
  }

  /** `initialized`, `connecting`, `connected`, `waiting` (for the next attempt), `closed` or `failed` (will not come back). */
  get state() {
    return this.#state;
  }

  /** Of the present connection; send it as `X-Socket-ID` to leave this client out of a broadcast. */
  get socketId() {
    return this.#socketId;
  }

  /** Calls `listener(state, error?)` on each change. Returns a function that stops it. */
  onState(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Follows a channel, and connects if nobody has yet.
   *
   * @param {string} name
   * @param {object} handlers
   * @param {() => Promise<{epoch: string, seq: number, state: unknown}>} [handlers.snapshot] the whole state and its position
   * @param {(state: unknown) => void} [handlers.onSnapshot]
   * @param {(event: {name: string, channel: string, data: unknown, seq?: number}) => void} handlers.onEvent each logged event
   *   once and in order; events that no log keeps come without `seq`
   * @param {(reason: string) => void} [handlers.onLost] events are gone and there is no `snapshot`: reload what you show
   * @param {(stale: boolean) => void} [handlers.onStale] true while nobody confirms that what you show is the newest
   * @param {(error: Error) => void} [handlers.onError] the subscription was refused, or the snapshot failed (it is retried)
   * @returns {() => void} stops following it
   */
  subscribe(name, handlers) {
    if (this.#channels.has(name)) throw new Error(`orderbell: ${name} is followed already`);
    if (name.startsWith('private-encrypted-')) throw new Error(`orderbell: ${name} needs a client that decrypts`);
    if (typeof handlers?.onEvent !== 'function') throw new TypeError('orderbell: `onEvent` is needed');
    const channel = new Channel(name, handlers, () => this.#askFor(channel));
    this.#channels.set(name, channel);
    if (this.#state === 'connected') void this.#join(channel);
    else this.connect();
    return () => this.#unsubscribe(channel);
  }

  /** Connects, and stays connected until `close`. */
  connect() {
    if (this.#wanted) return;
    this.#wanted = true;
    globalThis.addEventListener?.('online', this.#wake);
    globalThis.document?.addEventListener('visibilitychange', this.#wake);
    this.#open();
  }

  /** Ends the connection and forgets nothing: `connect` goes on where it was. */
  close() {
    this.#wanted = false;
    globalThis.removeEventListener?.('online', this.#wake);
    globalThis.document?.removeEventListener('visibilitychange', this.#wake);
    this.#drop(1000);
    this.#become('closed');
  }

  #become(state, error) {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#listeners) guard(() => listener(state, error));
  }

  #open() {
    this.#clearTimers();
    this.#become('connecting');
    const address = new URL(this.#options.url);
    address.protocol = address.protocol.replace('http', 'ws');
    address.pathname = `${address.pathname.replace(/\/$/, '')}/tab/${this.#tab}/app/${encodeURIComponent(this.#options.key)}`;
    address.search = `protocol=7&client=orderbell-js&version=${VERSION}&resume=1`;
    const socket = new this.#options.WebSocket(address.href);
    this.#socket = socket;
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(data);
    socket.onerror = () => {};
    socket.onclose = ({ code }) => socket === this.#socket && this.#lost(code);
    this.#timers.greet = setTimeout(() => this.#giveUp(), ANSWER_WITHIN);
  }

  /** For a socket that may never tell that it is gone. */
  #giveUp() {
    this.#drop(1000);
    this.#lost(1006);
  }

  #drop(code) {
    const socket = this.#socket;
    this.#socket = null;
    this.#socketId = null;
    this.#clearTimers();
    for (const channel of this.#channels.values()) channel.disconnected();
    if (socket && socket.readyState < 2) guard(() => socket.close(code));
  }

  #lost(code) {
    this.#drop(1000);
    if (!this.#wanted) return;
    // The codes by which a Pusher server says that coming back is of no use.
    if (code >= 4000 && code < 4100) {
      this.#wanted = false;
      this.#become('failed', new Error(`orderbell: the server refuses this client (${code})`));
      return;
    }
    // A connection that was cut is worth another at once. One that was refused, or ended for lack of room, is not.
    if (this.#state === 'connected' && (code < 4100 || code >= 4200)) this.#attempts = 0;
    const after = pause(this.#attempts);
    this.#attempts += 1;
    this.#become('waiting');
    this.#timers.retry = setTimeout(() => this.#open(), after);
  }

  /** The network or the page is back: do not sit out a pause, and do not trust a connection that slept. */
  #comeBack() {
    if (globalThis.document?.visibilityState === 'hidden') return;
    if (this.#state === 'waiting') this.#open();
    else if (this.#state === 'connected') this.#ping();
  }

  #hear(text) {
    this.#expectSignsOfLife();
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return;
    }
    const data = parsed(frame.data);
    const channel = this.#channels.get(frame.channel);
    switch (frame.event) {
      case 'pusher:connection_established':
        this.#socketId = data.socket_id;
        this.#silence = Math.min(data.activity_timeout ?? 30, 30) * 1000;
        clearTimeout(this.#timers.greet);
        this.#expectSignsOfLife();
        this.#become('connected');
        for (const each of this.#channels.values()) void this.#join(each);
        return;
      case 'pusher:ping':
        this.#send('pusher:pong', {});
        return;
      case 'pusher_internal:subscription_succeeded':
        channel?.subscribed(data?.resume);
        return;
      case 'pusher:subscription_error':
        channel?.refused(new Error(`orderbell: ${frame.channel} was refused: ${data?.error ?? data?.status}`));
        return;
      case 'orderbell:position':
        for (const [name, seq] of Object.entries(data ?? {})) this.#channels.get(name)?.feed.position(seq);
        return;
      default:
        if (!frame.event?.startsWith('pusher') || frame.event.startsWith('pusher_internal:member_')) {
          channel?.feed.event({ name: frame.event, channel: frame.channel, data, seq: frame.seq, prev: frame.prev });
        }
    }
  }

  #silence = 30_000;

  #expectSignsOfLife() {
    clearTimeout(this.#timers.silence);
    clearTimeout(this.#timers.answer);
    this.#timers.silence = setTimeout(() => this.#ping(), this.#silence);
  }

  #ping() {
    this.#send('pusher:ping', {});
    clearTimeout(this.#timers.silence);
    clearTimeout(this.#timers.answer);
    this.#timers.answer = setTimeout(() => this.#giveUp(), ANSWER_WITHIN);
  }

  #send(event, data) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify({ event, data }));
  }

  async #join(channel) {
    const socketId = this.#socketId;
    let proof = {};
    if (/^(private|presence)-/.test(channel.name)) {
      try {
        proof = await this.#authorize(channel.name, socketId);
      } catch (error) {
        if (socketId !== this.#socketId || !this.#follows(channel)) return;
        channel.refused(error);
        // Somebody who is not let in stays out; a server that cannot answer now may answer later.
        if (error.retry) channel.retryLater(() => void this.#join(channel));
        return;
      }
    }
    if (socketId !== this.#socketId || !this.#follows(channel)) return;
    const { auth, channel_data } = proof;
    this.#send('pusher:subscribe', { channel: channel.name, auth, channel_data, ...channel.feed.resumeFrom() });
  }

  #follows(channel) {
    return this.#channels.get(channel.name) === channel;
  }

  async #authorize(channel, socketId) {
    const { authorize, authEndpoint, authHeaders, fetch } = this.#options;
    if (authorize) return authorize(channel, socketId);
    if (!authEndpoint) throw new Error(`orderbell: ${channel} needs \`authEndpoint\` or \`authorize\``);
    let response;
    try {
      response = await fetch(authEndpoint, {
        method: 'POST',
        credentials: 'include',
        headers: typeof authHeaders === 'function' ? authHeaders() : authHeaders,
        body: new URLSearchParams({ socket_id: socketId, channel_name: channel }),
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      });
    } catch (cause) {
      throw Object.assign(new Error(`orderbell: ${authEndpoint} cannot be reached`, { cause }), { retry: true });
    }
    if (response.ok) return response.json();
    const retry = response.status >= 500 || response.status === 429;
    throw Object.assign(new Error(`orderbell: ${authEndpoint} answered ${response.status} for ${channel}`), { retry });
  }

  /** Subscribes once more, from the last event applied: the server sends what is between. */
  #askFor(channel) {
    this.#send('pusher:unsubscribe', { channel: channel.name });
    void this.#join(channel);
  }

  #unsubscribe(channel) {
    if (!this.#follows(channel)) return;
    this.#channels.delete(channel.name);
    channel.disconnected();
    channel.stop();
    this.#send('pusher:unsubscribe', { channel: channel.name });
  }

  #clearTimers() {
    for (const name of Object.keys(this.#timers)) clearTimeout(this.#timers[name]);
  }
}

/** Version 4. `crypto.randomUUID` is missing on pages that came over plain HTTP. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function parsed(data) {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
