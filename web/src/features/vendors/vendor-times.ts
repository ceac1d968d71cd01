/** A vendor's own times as they stand in the form, and what is wrong with them. */
import type { Vendor } from '@/api/model';
import { type Duration, durationOf, secondsOf } from '@/ui/duration-field';

/** By the server's names, in the order in which they come. */
export const TIMES = ['accept_warn_s', 'accept_limit_s', 'prep_s'] as const;
export type Time = (typeof TIMES)[number];
export type Times = Readonly<Record<Time, Duration>>;

/** What can be wrong with one, by the keys of the catalogue. */
export type Fault = 'range' | 'falls';
export type Faults = Readonly<Partial<Record<Time, Fault>>>;

const LONGEST = 30 * 86_400;

export function timesOf(vendor: Vendor | null): Times {
  return { accept_warn_s: durationOf(vendor?.accept_warn_s), accept_limit_s: durationOf(vendor?.accept_limit_s), prep_s: durationOf(vendor?.prep_s) };
}

export function toldTimes(times: Times): Record<Time, number | null> {
  return { accept_warn_s: secondsOf(times.accept_warn_s), accept_limit_s: secondsOf(times.accept_limit_s), prep_s: secondsOf(times.prep_s) };
}

export function faultsOf(times: Times): Faults {
  const told = toldTimes(times);
  const faults: Partial<Record<Time, Fault>> = {};
  for (const time of TIMES) {
    const seconds = told[time];
    if (seconds !== null && !(seconds >= 0 && seconds <= LONGEST)) faults[time] = 'range';
  }
  if (told.accept_warn_s !== null && told.accept_limit_s !== null && told.accept_warn_s > told.accept_limit_s) faults.accept_warn_s = 'falls';
  return faults;
}
