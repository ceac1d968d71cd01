import { describe, expect, it } from 'vitest';
import type { Envelope } from '@/api/model';
import { Problem } from '@/api/problem';
import { NEWS_HELD } from '@/realtime/news';
import { newsOf } from '@/realtime/news-log';
import { History, seeded } from '@/realtime/testing/history';

const base = new History(seeded(1)).place();
const NOW = Date.parse('2026-11-21T10:00:00.000Z');
const HOUR = 60 * 60_000;
const event = (seq: number, hoursAgo: number, over: Partial<Envelope> = {}): Envelope => ({
  ...base,
  seq,
  event_id: `event-${String(seq)}`,
  at: new Date(NOW - hoursAgo * HOUR).toISOString(),
  ...over,
});
const stock = { type: 'stock.low', severity: 'normal', order: null };
const dispute = { type: 'dispute.created', severity: 'critical' };

const refusal = (status: number) => new Problem(status, 'x', 'x', {}, null, null, null);

/** A log as the server gives it, from its oldest event on, with the requests that were made. */
function logOf(events: readonly Envelope[], pruned = 0) {
  const reads: string[] = [];
  const read = (after: number, limit: number) => {
    reads.push(`${String(after)}+${String(limit)}`);
    if (after < pruned) return Promise.reject(refusal(410));
    return Promise.resolve({ epoch: 'e1', events: events.filter(({ seq }) => seq > after).slice(0, limit) });
  };
  return { read, reads };
}
const seqs = (found: readonly Envelope[]) => found.map(({ seq }) => seq).sort((a, b) => a - b);

describe('news of the log', () => {
  it('are of the last day, critical ones of three, and nothing older is asked for', async () => {
    const events = [event(1, 100, dispute), event(150, 80), event(200, 60, dispute), event(201, 30, stock), event(390, 23, stock), event(400, 1)];
    const { read, reads } = logOf(events);
    expect(seqs(await newsOf(read, { epoch: 'e1', after: 0, upTo: 400, now: NOW }))).toEqual([200, 390]);
    expect(reads).toEqual(['300+100', '100+200']);
  });

  it('end where the stretch ends, and begin where it begins', async () => {
    const events = [10, 20, 30, 40].map((seq) => event(seq, 1, stock));
    expect(seqs(await newsOf(logOf(events).read, { epoch: 'e1', after: 10, upTo: 30, now: NOW }))).toEqual([20, 30]);
  });

  it('are searched for in a bounded part of a busy log', async () => {
    const events = Array.from({ length: 5_000 }, (_, place) => event(place + 1, 1));
    const { read, reads } = logOf(events);
    expect(await newsOf(read, { epoch: 'e1', after: 0, upTo: 5_000, now: NOW })).toEqual([]);
    expect(reads).toEqual(['4900+100', '4700+200', '4300+400']);
    const told = logOf(events.map((each) => ({ ...each, ...stock, order: null })));
    expect((await newsOf(told.read, { epoch: 'e1', after: 0, upTo: 5_000, now: NOW })).length).toBeGreaterThanOrEqual(NEWS_HELD);
    expect(told.reads).toHaveLength(1);
  });

  it('are found in what a pruned log still has', async () => {
    const { read } = logOf([event(395, 2, stock), event(398, 1)], 390);
    expect(seqs(await newsOf(read, { epoch: 'e1', after: 0, upTo: 400, now: NOW }))).toEqual([395]);
  });

  it('of another log are none of ours, and a server that fails is asked again by others', async () => {
    await expect(newsOf(() => Promise.resolve({ epoch: 'e2', events: [] }), { epoch: 'e1', after: 0, upTo: 9, now: NOW })).rejects.toThrow('replaced');
    await expect(newsOf(() => Promise.reject(refusal(500)), { epoch: 'e1', after: 0, upTo: 9, now: NOW })).rejects.toBeInstanceOf(Problem);
  });
});
