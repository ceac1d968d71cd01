import { describe, expect, it, vi } from 'vitest';
import { connectionOf } from '@/realtime/connection';
import { Live, type Reads } from '@/realtime/live';
import { History, seeded } from '@/realtime/testing/history';

/** A screen on a server whose answers wait until the test lets them go. */
function screen({ slow = false } = {}) {
  const truth = new History(seeded(3));
  const clock = { now: 1_000_000 };
  const gates: (() => void)[] = [];
  const gate = () => (slow ? new Promise<void>((open) => gates.push(open)) : Promise.resolve());
  const reads = {
    snapshot: vi.fn(async () => {
      const cache = truth.snapshot();
      const orders = [...cache.orders.values()];
      const part = { epoch: cache.epoch, seq: cache.seq };
      await gate();
      return { newest: { ...part, orders }, ringing: { ...part, orders: orders.filter((order) => order.rings_at) }, stats: { ...part, stats: cache.stats } };
    }),
    stats: vi.fn(() => Promise.resolve({ epoch: 'e1', seq: truth.seq, stats: truth.stats() })),
    events: vi.fn((after: number) => Promise.resolve({ epoch: 'e1', seq: truth.seq, has_more: false, events: truth.log.slice(after).map((event) => ({ ...event, prev: null })) })),
  } satisfies Reads;
  const live = new Live(reads, () => clock.now);
  live.onLink('connected');
  const settle = async () => {
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
  };
  const letGo = async () => {
    for (const open of gates.splice(0)) open();
    await settle();
  };
  return { truth, reads, live, clock, settle, letGo, state: () => connectionOf(live.state, clock.now) };
}

describe('a screen', () => {
  it('is green only after the snapshot', async () => {
    const { live, settle, state } = screen();
    expect(state()).toBe('connecting');
    live.onSubscribed();
    expect(state()).toBe('connecting');
    await settle();
    expect(state()).toBe('live');
  });

  it('applies frames that came during the snapshot, once', async () => {
    const { live, truth, letGo } = screen({ slow: true });
    truth.place();
    live.onSubscribed();
    live.onFrame(truth.place());
    const late = truth.place();
    live.onFrame(late);
    live.onFrame(late);
    await letGo();
    expect(live.state.cache).toMatchObject({ seq: 3, stats: { total: 3 } });
  });

  it('repairs a hole with the missing events', async () => {
    const { live, truth, settle, reads } = screen();
    live.onSubscribed();
    await settle();
    truth.place();
    live.onFrame(truth.place());
    await settle();
    expect(reads.events).toHaveBeenCalledWith(0, 500);
    expect(live.state.cache).toMatchObject({ seq: 2, stats: { total: 2 } });
    expect(reads.snapshot).toHaveBeenCalledTimes(1);
  });

  it('takes a snapshot when the log no longer reaches back', async () => {
    const { live, truth, settle, reads } = screen();
    live.onSubscribed();
    await settle();
    reads.events.mockRejectedValueOnce(new Error('410'));
    truth.place();
    live.onFrame(truth.place());
    await settle();
    live.tick(2_000_000);
    await settle();
    expect(live.state.cache?.stats.total).toBe(2);
  });

  it('takes a snapshot in a new epoch', async () => {
    const { live, truth, settle, reads } = screen();
    live.onSubscribed();
    await settle();
    live.onFrame({ ...truth.place(), epoch: 'e2' });
    await settle();
    expect(reads.snapshot).toHaveBeenCalledTimes(2);
  });

  it('notices the loss of the very last event within two looks', async () => {
    const { live, truth, clock, settle, state } = screen();
    live.onSubscribed();
    await settle();
    truth.place();
    clock.now += 10_000;
    live.tick(clock.now);
    await settle();
    expect(live.state.cache?.seq).toBe(0);
    clock.now += 1_000;
    live.tick(clock.now);
    await settle();
    expect(live.state.cache).toMatchObject({ seq: 1, stats: { total: 1 } });
    expect(state()).toBe('live');
  });

  it('turns stale when nobody confirms its position, though the socket is open', async () => {
    const { live, clock, reads, settle, state } = screen();
    live.onSubscribed();
    await settle();
    reads.stats.mockRejectedValue(new Error('down'));
    for (let second = 0; second < 16; second += 1) {
      clock.now += 1_000;
      live.tick(clock.now);
      await settle();
    }
    expect(state()).toBe('stale');
  });

  it('reads again after each reconnect and keeps what it shows meanwhile', async () => {
    const { live, truth, settle, state, reads } = screen();
    truth.place();
    live.onSubscribed();
    await settle();
    live.onLink('lost');
    expect(state()).toBe('lost');
    expect(live.state.cache?.orders.size).toBe(1);
    truth.place();
    live.onLink('connected');
    expect(state()).toBe('syncing');
    live.onSubscribed();
    await settle();
    expect(reads.snapshot).toHaveBeenCalledTimes(2);
    expect(live.state.cache?.orders.size).toBe(2);
    expect(state()).toBe('live');
  });

  it('reads again when the page is shown again, without a flicker of the dot', async () => {
    const { live, truth, settle, state, reads } = screen();
    live.onSubscribed();
    await settle();
    truth.place();
    live.refresh();
    expect(state()).toBe('live');
    await settle();
    expect(reads.snapshot).toHaveBeenCalledTimes(2);
    expect(live.state.cache?.stats.total).toBe(1);
  });

  it('reads again when it was subscribed anew during a read', async () => {
    const { live, truth, letGo, reads } = screen({ slow: true });
    live.onSubscribed();
    live.onLink('lost');
    live.onLink('connected');
    truth.place();
    live.onSubscribed();
    await letGo();
    await letGo();
    expect(reads.snapshot).toHaveBeenCalledTimes(2);
    expect(live.state.cache?.seq).toBe(1);
  });

  it('tries a failed snapshot again by itself', async () => {
    const { live, clock, reads, settle, state } = screen();
    reads.snapshot.mockRejectedValueOnce(new Error('503'));
    live.onSubscribed();
    await settle();
    expect(live.state.failing).toBe(true);
    clock.now += 1_000;
    live.tick(clock.now);
    await settle();
    expect(state()).toBe('live');
    expect(live.state.failing).toBe(false);
  });

  it('does not spin on a server whose frames and log never meet', async () => {
    const { live, truth, settle, reads } = screen();
    live.onSubscribed();
    await settle();
    reads.events.mockImplementation(() => Promise.resolve({ epoch: 'e1', seq: 0, has_more: false, events: [] }));
    reads.snapshot.mockImplementation(() => Promise.reject(new Error('never')));
    live.onFrame({ ...truth.place(), seq: 90, prev: 80 });
    for (let i = 0; i < 10; i += 1) await settle();
    expect(reads.events.mock.calls.length + reads.snapshot.mock.calls.length).toBeLessThan(12);
  });

  it('asks the server for the oldest waiting order when that one has left', async () => {
    const { live, truth, settle, reads } = screen();
    const oldest = truth.place();
    const next = truth.place();
    live.onSubscribed();
    await settle();
    live.onFrame(truth.move(oldest.order.uid, 'accepted'));
    await settle();
    expect(reads.stats).toHaveBeenCalled();
    expect(live.state.cache?.stats.oldest_pending_at).toBe(next.order.placed_at);
  });
});

