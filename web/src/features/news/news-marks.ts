/**
 * What of the news has been read, and what was put away: on this browser, for one person in one app. Kept in localStorage,
 * whose events carry it to the other tabs.
 */
export interface NewsMarks {
  /** The log that the numbers below belong to. */
  readonly epoch: string;
  /** Everything up to here has been read. */
  readonly read: number;
  /** What was put away, by number. */
  readonly gone: readonly number[];
}

/** More than a page ever shows; the oldest are forgotten, because what they name is out of sight by then. */
const GONE_MOST = 200;

export function marksKey(app: number | string, user: number | string): string {
  return `orderbell.news.${String(app)}.${String(user)}`;
}

/** Marks of another log, and what cannot be read, are none. */
export function readMarks(stored: string | null, epoch: string): NewsMarks {
  const none = { epoch, read: 0, gone: [] };
  try {
    const given = JSON.parse(stored ?? 'null') as Partial<NewsMarks> | null;
    if (given?.epoch !== epoch || typeof given.read !== 'number' || !Array.isArray(given.gone)) return none;
    return { epoch, read: given.read, gone: given.gone.filter((seq) => typeof seq === 'number') };
  } catch {
    return none;
  }
}

export function withRead(marks: NewsMarks, seq: number): NewsMarks {
  return seq > marks.read ? { ...marks, read: seq } : marks;
}

export function withGone(marks: NewsMarks, seqs: readonly number[]): NewsMarks {
  const gone = [...new Set([...marks.gone, ...seqs])].sort((a, b) => a - b).slice(-GONE_MOST);
  return { ...marks, gone };
}
