import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '@/api/model';
import { News } from '@/features/news/news';
import { marksKey } from '@/features/news/news-marks';
import { History, makeOrder, seeded } from '@/realtime/testing/history';
import { frame, renderLive } from '@/testing/render';

const at = '2026-11-21T03:00:00.000Z';
const KEY = marksKey('warung', 7);
const product = { id: 'p1', sku: 'NG-1', ext_id: null, vendor_id: null, external_ids: {}, name: 'Nasi goreng', price: null, price_display: null, currency: null, stock: 4, low_at: 5, low: true, low_since: at, version: 2, created_at: at, updated_at: at };
const vendor = { id: '7', ext_id: null, name: 'Warung Sari', flow: null, auto_accept: false, accept_warn_s: null, accept_limit_s: null, prep_s: null, paused_until: at, pause_after_misses: 3, pause_s: 1800, misses: 0, version: 2, created_at: at, updated_at: at };
const low: Partial<Envelope> = { event_id: 'low-1', type: 'stock.low', kind: 'stock.low', icon: '⚠️', title: 'Low Stock Alert', text: 'x', order: null, product };
const order = makeOrder(1, { code: 'ORD-261121-7K3Q', status_canonical: 'expired', rings_at: null });
const lateMoney: Partial<Envelope> = { event_id: 'late-1', type: 'payment.failed', severity: 'critical', sound: 'chime', late: true, icon: '⚠️', title: null, text: 'Pesanan #ORD-261121-7K3Q dibayar setelah ditutup: buka lagi atau refund', order };
const page = <News timezone="Asia/Jakarta" marksKey={KEY} />;
const rows = (container: HTMLElement) => [...container.querySelectorAll<HTMLElement>('[data-news]')];
const lines = (container: HTMLElement) => rows(container).map((line) => line.textContent);
const base = new History(seeded(1)).place();
const logged = (seq: number, over: Partial<Envelope>): Envelope => ({ ...base, at: new Date(Date.now() - 60_000).toISOString(), ...over, seq, event_id: `logged-${String(seq)}` });

describe('news', () => {
  it('shows a product that runs out and a new customer, newest first, and leaves the counts alone', async () => {
    const { container, arrive, live } = await renderLive(page, { orders: [makeOrder(1)] });
    expect(lines(container)).toEqual([]);
    expect(screen.getByText('Nothing else has happened in the last day.')).toBeTruthy();
    const before = live.state.cache?.stats;
    await arrive(low);
    await arrive({ event_id: 'user-1', type: 'user.registered', icon: '👤', text: 'x', order: null, user: { id: '9', name: 'Sari', email: 'sari@example.com', phone: null, registered_at: at, updated_at: at } });
    const [first, second] = lines(container);
    expect(first).toContain('Sari (sari@example.com) has registered');
    expect(second).toContain('Nasi goreng: only 4 left');
    expect(live.state.cache?.stats).toEqual(before);
    expect(live.state.cache?.orders.size).toBe(1);
    expect(live.state.following).toBe(true);
  });

  it('speaks the reader\'s language, and shows an event of the app\'s own in the app\'s words', async () => {
    const { container, arrive } = await renderLive(page, { locale: 'id' });
    await arrive({ ...low, product: { ...product, stock: 0 } });
    await arrive({ event_id: 'own-1', type: 'promo.started', icon: '📣', title: null, text: 'Promo mulai', order: null, data: {} });
    await arrive({ event_id: 'pause-1', type: 'vendor.paused', icon: '⏸️', title: 'x', text: 'x', order: null, vendor, misses: 3 });
    expect(lines(container)[0]).toContain('Warung Sari dijeda: 3 pesanan berturut-turut tidak dijawab');
    expect(lines(container)[1]).toContain('Promo mulai');
    expect(lines(container)[2]).toContain('Nasi goreng: habis');
    expect(screen.getByRole('heading', { name: 'Kabar lain' })).toBeTruthy();
  });

  it('says who paused a vendor, and who ended the pause', async () => {
    const { container, arrive } = await renderLive(page, { orders: [] });
    const told = { icon: '⏸️', title: 'x', text: 'x', order: null, vendor, reason: 'manual' };
    await arrive({ ...told, event_id: 'pause-2', type: 'vendor.paused', actor: { kind: 'vendor', id: '2', name: 'Dewi' } });
    await arrive({ ...told, event_id: 'resume-1', type: 'vendor.resumed', actor: { kind: 'api', id: null, name: null } });
    const plain = lines(container).map((line) => line?.replace(/[\u2068\u2069]/g, ''));
    expect(plain[0]).toContain('Warung Sari takes orders again');
    expect(plain[1]).toContain('Warung Sari is paused: by Dewi');
  });

  it('shows money that came too late in the server\'s words, with the way to the order, until it is put away', async () => {
    const { container, arrive, user, unmount } = await renderLive(page, { orders: [order] });
    await arrive(lateMoney);
    for (let number = 1; number <= 7; number += 1) await arrive({ ...low, event_id: `low-${String(number)}` });
    // Seven that are newer do not push it out of sight.
    expect(rows(container)).toHaveLength(6);
    const row = rows(container).at(-1);
    if (!row) throw new Error('no row');
    expect(row.textContent).toContain('dibayar setelah ditutup: buka lagi atau refund');
    expect(within(row).getByRole('link', { name: 'Open ORD-261121-7K3Q' }).getAttribute('href')).toBe('/orders/ORD-261121-7K3Q');
    await user.click(screen.getByRole('button', { name: 'Mark all as read' }));
    expect(row.isConnected).toBe(true);
    await user.click(within(row).getByRole('button', { name: /^Dismiss/ }));
    expect(row.isConnected).toBe(false);
    expect(document.activeElement?.textContent).toBe('Other news');
    await user.click(screen.getByRole('button', { name: 'Show 2 more' }));
    expect(rows(container)).toHaveLength(7);
    expect(container.querySelector('[data-news="payment.failed"]')).toBeNull();
    unmount();
  });

  it('shows after a reload what the log has, and remembers what was read and put away', async () => {
    const log = [logged(1, low), logged(2, { ...lateMoney }), logged(3, { type: 'order.created', severity: 'high', order: makeOrder(2) })];
    const first = await renderLive(page, { log, orders: [order] });
    await frame();
    expect(rows(first.container).map((row) => [row.dataset.news, row.dataset.unread])).toEqual([['payment.failed', 'true'], ['stock.low', 'true']]);
    expect(screen.getByTestId('news-unread').textContent).toBe('2 new');
    await first.user.click(screen.getByRole('button', { name: 'Mark all as read' }));
    await first.user.click(screen.getByRole('button', { name: /^Dismiss: Nasi goreng/ }));
    first.unmount();

    const second = await renderLive(page, { log, orders: [order] });
    await frame();
    expect(rows(second.container).map((row) => [row.dataset.news, row.dataset.unread])).toEqual([['payment.failed', undefined]]);
    expect(screen.queryByTestId('news-unread')).toBeNull();
    await second.arrive({ ...low, event_id: 'low-9' });
    expect(screen.getByTestId('news-unread').textContent).toBe('1 new');
    second.unmount();

    // Somebody else at the same browser has read nothing yet.
    const third = await renderLive(<News timezone="Asia/Jakarta" marksKey={marksKey('warung', 8)} />, { log, orders: [order] });
    await frame();
    expect(rows(third.container)).toHaveLength(2);
    expect(screen.getByTestId('news-unread').textContent).toBe('2 new');
  });
});