describe('news', () => {
  const told = { severity: 'critical', type: 'dispute.created', from: null, to: null };
  const now = () => new Date(1_000_000).toISOString();

  /** An order whose event matters in words. */
  const dispute = (truth: History) => Object.assign(truth.place(), told, { at: now() });

  it('of before the page was opened are read from the log, and nobody is told of them', async () => {
    const { live, truth, settle } = screen();
    const heard = vi.fn();
    live.onHeard(heard);
    truth.place();
    dispute(truth);
    live.onSubscribed();
    await settle();
    expect(live.state.cache?.news.map(({ seq }) => seq)).toEqual([2]);
    expect(heard).not.toHaveBeenCalled();
  });

  it('that came while the connection was lost are read after it is back, and told, once', async () => {
    const { live, truth, settle } = screen();
    const heard: number[] = [];
    live.onHeard(({ seq }) => heard.push(seq));
    dispute(truth);
    live.onSubscribed();
    await settle();
    live.onLink('lost');
    dispute(truth);
    truth.place();
    live.onLink('connected');
    live.onSubscribed();
    await settle();
    live.onFrame(dispute(truth));
    await settle();
    expect(live.state.cache?.news.map(({ seq }) => seq)).toEqual([4, 2, 1]);
    expect(heard).toEqual([2, 4]);
    live.refresh();
    await settle();
    expect(live.state.cache?.news).toHaveLength(3);
    expect(heard).toEqual([2, 4]);
  });

  it('are asked for again when the log did not answer', async () => {
    const { live, truth, settle, reads, clock } = screen();
    dispute(truth);
    reads.events.mockRejectedValueOnce(new Error('down'));
    live.onSubscribed();
    await settle();
    expect(live.state.cache?.news).toEqual([]);
    expect(live.state.following).toBe(true);
    clock.now += 1_000;
    live.tick(clock.now);
    await settle();
    expect(live.state.cache?.news).toEqual([]);
    clock.now += 5_000;
    live.tick(clock.now);
    await settle();
    expect(live.state.cache?.news).toHaveLength(1);
  });
});
