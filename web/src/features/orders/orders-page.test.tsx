import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { OrderPage } from '@/features/orders/order-page';
import { OrdersPage } from '@/features/orders/orders-page';
import { History, seeded } from '@/realtime/testing/history';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const truth = new History(seeded(7));
const order = truth.place().order;
const page = (orders: unknown[], next: string | null = null) => ({ status: 200, body: { epoch: 'e1', seq: 1, orders, next } });

beforeEach(() => history.replaceState(null, '', '/orders'));

describe('all orders', () => {
  it('finds, keeps the search in the address, and exports what was found', async () => {
    const asked: URL[] = [];
    answering((request) => {
      asked.push(new URL(request.url));
      return page([order], asked.length === 1 ? 'cursor-1' : null);
    });
    const { user } = await renderLive(<OrdersPage flows={[]} timezone="Asia/Jakarta" words="translated" vendors />, { locale: 'en' });
    await frame();
    expect(screen.getByRole('list', { name: 'All orders' }).textContent).toContain(order.code);
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await frame();
    expect(asked.at(-1)?.searchParams.get('after')).toBe('cursor-1');

    await user.type(screen.getByRole('searchbox', { name: 'Search' }), '0812 34');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'placed');
    await frame();
    expect(Object.fromEntries(asked.at(-1)?.searchParams ?? [])).toEqual({ q: '0812 34', status: 'placed', limit: '50' });
    expect(location.search).toBe('?q=0812+34&status=placed');
    expect(screen.getByRole('link', { name: 'Export (CSV)' }).getAttribute('href')).toBe('/v1/orders.csv?q=0812+34&status=placed&bom=true');
  });

  it('says that nothing fits, and what the server refuses', async () => {
    answering(() => page([]));
    await renderLive(<OrdersPage flows={[]} timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale: 'en' });
    await frame();
    expect(screen.getByText('No order fits.')).toBeTruthy();
    expect(screen.queryByLabelText('Vendor')).toBeNull();
  });
});

describe('one order', () => {
  const refund = { code: `${order.code}-R1`, kind: 'refund', ref: null, amount: 4_500_000, amount_display: 'Rp 45.000', reason: 'one dish was missing', status: 'requested', due_at: null, opened_at: '2026-11-21T08:00:00Z', updated_at: '2026-11-21T08:00:00Z' };
  const whole = { ...order, cases: [refund], payments: [], discount: 0, shipping: 0, tax: 0, refunded: 0, payment_status: 'paid' };

  it('shows what has happened and lets a refund be decided', async () => {
    const seen = answering((request) => {
      const { pathname } = new URL(request.url);
      if (request.method === 'POST') return { status: 200, body: { epoch: 'e1', seq: 3, order: whole } };
      if (pathname.endsWith('/events')) return { status: 200, body: { epoch: 'e1', seq: 2, has_more: false, events: [{ event_id: 'x', at: '2026-11-21T08:00:00Z', icon: '🛍️', title: 'New order', text: 'Budi ordered', actor: { kind: 'api', id: null, name: null } }] } };
      return { status: 200, body: { epoch: 'e1', seq: 2, order: whole } };
    });
    const { user } = await renderLive(<OrderPage code={order.code} flows={[]} role="owner" timezone="Asia/Jakarta" words="translated" />, { locale: 'en' });
    await frame();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(order.code);
    expect(within(screen.getByRole('region', { name: 'History' })).getByText(/Budi ordered/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: `Approve ${refund.code}` }));
    await frame();
    expect(seen.some((request) => request.line === `POST /v1/cases/${refund.code}/approve`)).toBe(true);
  });

  it('says that there is no such order', async () => {
    answering(() => ({ status: 404, body: { status: 404, code: 'not_found', title: 'x', detail: 'x' } }));
    await renderLive(<OrderPage code="ORD-1" flows={[]} role="owner" timezone="Asia/Jakarta" words="translated" />, { locale: 'en' });
    await frame();
    expect(screen.getByText('There is no order ORD-1.')).toBeTruthy();
  });
});
