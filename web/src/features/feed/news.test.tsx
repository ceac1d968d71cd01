import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '@/api/model';
import { News } from '@/features/feed/news';
import { makeOrder } from '@/realtime/testing/history';
import { renderLive } from '@/testing/render';

const at = '2026-11-21T03:00:00.000Z';
const product = { id: 'p1', sku: 'NG-1', ext_id: null, vendor_id: null, external_ids: {}, name: 'Nasi goreng', price: null, price_display: null, currency: null, stock: 4, low_at: 5, low: true, low_since: at, version: 2, created_at: at, updated_at: at };
const vendor = { id: '7', ext_id: null, name: 'Warung Sari', flow: null, auto_accept: false, accept_warn_s: null, accept_limit_s: null, prep_s: null, paused_until: at, pause_after_misses: 3, pause_s: 1800, misses: 0, version: 2, created_at: at, updated_at: at };
const low: Partial<Envelope> = { event_id: 'low-1', type: 'stock.low', kind: 'stock.low', icon: '⚠️', title: 'Low Stock Alert', text: 'x', order: null, product };
const lines = (container: HTMLElement) => [...container.querySelectorAll('[data-news]')].map((line) => line.textContent);

describe('news', () => {
  it('shows a product that runs out and a new customer, newest first, and leaves the counts alone', async () => {
    const { container, arrive, live } = await renderLive(<News timezone="Asia/Jakarta" />, { orders: [makeOrder(1)] });
    expect(lines(container)).toEqual([]);
    const before = live.state.cache?.stats;
    await arrive(low);
    await arrive({ event_id: 'user-1', type: 'user.registered', icon: '👤', text: 'x', order: null, user: { id: '9', name: 'Sari', email: 'sari@example.com', phone: null, registered_at: at, updated_at: at } });
    const [first, second] = lines(container);
    expect(first).toContain('Sari (sari@example.com) has registered');
    expect(second).toContain('Nasi goreng: only 4 left');
    expect(document.querySelectorAll('[data-toast]')).toHaveLength(2);
    expect(live.state.cache?.stats).toEqual(before);
    expect(live.state.cache?.orders.size).toBe(1);
    expect(live.state.following).toBe(true);
  });

  it('speaks the reader\'s language, and shows an event of the app\'s own in the app\'s words', async () => {
    const { container, arrive } = await renderLive(<News timezone="Asia/Jakarta" />, { locale: 'id' });
    await arrive({ ...low, product: { ...product, stock: 0 } });
    await arrive({ event_id: 'own-1', type: 'promo.started', icon: '📣', title: null, text: 'Promo mulai', order: null, data: {} });
    await arrive({ event_id: 'pause-1', type: 'vendor.paused', icon: '⏸️', title: 'x', text: 'x', order: null, vendor, misses: 3 });
    expect(lines(container)[0]).toContain('Warung Sari dijeda: 3 pesanan berturut-turut tidak dijawab');
    expect(lines(container)[1]).toContain('Promo mulai');
    expect(lines(container)[2]).toContain('Nasi goreng: habis');
    expect(screen.getByRole('heading', { name: 'Kabar lain' })).toBeTruthy();
  });

  it('says who paused a vendor, and who ended the pause', async () => {
    const { container, arrive } = await renderLive(<News timezone="Asia/Jakarta" />, { orders: [] });
    const told = { icon: '⏸️', title: 'x', text: 'x', order: null, vendor, reason: 'manual' };
    await arrive({ ...told, event_id: 'pause-2', type: 'vendor.paused', actor: { kind: 'vendor', id: '2', name: 'Dewi' } });
    await arrive({ ...told, event_id: 'resume-1', type: 'vendor.resumed', actor: { kind: 'api', id: null, name: null } });
    const plain = lines(container).map((line) => line?.replace(/[\u2068\u2069]/g, ''));
    expect(plain[0]).toContain('Warung Sari takes orders again');
    expect(plain[1]).toContain('Warung Sari is paused: by Dewi');
  });
});
