/**
 * Builds a cache from the three reads of a snapshot. They are separate requests and so stand at
 * three positions; the cache starts at the lowest, and versions make the overlap harmless.
 */
import { readNewestOrders, readRingingOrders, readStats } from '@/api/calls';
import type { Order, Stats } from '@/api/model';
import { type Cache, NEWEST_HELD, withOrders } from '@/realtime/reconcile';

/** More ringing orders than this are still counted by the counters, but not held one by one. */
export const RINGING_HELD = 100;

export interface SnapshotParts {
  newest: { epoch: string; seq: number; orders: Order[] };
  ringing: { epoch: string; seq: number; orders: Order[] };
  stats: { epoch: string; seq: number; stats: Stats };
}

/** `null` when the parts stand in different epochs: the log was replaced between two reads, so read again. */
export function cacheFrom({ newest, ringing, stats }: SnapshotParts): Cache | null {
  if (newest.epoch !== ringing.epoch || newest.epoch !== stats.epoch) return null;
  return {
    epoch: newest.epoch,
    seq: Math.min(newest.seq, ringing.seq, stats.seq),
    orders: withOrders(new Map(), [...newest.orders, ...ringing.orders]),
    news: [],
    stats: stats.stats,
    statsSeq: stats.seq,
    oldestUnsure: false,
  };
}

export async function readSnapshot(): Promise<SnapshotParts> {
  const [newest, ringing, stats] = await Promise.all([readNewestOrders(NEWEST_HELD), readRingingOrders(RINGING_HELD), readStats()]);
  return { newest, ringing, stats };
}
