/**
 * What the dot says. Green is a promise about the data, not about the socket: connected, and the
 * server has confirmed within the last seconds that we hold everything.
 */
import type { Link } from '@/realtime/transport';

/** With no traffic for this long, the position is compared with the server's. */
export const CONFIRM_AFTER_MS = 10_000;
/** A position that nobody confirmed for this long is stale. */
export const STALE_AFTER_MS = 15_000;
/** The first connection may take this long before it is called lost. */
export const FIRST_CONNECT_MS = 10_000;

/** `connecting`, `syncing` and `stale` are amber, `live` green, `lost` and `offline` red. */
export type ConnectionState = 'connecting' | 'syncing' | 'live' | 'stale' | 'lost' | 'offline';

export interface ConnectionFacts {
  link: Link;
  /** Subscribed, snapshot taken, and following since. */
  following: boolean;
  /** Something may be missing; without doubt, a read in passing (the page was hidden) leaves the dot as it is. */
  doubtful: boolean;
  /** When the data was last known to be complete (ms); `null` before the first snapshot. */
  confirmedAt: number | null;
  startedAt: number;
  online: boolean;
}

export function connectionOf(facts: ConnectionFacts, now: number): ConnectionState {
  if (facts.link !== 'connected') {
    if (!facts.online) return 'offline';
    const early = facts.confirmedAt === null && now - facts.startedAt < FIRST_CONNECT_MS;
    return facts.link === 'connecting' && early ? 'connecting' : 'lost';
  }
  if (facts.confirmedAt === null) return 'connecting';
  if (facts.doubtful && !facts.following) return 'syncing';
  return now - facts.confirmedAt < STALE_AFTER_MS ? 'live' : 'stale';
}
