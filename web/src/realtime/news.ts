/**
 * Which events people are told of in words, because nothing else on the live page shows them; and the list of them. Pure.
 *
 * An order that comes or moves is shown by its row, and rings by its state. What is left is what is about no order, and
 * what matters about one although its row hardly changes: money that a bank takes back, a dispute, a customer who waits.
 */
import { type Envelope, type Order, statusOf } from '@/api/model';

/** How many a screen holds. */
export const NEWS_HELD = 50;

/** What the list of orders presents by itself, however much it matters. */
const SHOWN_BY_THE_LIST: readonly string[] = ['order.created', 'order.status.changed', 'payment.received'];

/** Calls that are repeated for the same order: the last one says it all. */
const REPEATED: readonly string[] = ['order.unattended', 'order.late'];

export function isCritical(event: Envelope): boolean {
  return event.severity === 'critical';
}

export function isNews(event: Envelope): boolean {
  if (!event.order) return true;
  return (isCritical(event) || event.severity === 'high') && !SHOWN_BY_THE_LIST.includes(event.type);
}

/** `news` with those of `more` put in that are news: each once, newest first; where there are too many, critical ones stay. */
export function withNews(news: readonly Envelope[], more: readonly Envelope[]): readonly Envelope[] {
  const held = new Set(news.map(({ seq }) => seq));
  const fresh = more.filter((event) => isNews(event) && !held.has(event.seq));
  if (fresh.length === 0) return news;
  const sorted = [...news, ...fresh].sort((a, b) => b.seq - a.seq);
  if (sorted.length <= NEWS_HELD) return sorted;
  const critical = sorted.filter(isCritical).slice(0, NEWS_HELD);
  const others = sorted.filter((event) => !isCritical(event)).slice(0, NEWS_HELD - critical.length);
  return [...critical, ...others].sort((a, b) => b.seq - a.seq);
}

/** What is still to be told: without calls for orders that somebody has taken since, or that were called for again. */
export function standing(news: readonly Envelope[], orders: ReadonlyMap<string, Order>): readonly Envelope[] {
  const called = new Set<string>();
  return news.filter((event) => {
    if (!event.order || !REPEATED.includes(event.type)) return true;
    const key = `${event.type} ${event.order.uid}`;
    if (called.has(key)) return false;
    called.add(key);
    const now = orders.get(event.order.uid);
    // One that still waits is held however old it is.
    if (event.type === 'order.unattended') return now !== undefined && statusOf(now) === 'placed';
    return !now || Boolean(now.late);
  });
}
