/**
 * Keeps one screen equal to the server: subscribes, takes a snapshot, applies frames, notices holes
 * and repairs them, and says how sure it is. Decides when to read; `reconcile.ts` decides what an
 * event means. Knows no React and no sound.
 */
import type { Envelope, Order } from '@/api/model';
import { CONFIRM_AFTER_MS, type ConnectionFacts } from '@/realtime/connection';
import { withNews } from '@/realtime/news';
import { newsOf } from '@/realtime/news-log';
import { type Cache, reconcile, withAnswer, withOrders, withStats } from '@/realtime/reconcile';
import { cacheFrom, type SnapshotParts } from '@/realtime/snapshot';
import type { Link, TransportEvents } from '@/realtime/transport';

/** The reads that a repair needs; the real ones are in `calls.ts`. */
export interface Reads {
  snapshot(): Promise<SnapshotParts>;
  stats(): Promise<SnapshotParts['stats']>;
  events(after: number, limit: number): Promise<{ epoch: string; seq: number; events: Envelope[]; has_more: boolean }>;
}

/** Told of every event as it comes, and of news that came while the connection was lost; not of what a page finds as it opens. */
export type Heard = (event: Envelope, own: boolean) => void;

export interface LiveState extends ConnectionFacts {
  readonly cache: Cache | null;
  /** The last repair failed; it is tried again by itself. */
  readonly failing: boolean;
}

type Repair = 'snapshot' | 'events';

/** What a repair has found: how things are, and what it knows to have happened since. */
interface Reading {
  cache: Cache;
  events: readonly Envelope[];
}

/** Frames that wait for a snapshot beyond this many are dropped: the repair is then done again. */
const BUFFER_LIMIT = 2_000;
/** Repairs in a row before it waits as after a failure, so that no server can make a screen spin. */
const ROUNDS_LIMIT = 5;
/** Rows that one catch-up may bring; more than that, and a snapshot is cheaper. */
const CATCH_UP_LIMIT = 500;
/** Before the log is asked for news again. */
const NEWS_RETRY_MS = 5_000;
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;

export class Live implements TransportEvents {
  #state: LiveState;
  #listeners = new Set<() => void>();
  #hearers = new Set<Heard>();
  #buffer: Envelope[] = [];
  #repairing = false;
  #wanted: Repair | null = null;
  #retryAt = 0;
  #failures = 0;
  #confirming = false;
  #subscribed = false;
  /** The position that the server named at the last look. */
  #expected = 0;
  /** From where on the log has to be searched for news; `null` while none can be missing. */
  #newsAfter: number | null = null;
  #newsAt = 0;
  #searching = false;

  /** `isOwn`: whether an event is what somebody has just done on this page, and so no news to them. */
  constructor(
    private readonly reads: Reads,
    private readonly now: () => number = Date.now,
    private readonly isOwn: (event: Envelope) => boolean = () => false,
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

  onHeard(hearer: Heard): () => void {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
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
    if (now >= this.#newsAt) void this.#searchNews();
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
    this.#tell([envelope]);
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
        const read = kind === 'events' && this.#state.cache ? await this.#readEvents(this.#state.cache) : await this.#readSnapshot();
        if (!read) {
          this.#wanted = 'snapshot';
        } else if (!this.#wanted) {
          this.#failures = 0;
          this.#follow(read.cache);
          this.#tell(read.events);
          void this.#searchNews();
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

  async #readSnapshot(): Promise<Reading | null> {
    const fresh = cacheFrom(await this.reads.snapshot());
    const held = this.#state.cache;
    if (!fresh) return null;
    if (held?.epoch !== fresh.epoch) {
      this.#newsAfter = 0;
      return { cache: fresh, events: [] };
    }
    if (fresh.seq > held.seq) this.#newsAfter = Math.min(held.seq, this.#newsAfter ?? held.seq);
    // An answer to a click may be newer than the read; keep it, its frame is still to come.
    const newer = [...held.orders.values()].filter((order) => fresh.orders.has(order.uid));
    return { cache: { ...fresh, orders: withOrders(fresh.orders, newer), news: held.news }, events: [] };
  }

  /** The missing events, applied; `null` when only a snapshot can help. */
  async #readEvents(cache: Cache): Promise<Reading | null> {
    const page = await this.reads.events(cache.seq, CATCH_UP_LIMIT);
    if (page.epoch !== cache.epoch || page.has_more || page.seq < cache.seq) return null;
    let next = cache;
    const events: Envelope[] = [];
    for (const event of page.events) {
      const verdict = reconcile(next, { ...event, epoch: page.epoch });
      if (verdict.kind === 'gap') return null;
      if (verdict.kind !== 'applied') continue;
      next = verdict.cache;
      events.push(event);
    }
    // Events outside our scope count too: we stand where the log stands.
    return { cache: page.seq > next.seq ? { ...next, seq: page.seq } : next, events };
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

  /** Looks in the log for news that no frame has brought: of before this page was opened, or of while it was cut off. */
  async #searchNews(): Promise<void> {
    const { cache } = this.#state;
    const after = this.#newsAfter;
    if (after === null || !cache || this.#searching) return;
    this.#searching = true;
    this.#newsAfter = null;
    try {
      const found = await newsOf((from, limit) => this.reads.events(from, limit), { epoch: cache.epoch, after, upTo: cache.seq, now: this.now() });
      const { cache: present } = this.#state;
      if (present?.epoch !== cache.epoch) return;
      this.#set({ cache: { ...present, news: withNews(present.news, found) } });
      if (after > 0) this.#tell(found);
    } catch {
      this.#newsAfter = this.#state.cache?.epoch === cache.epoch ? after : 0;
      this.#newsAt = this.now() + NEWS_RETRY_MS;
    } finally {
      this.#searching = false;
    }
  }

  #tell(events: readonly Envelope[]): void {
    for (const event of events) for (const hearer of this.#hearers) hearer(event, this.isOwn(event));
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
