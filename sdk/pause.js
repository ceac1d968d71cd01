/** Longest pause between two attempts, and the ceiling of the first one, in milliseconds. */
const LONGEST = 30_000;
const FIRST = 1000;

/**
 * How long to wait before the next attempt, in milliseconds: anywhere below a ceiling that doubles, so that thousands of
 * clients that lost one server do not come back in one moment.
 */
export function pause(failures) {
  return Math.random() * Math.min(LONGEST, FIRST * 2 ** failures);
}
