/**
 * Keeps one screen equal to the server: subscribes, takes a snapshot, applies frames, notices holes
 * and repairs them, and says how sure it is. Decides when to read; `reconcile.ts` decides what an
 * event means. Knows no React and no sound.
 */
import type { Envelope, Order } from '@/api/model';
import { CONFIRM_AFTER_MS, type ConnectionFacts } from '@/realtime/connection';
import { type Cache, reconcile, withAnswer, withOrders, withStats } from '@/realtime/reconcile';
import { cacheFrom, type SnapshotParts } from '@/realtime/snapshot';
import type { Link, TransportEvents } from '@/realtime/transport';

/** The reads that a repair needs; the real ones are in `calls.ts`. */
export interface Reads {
  snapshot(): Promise<SnapshotParts>;
  stats(): Promise<SnapshotParts['stats']>;
  events(after: number): Promise<{ epoch: string; seq: number; events: Envelope[]; has_more: boolean }>;
}

export interface LiveState extends ConnectionFacts {
  readonly cache: Cache | null;
  /** The last repair failed; it is tried again by itself. */
  readonly failing: boolean;
}

type Repair = 'snapshot' | 'events';

/** Frames that wait for a snapshot beyond this many are dropped: the repair is then done again. */
const BUFFER_LIMIT = 2_000;
/** Repairs in a row before it waits as after a failure, so that no server can make a screen spin. */
const ROUNDS_LIMIT = 5;
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;

export class Live implements TransportEvents {
  #state: LiveState;
  #listeners = new Set<() => void>();
  #buffer: Envelope[] = [];
  #repairing = false;
  #wanted: Repair | null = null;
  #retryAt = 0;
  #failures = 0;
  #confirming = false;
  #subscribed = false;
  /** The position that the server named at the last look. */
  #expected = 0;

  constructor(
    private readonly reads: Reads,
    private readonly now: () => number = Date.now,
  ) {
    this.#state = { link: 'connecting', following: false, doubtful: true, confirmedAt: null, startedAt: now(), online: true, cache: null, failing: false };
  }

  get state(): LiveState {
    return this.#state;
  }

  /** True while the channel carries frames; otherwise somebody should reconnect. */
  get subscribed(): boolean {
    return this.#subscribed;
  }

