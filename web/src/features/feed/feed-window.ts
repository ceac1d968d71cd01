/** Which orders the list shows while it must not move. Pure. */
import type { Order } from '@/api/model';
import { newestFirst, NEWEST_HELD } from '@/realtime/reconcile';

/** The identity of a place in the list; new orders always come above it. */
export type Mark = Pick<Order, 'created_at' | 'uid'>;

export interface FeedWindow {
  /** The newest orders up to the mark. */
  shown: Order[];
  /** How many newer ones are kept back. */
  kept: number;
  /** Orders that ring but are older than the list reaches. */
  older: Order[];
}

/** `mark`: the newest order that may be shown; `null` shows all. */
export function feedWindow(orders: Iterable<Order>, mark: Mark | null): FeedWindow {
  const sorted = [...orders].sort(newestFirst);
  const newest = sorted.slice(0, NEWEST_HELD);
  const shown = mark ? newest.filter((order) => !isNewer(order, mark)) : newest;
  return { shown, kept: newest.length - shown.length, older: sorted.slice(NEWEST_HELD).filter((order) => Boolean(order.rings_at)) };
}

export function isNewer(order: Mark, mark: Mark): boolean {
  return order.created_at === mark.created_at ? order.uid > mark.uid : order.created_at > mark.created_at;
}
