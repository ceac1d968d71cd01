import { describe, expect, it } from 'vitest';
import type { Envelope, Order, Stats, Status } from '@/api/model';
import { type Cache, newestFirst, NEWEST_HELD, reconcile, withAnswer, withOrders, withStats } from '@/realtime/reconcile';
import { History, seeded } from '@/realtime/testing/history';

const history = () => new History(seeded(7));

describe('one event', () => {
  it('is applied when the frame before it is covered', () => {
    const truth = history();
    const cache = truth.snapshot();
    const created = truth.place();
    const verdict = reconcile(cache, created);
    expect(verdict).toMatchObject({ kind: 'applied', cache: { seq: created.seq } });
    expect(applied(verdict).stats.total).toBe(1);
  });

  it('is known when it was applied before, so a repeated frame counts once', () => {
    const truth = history();
    const cache = truth.snapshot();
    const created = truth.place();
    const once = applied(reconcile(cache, created));
    expect(reconcile(once, created)).toEqual({ kind: 'known' });
  });

  it('is a gap when a frame before it is missing', () => {
    const truth = history();
    const cache = truth.snapshot();
    truth.place();
    expect(reconcile(cache, truth.place())).toEqual({ kind: 'gap' });
  });

  it('is a gap in another epoch, whatever its number', () => {
    const truth = history();
    const cache = truth.snapshot();
    const event = { ...truth.place(), epoch: 'restored' };
    expect(reconcile(cache, event)).toEqual({ kind: 'gap' });
  });

  it('is applied across numbers that our channel never carried', () => {
    const truth = history();
    const cache = { ...truth.snapshot(), seq: 40, statsSeq: 40 };
    const event = { ...truth.place(), seq: 45, prev: 33 };
    expect(applied(reconcile(cache, event)).seq).toBe(45);
  });
});

describe('orders', () => {
  it('are never rolled back by an older version', () => {
    const truth = history();
    const placed = truth.place().order;
    const accepted = { ...placed, version: placed.version + 1, status_canonical: 'accepted' };
    const orders = withOrders(new Map([[placed.uid, accepted]]), [placed]);
    expect(orders.get(placed.uid)?.status_canonical).toBe('accepted');
  });

  it('keeps ringing orders that are older than the newest fifty', () => {
    const truth = history();
    const first = truth.place();
    for (let i = 0; i < NEWEST_HELD + 5; i += 1) truth.move(truth.place().order.uid, 'accepted');
    const { orders } = truth.snapshot();
    expect(orders.has(first.order.uid)).toBe(true);
    expect(orders.size).toBe(NEWEST_HELD + 1);
  });

  it('takes over the answer to a click, and only for an order that is shown', () => {
    const truth = history();
    const placed = truth.place().order;
    const cache = truth.snapshot();
    const newer = { ...placed, version: 9, status_canonical: 'accepted' };
    expect(withAnswer(cache, newer).orders.get(placed.uid)?.version).toBe(9);
    expect(withAnswer(cache, { ...newer, uid: 'unknown' })).toBe(cache);
  });
});

describe('counters', () => {
  it('follow a status change from and to', () => {
    const truth = history();
    const placed = truth.place();
    const cache = truth.snapshot();
    const next = applied(reconcile(cache, truth.move(placed.order.uid, 'accepted')));
    expect(next.stats).toMatchObject({ pending: 0, confirmed: 1, total: 1, oldest_pending_at: null });
  });

  it('do not count an event twice that the counters already contain', () => {
    const truth = history();
    const before = truth.snapshot();
    const created = truth.place();
    const cache = { ...before, stats: truth.stats(), statsSeq: created.seq };
    expect(applied(reconcile(cache, created)).stats.total).toBe(1);
  });

  it('know that the oldest waiting order is unsure once it has left', () => {
    const truth = history();
    const oldest = truth.place();
    truth.place();
    const next = applied(reconcile(truth.snapshot(), truth.move(oldest.order.uid, 'accepted')));
    expect(next.oldestUnsure).toBe(true);
    expect(withStats(next, { seq: next.seq, stats: truth.stats() })).toMatchObject({ oldestUnsure: false, stats: truth.stats() });
  });

  it('ignore a server count that is older than what was applied', () => {
    const truth = history();
    const old = { seq: truth.seq, stats: truth.stats() };
    const cache = applied(reconcile(truth.snapshot(), truth.place()));
    expect(withStats(cache, old)).toBe(cache);
  });
});

describe('random histories, with frames lost, doubled and late', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))('end equal to the truth after a refetch (seed %i)', (seed) => {
    const random = seeded(seed);
    const truth = new History(random);
    for (let i = 0; i < random(20); i += 1) truth.step();
    let cache = truth.snapshot();
    const line: Envelope[] = [];

    for (let i = 0; i < 120; i += 1) {
      const event = truth.step();
      const fate = random(10);
      if (fate === 0) continue; // lost
      if (fate === 1) line.push(event, event); // doubled
      else if (fate === 2 && line.length > 0) line.splice(random(line.length), 0, event); // overtakes
      else line.push(event);

      while (line.length > random(6)) {
        const frame = line.shift();
        if (!frame) break;
        const verdict = reconcile(cache, frame);
        if (verdict.kind === 'applied') {
          cache = verdict.cache;
          expect(cache.seq).toBe(frame.seq);
          // Following without a gap is exact at every step, not only in the end.
          expectSame(cache, truth.at(cache.seq));
        } else if (verdict.kind === 'gap') {
          cache = truth.snapshot();
        }
      }
    }
    // The loss of the very last frames shows only in the positions; then the screen reads again.
    if (cache.seq !== truth.seq) cache = truth.snapshot();
    expectSame(cache, truth.snapshot());
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))('survive three reads of a snapshot at three positions (seed %i)', (seed) => {
    const random = seeded(1_000 + seed);
    const truth = new History(random);
    for (let i = 0; i < 30; i += 1) truth.step();
    const orders = truth.snapshot();
    const during = Array.from({ length: 8 }, () => truth.step());
    const stats = { seq: truth.seq, stats: truth.stats() };
    const after = Array.from({ length: 8 }, () => truth.step());
    let cache: Cache = { ...orders, stats: stats.stats, statsSeq: stats.seq };
    for (const frame of [...during, ...after]) {
      const verdict = reconcile(cache, frame);
      if (verdict.kind === 'applied') cache = verdict.cache;
    }
    expectSame(cache, truth.snapshot());
  });
});

function applied(verdict: ReturnType<typeof reconcile>): Cache {
  if (verdict.kind !== 'applied') throw new Error(`expected it to be applied, was ${verdict.kind}`);
  return verdict.cache;
}

/** Everything a screen shows; the oldest waiting time only while it claims to be sure. */
function expectSame(cache: Cache, truth: Cache): void {
  expect(listed(cache)).toEqual(listed(truth));
  const { oldest_pending_at: ours, ...counts } = cache.stats;
  const { oldest_pending_at: theirs, ...trueCounts } = truth.stats;
  expect(counts).toEqual(trueCounts satisfies Omit<Stats, 'oldest_pending_at'>);
  if (!cache.oldestUnsure) expect(ours).toEqual(theirs);
}

function listed(cache: Cache): [string, number, Status][] {
  return [...cache.orders.values()].sort(newestFirst).map((order: Order) => [order.uid, order.version, order.status_canonical as Status]);
}