  /** `listener` runs in the same turn as the change. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onLink(link: Link): void {
    if (link !== 'connected') this.#subscribed = false;
    this.#set(link === 'connected' ? { link } : { link, following: false, doubtful: true });
  }

  onSubscribed(): void {
    this.#subscribed = true;
    this.#buffer = [];
    this.#failures = 0;
    this.#expected = 0;
    this.#repair('snapshot');
  }

  onDenied(): void {
    this.#subscribed = false;
    this.#set({ following: false, doubtful: true });
  }

  onFrame(envelope: Envelope): void {
    if (!this.#state.following) {
      if (this.#buffer.length >= BUFFER_LIMIT) {
        this.#buffer = [];
        this.#wanted = 'snapshot';
      }
      this.#buffer.push(envelope);
      return;
    }
    this.#apply(envelope);
  }

  setOnline(online: boolean): void {
    this.#set({ online });
  }

  /** The page was away (hidden, asleep, offline): trust nothing, read again. */
  refresh(): void {
    if (this.#subscribed) this.#repair('snapshot', false);
  }

  /** An action answered with the order as it is now. */
  answered(order: Order): void {
    const { cache } = this.#state;
    if (cache) this.#set({ cache: withAnswer(cache, order) });
  }

  tick(now: number): void {
    if (!this.#subscribed) return;
    if (!this.#state.following) {
      if (this.#wanted && now >= this.#retryAt) this.#repair(this.#wanted);
      return;
    }
    const { cache, confirmedAt } = this.#state;
    if (cache?.oldestUnsure || now - (confirmedAt ?? 0) >= CONFIRM_AFTER_MS) void this.#confirm();
  }

  #apply(envelope: Envelope): void {
    const { cache } = this.#state;
    if (!cache) return;
    const verdict = reconcile(cache, envelope);
    if (verdict.kind === 'known') return;
    if (verdict.kind === 'gap') {
      this.#buffer.push(envelope);
      this.#repair(envelope.epoch === cache.epoch ? 'events' : 'snapshot');
      return;
    }
    this.#set({ cache: verdict.cache, confirmedAt: this.now() });
    if (verdict.cache.oldestUnsure) void this.#confirm();
  }

  /** Starts a repair; one that runs already is followed by another, because its reads may be too old. */
  #repair(kind: Repair, doubtful = true): void {
    this.#wanted = this.#wanted === 'snapshot' ? 'snapshot' : kind;
    if (this.#state.following || doubtful) this.#set({ following: false, doubtful: doubtful || this.#state.doubtful });
    if (!this.#repairing) void this.#runRepairs();
  }

  async #runRepairs(): Promise<void> {
    this.#repairing = true;
    for (let round = 0; this.#wanted && this.#subscribed; round += 1) {
      const kind = this.#wanted;
      this.#wanted = null;
      try {
        if (round >= ROUNDS_LIMIT) throw new Error('the log and the frames do not meet');
        const cache = kind === 'events' && this.#state.cache ? await this.#readEvents(this.#state.cache) : await this.#readSnapshot();
        if (!cache) {
          this.#wanted = 'snapshot';
        } else if (!this.#wanted) {
          this.#failures = 0;
          this.#follow(cache);
        }
      } catch {
        this.#wanted = 'snapshot';
        this.#retryAt = this.now() + (RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)] ?? 8_000);
        this.#failures += 1;
        this.#set({ failing: true });
        break;
      }
    }
    this.#repairing = false;
  }

  async #readSnapshot(): Promise<Cache | null> {
    const fresh = cacheFrom(await this.reads.snapshot());
    const held = this.#state.cache;
    if (!fresh || held?.epoch !== fresh.epoch) return fresh;
    // An answer to a click may be newer than the read; keep it, its frame is still to come.
    const newer = [...held.orders.values()].filter((order) => fresh.orders.has(order.uid));
    return { ...fresh, orders: withOrders(fresh.orders, newer), news: held.news };
  }

  /** The missing events, applied; `null` when only a snapshot can help. */
  async #readEvents(cache: Cache): Promise<Cache | null> {
    const page = await this.reads.events(cache.seq);
    if (page.epoch !== cache.epoch || page.has_more || page.seq < cache.seq) return null;
    let next = cache;
    for (const event of page.events) {
      const verdict = reconcile(next, { ...event, epoch: page.epoch });
      if (verdict.kind === 'gap') return null;
      if (verdict.kind === 'applied') next = verdict.cache;
    }
    // Events outside our scope count too: we stand where the log stands.
    return page.seq > next.seq ? { ...next, seq: page.seq } : next;
  }

  #follow(cache: Cache): void {
    // Frames of another epoch cannot be placed; if they are the newer ones, the next look finds out.
    const waiting = this.#buffer.filter(({ epoch }) => epoch === cache.epoch).sort((a, b) => a.seq - b.seq);
    this.#buffer = [];
    this.#set({ cache, following: true, doubtful: false, failing: false, confirmedAt: this.now() });
    for (const envelope of waiting) this.onFrame(envelope);
  }

  /** Compares positions; finds the loss of the very last event, which no later frame reveals. */
  async #confirm(): Promise<void> {
    const before = this.#state.cache;
    if (this.#confirming || !before) return;
    this.#confirming = true;
    try {
      const answer = await this.reads.stats();
      const { cache, following } = this.#state;
      if (!cache || !following) return;
      if (answer.epoch !== cache.epoch || answer.seq < before.seq) return this.#repair('snapshot');
      this.#set({ cache: withStats(cache, answer), failing: false });
      if (answer.seq <= cache.seq) this.#set({ confirmedAt: this.now() });
      else if (cache.seq < this.#expected) this.#repair('events');
      // Most often the frame is on its way: only one that is still missing at the next look is lost.
      this.#expected = answer.seq;
    } catch {
      this.#set({ failing: true });
    } finally {
      this.#confirming = false;
    }
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
