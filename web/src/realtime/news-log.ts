/**
 * Finds in the log what was told while nobody looked, the latest first. The log is read forwards and cannot be asked for some
 * types alone, so this goes back in growing steps, and gives up after so many events: a page that opens on a phone must not
 * load a day's orders to find two lines.
 */
import type { Envelope } from '@/api/model';
import { Problem } from '@/api/problem';
import { isCritical, isNews, NEWS_HELD } from '@/realtime/news';

type ReadEvents = (after: number, limit: number) => Promise<{ epoch: string; events: Envelope[] }>;

export interface Stretch {
  epoch: string;
  /** Positions: those above `after`, up to `upTo`. */
  after: number;
  upTo: number;
  /** The present, ms. */
  now: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** A dispute of Saturday is still there on Monday; a new account of yesterday is no news. */
const CRITICAL_MS = 3 * DAY_MS;
const FIRST_STEP = 100;
/** The most that the server gives at once. */
const LONGEST_STEP = 500;
const EVENTS_MOST = 600;
const READS_MOST = 8;

/** The news of a stretch of the log, in no order; throws when the log is another one or does not answer. */
export async function newsOf(read: ReadEvents, { epoch, after, upTo, now }: Stretch): Promise<Envelope[]> {
  const found: Envelope[] = [];
  let [end, step, received] = [upTo, FIRST_STEP, 0];
  for (let reads = 0; reads < READS_MOST && end > after && step > 0 && received < EVENTS_MOST && found.length < NEWS_HELD; reads += 1) {
    const start = Math.max(after, end - step);
    // There are no more events than positions, so the page ends where the last one began.
    const page = await read(start, end - start).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 410) return null;
      throw error;
    });
    if (!page) {
      // That far back nothing is kept; nearer there may be something.
      step = Math.floor(step / 5);
      continue;
    }
    if (page.epoch !== epoch) throw new Error('the log was replaced');
    const events = page.events.filter(({ seq }) => seq <= end);
    found.push(...events.filter((event) => isNews(event) && now - Date.parse(event.at) <= (isCritical(event) ? CRITICAL_MS : DAY_MS)));
    if (events.some(({ at }) => now - Date.parse(at) > CRITICAL_MS)) break;
    received += page.events.length;
    end = start;
    step = Math.min(step * 2, LONGEST_STEP);
  }
  return found;
}
