/**
 * What the alarm of this tab is doing, from facts alone. Pure, because this is the sentence that
 * must never lie: "ringing" is said only of sound that was measured.
 */
import type { Order } from '@/api/model';

/**
 * `elsewhere`: another tab of this browser rings, this one keeps quiet. `starting`: told to ring,
 * nothing measured yet. `blocked`: should ring and cannot.
 */
export type AlarmState = 'silent' | 'starting' | 'ringing' | 'blocked' | 'muted' | 'elsewhere';

/** Who of this browser's tabs may sound. */
export type Leadership = 'self' | 'other' | 'none';

export interface AlarmFacts {
  due: number;
  /** Muted for a while, or the volume is zero. */
  muted: boolean;
  /** The browser lets this tab sound. */
  audible: boolean;
  leadership: Leadership;
  /** When this tab began to ring and when it last measured sound, ms; `null`: does not ring, or heard nothing. */
  startedAt: number | null;
  heardAt: number | null;
  /** One period of the ring, pause included. */
  periodMs: number;
}

/** Measured sound counts until a whole period, and a little, has passed without any. */
const SLACK_MS = 1_000;

export function alarmState(facts: AlarmFacts, now: number): AlarmState {
  if (facts.due === 0) return 'silent';
  if (facts.muted) return 'muted';
  if (facts.leadership === 'other') return 'elsewhere';
  if (!facts.audible) return 'blocked';
  if (facts.startedAt === null) return 'starting';
  const patience = facts.periodMs + SLACK_MS;
  if (facts.heardAt !== null) return now - facts.heardAt <= patience ? 'ringing' : 'blocked';
  return now - facts.startedAt <= patience ? 'starting' : 'blocked';
}

export interface Due {
  count: number;
  /** The order that has waited longest, and since when (server time, ms). */
  oldest: { order: Order; since: number } | null;
}

/** The orders that ring at `serverNow`: derived from their state, so a reload or a lost frame changes nothing. */
export function dueAt(orders: Iterable<Order>, serverNow: number): Due {
  const due: Due = { count: 0, oldest: null };
  for (const order of orders) {
    if (!order.rings_at || Date.parse(order.rings_at) > serverNow) continue;
    due.count += 1;
    const since = Date.parse(order.placed_at ?? order.rings_at);
    if (!due.oldest || since < due.oldest.since) due.oldest = { order, since };
  }
  return due;
}
