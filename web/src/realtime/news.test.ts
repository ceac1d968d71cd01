import { describe, expect, it } from 'vitest';
import type { Envelope } from '@/api/model';
import { isNews, NEWS_HELD, standing, withNews } from '@/realtime/news';
import { History, makeOrder, seeded } from '@/realtime/testing/history';

const base = new History(seeded(1)).place();
const event = (seq: number, over: Partial<Envelope>): Envelope => ({ ...base, seq, event_id: `event-${String(seq)}`, ...over });
const told = (type: string, severity: string) => isNews(event(1, { type, severity }));

describe('what is told in words', () => {
  it('is what matters about an order and its row does not show', () => {
    for (const type of ['payment.failed', 'dispute.created', 'order.unattended']) expect(told(type, 'critical'), type).toBe(true);
    for (const type of ['refund.requested', 'order.late']) expect(told(type, 'high'), type).toBe(true);
  });

  it('is neither an order that comes or moves nor what is for the record', () => {
    for (const type of ['order.created', 'order.status.changed', 'payment.received']) expect(told(type, 'high'), type).toBe(false);
    for (const type of ['payment.failed', 'refund.updated', 'payment.recovered']) expect(told(type, 'normal'), type).toBe(false);
    expect(told('order.acknowledged', 'low')).toBe(false);
  });

  it('is everything that is about no order', () => {
    expect(isNews(event(1, { type: 'user.registered', severity: 'low', order: null }))).toBe(true);
  });
});

describe('the list', () => {
  const dispute = (seq: number) => event(seq, { type: 'dispute.created', severity: 'critical' });
  const custom = (seq: number) => event(seq, { type: 'promo.started', severity: 'normal', order: null });
  const seqs = (news: readonly Envelope[]) => news.map(({ seq }) => seq);

  it('has each once, newest first, however it came', () => {
    const live = withNews([], [custom(7)]);
    expect(seqs(withNews(live, [custom(3), custom(7), dispute(9), custom(5)]))).toEqual([9, 7, 5, 3]);
    expect(withNews(live, [custom(7)])).toBe(live);
  });

  it('is bounded, and never gives a critical one away for others', () => {
    const flood = Array.from({ length: 2 * NEWS_HELD }, (_, place) => custom(place + 2));
    const news = withNews(withNews([], [dispute(1)]), flood);
    expect(news).toHaveLength(NEWS_HELD);
    expect(seqs(news).slice(0, 2)).toEqual([2 * NEWS_HELD + 1, 2 * NEWS_HELD]);
    expect(seqs(news).at(-1)).toBe(1);
  });

  it('drops calls for an order once somebody has taken it, and says repeated ones once', () => {
    const order = makeOrder(1);
    const call = (seq: number) => event(seq, { type: 'order.unattended', severity: 'critical', order });
    const news = [call(5), dispute(4), call(3)];
    expect(seqs(standing(news, new Map([[order.uid, order]])))).toEqual([5, 4]);
    expect(seqs(standing(news, new Map([[order.uid, { ...order, status_canonical: 'accepted' }]])))).toEqual([4]);
    expect(seqs(standing(news, new Map()))).toEqual([4]);
  });

  it('drops what was late once it went on', () => {
    const order = makeOrder(1, { status_canonical: 'preparing', late: { due_at: base.at, until: 'ready' } });
    const late = [event(5, { type: 'order.late', severity: 'high', order })];
    expect(standing(late, new Map([[order.uid, order]]))).toHaveLength(1);
    expect(standing(late, new Map([[order.uid, { ...order, late: null }]]))).toHaveLength(0);
  });
});
