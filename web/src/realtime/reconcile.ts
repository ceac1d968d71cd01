/**
 * (cache, event) -> cache | gap. The only place where an event changes what a screen shows.
 *
 * Pure on purpose: no socket, clock or fetch, so that its one promise can be tested with random
 * histories: whatever frames are lost, doubled or late, the cache is never wrong, only behind,
 * and it knows when it is behind.
 *
 * Two rules carry that. A frame is applied only when the frame before it on this channel (`prev`)
 * is covered already; and an order is replaced only by a higher version of itself, so a snapshot,
 * an answer to a click and a frame may arrive in any order.
 */
import type { Envelope, Order, Stats, Status } from '@/api/model';
import { withNews } from '@/realtime/news';

/** How many of the newest orders a screen holds; ringing ones are held beyond that. */
export const NEWEST_HELD = 50;

export interface Cache {
  /** The log's identity; positions of another epoch mean nothing here. */
  readonly epoch: string;
  /** Everything up to here, on our channel, is in `orders`. */
  readonly seq: number;
  readonly orders: ReadonlyMap<string, Order>;
  /** What people are told of in words, newest first. No snapshot has it: it is what was heard, and what the log has of late. */
  readonly news: readonly Envelope[];
  readonly stats: Stats;
  /** Everything up to here is in `stats`; it may be ahead of `seq`, because both come from separate reads. */
  readonly statsSeq: number;
  /** The oldest waiting order left, and its successor may be one that is not held here: read `/v1/stats`. */
  readonly oldestUnsure: boolean;
}

export type Verdict = { kind: 'applied'; cache: Cache } | { kind: 'known' } | { kind: 'gap' };

type CounterName = 'unpaid' | 'pending' | 'confirmed' | 'completed' | 'closed';

const COUNTER_OF: Readonly<Record<Status, CounterName>> = {
  pending_payment: 'unpaid',
  placed: 'pending',
  accepted: 'confirmed',
  preparing: 'confirmed',
  ready: 'confirmed',
  shipped: 'confirmed',
  completed: 'completed',
  expired: 'closed',
  declined: 'closed',
  cancelled: 'closed',
};

/** Newest first; the uid breaks ties, so that every tab shows the same order. */
export function newestFirst(a: Order, b: Order): number {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? 1 : -1;
  return a.uid < b.uid ? 1 : -1;
}

/**
 * Applies one event. Frames carry `prev`; rows of `/v1/events` do not, they come without holes.
 */
export function reconcile(cache: Cache, event: Envelope): Verdict {
  if (event.epoch !== cache.epoch) return { kind: 'gap' };
  if (event.seq <= cache.seq) return { kind: 'known' };
  if (event.prev != null && event.prev > cache.seq) return { kind: 'gap' };
  const counted = event.seq > cache.statsSeq ? count(cache, event) : { stats: cache.stats, statsSeq: cache.statsSeq, oldestUnsure: cache.oldestUnsure };
  const { order } = event;
  const orders = order ? withOrders(cache.orders, [order]) : cache.orders;
  const news = withNews(cache.news, [event]);
  return { kind: 'applied', cache: { epoch: cache.epoch, seq: event.seq, orders, news, ...counted } };
}

/** The orders with `news` put in where they are newer, cut back to what a screen holds. */
export function withOrders(orders: ReadonlyMap<string, Order>, news: readonly Order[]): ReadonlyMap<string, Order> {
  const next = new Map(orders);
  let changed = false;
  for (const order of news) {
    const held = next.get(order.uid);
    if (held && held.version >= order.version) continue;
    next.set(order.uid, order);
    changed = true;
  }
  if (!changed) return orders;
  if (next.size <= NEWEST_HELD) return next;
  const sorted = [...next.values()].sort(newestFirst);
  return new Map(sorted.filter((order, place) => place < NEWEST_HELD || Boolean(order.rings_at)).map((order) => [order.uid, order]));
}

/** Takes over counters that the server has counted, unless events newer than them are applied already. */
export function withStats(cache: Cache, answer: { seq: number; stats: Stats }): Cache {
  if (answer.seq < cache.seq || answer.seq < cache.statsSeq) return cache;
  return { ...cache, stats: answer.stats, statsSeq: answer.seq, oldestUnsure: false };
}

/** An order that an action returned: shown at once, its event will find it known. */
export function withAnswer(cache: Cache, order: Order): Cache {
  if (!cache.orders.has(order.uid)) return cache;
  const orders = withOrders(cache.orders, [order]);
  return orders === cache.orders ? cache : { ...cache, orders };
}

function count(cache: Cache, event: Envelope): Pick<Cache, 'stats' | 'statsSeq' | 'oldestUnsure'> {
  const stats = { ...cache.stats };
  let oldestUnsure = cache.oldestUnsure;
  const to = counterOf(event.to ?? event.order?.status_canonical);
  const from = event.type === 'order.status.changed' ? counterOf(event.from) : null;
  const moves = event.type === 'order.created' || from !== null;
  if (event.type === 'order.created') stats.total += 1;
  if (from) stats[from] -= 1;
  if (moves && to) stats[to] += 1;

  const placedAt = event.order?.placed_at;
  if (moves && to === 'pending' && placedAt && (!stats.oldest_pending_at || placedAt < stats.oldest_pending_at)) {
    stats.oldest_pending_at = placedAt;
  }
  if (from === 'pending' && to !== 'pending') {
    if (stats.pending === 0) stats.oldest_pending_at = null;
    else if (!placedAt || !stats.oldest_pending_at || placedAt <= stats.oldest_pending_at) oldestUnsure = true;
  }
  return { stats, statsSeq: event.seq, oldestUnsure };
}

function counterOf(status: string | null | undefined): CounterName | null {
  return COUNTER_OF[status as Status] ?? null;
}
