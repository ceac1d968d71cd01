/** Settings as they are typed, and what they mean. The bounds are the server's, which checks them again. */
import type { AppSettings } from '@/api/model';

export const LIMITS = {
  max_connections: { low: 0, high: 1_000_000, zero: 'none' },
  authorize_within_seconds: { low: 0, high: 600, zero: 'never' },
  channels_per_connection: { low: 1, high: 10_000, zero: null },
  presence_members: { low: 1, high: 10_000, zero: null },
  client_events_per_second: { low: 1, high: 1_000, zero: null },
  message_bytes: { low: 1_024, high: 1_048_576, zero: null },
  event_bytes: { low: 1, high: 262_144, zero: null },
  channels_per_event: { low: 1, high: 1_000, zero: null },
  events_per_batch: { low: 1, high: 100, zero: null },
} as const;

export type LimitName = keyof typeof LIMITS;

type ListName = 'allowed_origins' | 'replay';

export type Draft = Record<LimitName | ListName, string> & { client_events: boolean; subscription_counts: boolean; event_samples: boolean };

export function draftOf(settings: AppSettings): Draft {
  const limits = Object.fromEntries(names().map((name) => [name, String(settings[name])])) as Record<LimitName, string>;
  return {
    ...limits,
    client_events: settings.client_events,
    subscription_counts: settings.subscription_counts,
    event_samples: settings.event_samples,
    allowed_origins: settings.allowed_origins.join('\n'),
    replay: settings.replay.join('\n'),
  };
}

/** The settings that were typed, and the names of the numbers that are none or out of bounds. */
export function parsed(draft: Draft): { settings: AppSettings; wrong: LimitName[] } {
  const wrong = names().filter((name) => {
    const text = draft[name].trim();
    return !/^\d{1,9}$/.test(text) || Number(text) < LIMITS[name].low || Number(text) > LIMITS[name].high;
  });
  const limits = Object.fromEntries(names().map((name) => [name, Number(draft[name])])) as Record<LimitName, number>;
  return {
    settings: { ...limits, client_events: draft.client_events, subscription_counts: draft.subscription_counts, event_samples: draft.event_samples, allowed_origins: lines(draft.allowed_origins), replay: lines(draft.replay) },
    wrong,
  };
}

/** What differs, so that a save leaves alone what somebody else changes meanwhile. */
export function changed(before: AppSettings, after: AppSettings): Partial<AppSettings> {
  const differs = (name: string) => JSON.stringify(before[name as keyof AppSettings]) !== JSON.stringify(after[name as keyof AppSettings]);
  return Object.fromEntries(Object.entries(after).filter(([name]) => differs(name))) as Partial<AppSettings>;
}

function names(): LimitName[] {
  return Object.keys(LIMITS) as LimitName[];
}

function lines(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
