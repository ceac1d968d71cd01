/** A vendor's own times as they stand in the form, and what is wrong with them. */
import type { Vendor } from '@/api/model';
import { type Duration, durationOf, secondsOf } from '@/ui/duration-field';

/** By the server's names, in the order in which they come. */
export const TIMES = ['accept_warn_s', 'accept_limit_s', 'prep_s', 'pause_s'] as const;
export type Time = (typeof TIMES)[number];

export interface Times extends Readonly<Record<Time, Duration>> {
  /** After how many orders in a row that nobody answered it is paused; 0 for never. */
  readonly misses: string;
}

/** What can be wrong with one, by the keys of the catalogue. */
export type Fault = 'range' | 'falls' | 'pause' | 'misses';
/** By the server's names. */
export type Faults = Readonly<Partial<Record<Time | 'pause_after_misses', Fault>>>;

const LONGEST = 30 * 86_400;
const SHORTEST_PAUSE = 60;
const MOST_MISSES = 100;
/** What a vendor has of whom nothing is said. */
const USUAL_MISSES = 3;
const USUAL_PAUSE = 1_800;

export function timesOf(vendor: Vendor | null): Times {
  return {
    accept_warn_s: durationOf(vendor?.accept_warn_s),
    accept_limit_s: durationOf(vendor?.accept_limit_s),
    prep_s: durationOf(vendor?.prep_s),
    pause_s: durationOf(vendor?.pause_s ?? USUAL_PAUSE),
    misses: String(vendor?.pause_after_misses ?? USUAL_MISSES),
  };
}

/** Whether a vendor has anything of its own. */
export function hasOwn(vendor: Vendor | null): boolean {
  return vendor !== null && ([vendor.accept_warn_s, vendor.accept_limit_s, vendor.prep_s].some((time) => typeof time === 'number') || vendor.pause_after_misses !== USUAL_MISSES || vendor.pause_s !== USUAL_PAUSE);
}

export function toldTimes(times: Times) {
  return {
    accept_warn_s: secondsOf(times.accept_warn_s),
    accept_limit_s: secondsOf(times.accept_limit_s),
    prep_s: secondsOf(times.prep_s),
    pause_after_misses: times.misses.trim() === '' ? 0 : Number(times.misses),
    pause_s: secondsOf(times.pause_s) ?? USUAL_PAUSE,
  };
}

export function faultsOf(times: Times): Faults {
  const told = toldTimes(times);
  const faults: Partial<Record<keyof Faults, Fault>> = {};
  for (const time of TIMES) {
    const seconds = told[time];
    if (seconds !== null && !(seconds >= 0 && seconds <= LONGEST)) faults[time] = 'range';
  }
  if (told.accept_warn_s !== null && told.accept_limit_s !== null && told.accept_warn_s > told.accept_limit_s) faults.accept_warn_s = 'falls';
  if (!(told.pause_s >= SHORTEST_PAUSE && told.pause_s <= LONGEST)) faults.pause_s = 'pause';
  if (!(Number.isInteger(told.pause_after_misses) && told.pause_after_misses >= 0 && told.pause_after_misses <= MOST_MISSES)) faults.pause_after_misses = 'misses';
  return faults;
}
