import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { OrderPage } from '@/features/orders/order-page';
import { OrdersPage } from '@/features/orders/orders-page';
import { History, makeOrder, seeded } from '@/realtime/testing/history';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const truth = new History(seeded(7));
const order = truth.place().order;
const page = (orders: unknown[], next: string | null = null) => ({ status: 200, body: { epoch: 'e1', seq: 1, orders, next } });

beforeEach(() => history.replaceState(null, '', '/orders'));

describe('all orders', () => {
  const draw = (vendors = false, role = 'owner') => renderLive(<OrdersPage flows={[]} role={role} timezone="Asia/Jakarta" words="translated" vendors={vendors} />, { locale: 'en', orders: [order] });
  const asked: URL[] = [];
  beforeEach(() => asked.splice(0));

  it('finds, keeps the search in the address, and exports what was found', async () => {
    answering((request) => {
      asked.push(new URL(request.url));
      return page([order]);
    });
    await draw();
    await frame();
    expect(screen.getByLabelText('All orders').textContent).toContain(order.code);
    fireEvent.change(screen.getByLabelText('Search', { selector: 'input' }), { target: { value: '0812 34' } });
    await waitFor(() => expect(location.search).toBe('?q=0812+34'));
    fireEvent.change(screen.getByLabelText('Status'), { target: { value: 'placed' } });
    await frame();
    expect(Object.fromEntries(asked.at(-1)?.searchParams ?? [])).toEqual({ q: '0812 34', status: 'placed', limit: '50' });
    expect(location.search).toBe('?q=0812+34&status=placed');
    expect(screen.getByText('Export (CSV)').getAttribute('href')).toBe('/v1/orders.csv?q=0812+34&status=placed&bom=true');
    fireEvent.click(screen.getByText('Clear filters'));
    expect(location.search).toBe('?q=0812+34');
  });

  it('shows and offers vendors by name to those who see several', async () => {
    answering((request) => {
      asked.push(new URL(request.url));
      return request.url.includes('/vendors') ? { status: 200, body: { vendors: [{ id: '7', name: 'Warung Sari' }] } } : page([{ ...order, vendor_id: '7' }]);
    });
    const { user } = await draw(true);
    const choice = await screen.findByLabelText('Vendor');
    expect(within(choice).getAllByRole('option').map((option) => option.textContent)).toEqual(['Any', 'Warung Sari', 'main']);
    expect(document.querySelector(`[data-order="${order.code}"]`)?.textContent).toContain('Vendor: Warung Sari');
    await user.selectOptions(choice, 'Warung Sari');
    await waitFor(() => expect(location.search).toBe('?vendor=7'));
    expect(asked.at(-1)?.searchParams.get('vendor')).toBe('7');
  });

  it('has no choice of vendors where there are none, unless a link has chosen one', async () => {
    answering((request) => (request.url.includes('/vendors') ? { status: 200, body: { vendors: [] } } : page([order])));
    const { unmount } = await draw(true);
    await frame();
    expect(screen.queryByLabelText('Vendor')).toBeNull();
    unmount();
    history.replaceState(null, '', '/orders?vendor=9');
    await draw(true);
    await frame();
    expect(screen.getByLabelText('Vendor')).toHaveProperty('value', '9');
  });

  it('says what is searched, and that the items are not', async () => {
    answering(() => page([order]));
    for (const [locale, label, words] of [
      ['en', 'Search', ['Code', 'number elsewhere', 'name', 'telephone', 'e-mail', 'booked', 'Items are not searched']],
      ['id', 'Cari', ['Kode', 'nomor di sistem lain', 'nama', 'telepon', 'e-mail', 'vila', 'Isi pesanan tidak dicari']],
    ] as const) {
      const { unmount } = await renderLive(<OrdersPage flows={[]} role="owner" timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale });
      const hint = document.getElementById(screen.getByLabelText(label, { selector: 'input' }).getAttribute('aria-describedby') ?? '')?.textContent;
      for (const word of words) expect(hint).toContain(word);
      unmount();
    }
  });

  it('shows as many pages as the address says, and remembers one more', async () => {
    history.replaceState(null, '', '/orders?pages=2');
    answering((request) => {
      asked.push(new URL(request.url));
      const at = Number(asked.at(-1)?.searchParams.get('after') ?? 0);
      return page([{ ...order, uid: `uid-${String(at)}` }], at < 3 ? String(at + 1) : null);
    });
    const { user } = await draw();
    await waitFor(() => expect(screen.getByText('2+ orders')).toBeTruthy());
    expect(asked.map((url) => url.searchParams.get('after'))).toEqual([null, '1']);
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(screen.getByText('3+ orders')).toBeTruthy());
    expect(location.search).toBe('?pages=3');
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(screen.getByText('4 orders')).toBeTruthy());
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('reads on by itself until something is found', async () => {
    answering((request) => {
      asked.push(new URL(request.url));
      return page(asked.length < 3 ? [] : [order], asked.length < 4 ? `cursor-${String(asked.length)}` : null);
    });
    await draw();
    await waitFor(() => expect(screen.getByText('1+ orders')).toBeTruthy());
    expect(asked).toHaveLength(3);
    expect(screen.getByRole('button', { name: 'Show more' })).toBeTruthy();
  });

  it('has a link for each group with what the server counts in it, and follows the address', async () => {
    answering((request) => {
      asked.push(new URL(request.url));
      return page([]);
    });
    const { user } = await draw();
    const groups = screen.getByRole('navigation', { name: 'Groups of orders' });
    expect(within(groups).getByRole('link', { name: /Pending/ }).textContent).toBe('1Pending');
    await user.click(within(groups).getByRole('link', { name: /Pending/ }));
    await frame();
    expect(asked.at(-1)?.search).toBe('?phase=new&limit=50');
    expect(screen.getAllByRole('option', { name: 'New' })).toHaveLength(1);
    expect(screen.queryByRole('option', { name: 'Shipped' })).toBeNull();
    expect(screen.getByText('No order fits.')).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Show all orders' }));
    await frame();
    expect(location.pathname + location.search).toBe('/orders');
    expect(screen.getByText('No orders yet')).toBeTruthy();
    expect(screen.queryByLabelText('Vendor')).toBeNull();
  });

  it('finds what is late, and says since when', async () => {
    answering((request) => {
      asked.push(new URL(request.url));
      return page([{ ...order, late: { until: 'ready', due_at: '2026-11-21T03:15:00Z' } }]);
    });
    const { user } = await draw();
    await user.click(screen.getByRole('checkbox', { name: 'Only late orders' }));
    await frame();
    expect(asked.at(-1)?.search).toBe('?late=true&limit=50');
    expect(location.search).toBe('?late=true');
    expect(screen.getByText(/^Late since 21 Nov.* 10:15$/)).toBeTruthy();
    await user.click(screen.getByText('Clear filters'));
    expect(location.search).toBe('');
  });

  it('asks for nothing while the days are the wrong way round', async () => {
    history.replaceState(null, '', '/orders?from=2026-11-30');
    answering((request) => {
      asked.push(new URL(request.url));
      return page([order]);
    });
    await draw();
    await frame();
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: '2026-11-01' } });
    expect(screen.getByText('This is before the first day.')).toBeTruthy();
    await frame();
    expect(asked).toHaveLength(1);
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: '2026-12-01' } });
    await frame();
    expect(asked.at(-1)?.searchParams.get('to')).toBe('2026-12-01');
  });

  it('says why nothing is there, and tries again when asked', async () => {
    let up = false;
    answering(() => (up ? page([order]) : { status: 503, body: { status: 503, code: 'unavailable', title: 'x', detail: 'the disk is full' } }));
    const { user } = await draw();
    await frame();
    expect(screen.getByRole('alert').textContent).toContain('the disk is full');
    expect(screen.queryByText('No orders yet')).toBeNull();
    up = true;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await frame();
    expect(screen.getByRole('list', { name: 'All orders' }).textContent).toContain(order.code);
  });

  it('is walked with the keys, which mean nothing outside a row', async () => {
    answering(() => page([order, { ...order, uid: 'second' }]));
    const { user } = await draw();
    await frame();
    const [first, second] = within(screen.getByRole('list', { name: 'All orders' })).getAllByRole('link');
    await user.type(screen.getByRole('searchbox'), 'jx');
    first?.focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(second);
    await user.keyboard('x');
    expect(screen.getByText('1 selected')).toBeTruthy();
    await user.keyboard('kj{Home}');
    expect(document.activeElement).toBe(first);
  });
});

describe('accepting several', () => {
  const waiting = [1, 2, 3, 4].map((number) => ({ ...makeOrder(number), code: `ORD-${String(number)}` }));
  const accepted = (number: number) => ({ ...waiting[number - 1], status_canonical: 'accepted', version: 2 });
  const row = (code: string) => document.querySelector(`[data-order="${code}"]`)?.textContent ?? '';

  it('says of each what came of it, and keeps what was not answered', async () => {
    const seen = answering((request) => {
      const { pathname } = new URL(request.url);
      if (request.method === 'GET') return page(waiting);
      if (pathname.includes('ORD-1')) return { status: 200, body: { epoch: 'e1', seq: 2, order: accepted(1) } };
      if (pathname.includes('ORD-2')) return { status: 200, body: { epoch: 'e1', seq: 2, order: accepted(2), already_by: 'Rina' } };
      if (pathname.includes('ORD-3')) return { status: 409, body: { status: 409, code: 'not_possible', title: 'x', detail: 'the villa is taken' } };
      throw new TypeError('no line');
    });
    const { user } = await renderLive(<OrdersPage flows={[]} role="cashier" timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale: 'en' });
    await frame();
    await user.click(screen.getByRole('checkbox', { name: 'Select all that can be accepted' }));
    await user.click(screen.getByRole('button', { name: 'Accept 4' }));
    await waitFor(() => expect(row('ORD-4')).toContain('No answer from the server. It is still selected.'));
    expect(row('ORD-1')).toContain('Accepted just now');
    expect(row('ORD-2')).toContain('Already accepted by Rina');
    expect(row('ORD-3')).toContain('the villa is taken');
    expect(seen.filter(({ line }) => line.startsWith('POST')).map(({ line }) => line)).toEqual([1, 2, 3, 4].map((number) => `POST /v1/orders/ORD-${String(number)}/accept`));
    expect(screen.getByRole('button', { name: 'Accept 1' })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select ORD-4' }).checked).toBe(true);
    // What has been accepted is accepted on the list as well, and cannot be chosen any more.
    expect(screen.queryByRole('checkbox', { name: 'Select ORD-1' })).toBeNull();
  });

  it('is not offered to those who may not', async () => {
    answering(() => page(waiting));
    await renderLive(<OrdersPage flows={[]} role="customer" timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale: 'en' });
    await frame();
    expect(within(screen.getByRole('list', { name: 'All orders' })).queryByRole('checkbox')).toBeNull();
  });
});

describe('one order', () => {
  const refund = { code: `${order.code}-R1`, kind: 'refund', ref: null, amount: 4_500_000, amount_display: 'Rp 45.000', reason: 'one dish was missing', status: 'requested', due_at: null, opened_at: '2026-11-21T08:00:00Z', updated_at: '2026-11-21T08:00:00Z' };
  const whole = { ...order, cases: [refund], payments: [], discount: 0, shipping: 0, tax: 0, refunded: 0, payment_status: 'paid' };

  it('shows what has happened and lets a refund be decided', async () => {
    const seen = answering((request) => {
      const { pathname } = new URL(request.url);
      if (request.method === 'POST') return { status: 200, body: { epoch: 'e1', seq: 3, order: whole } };
      if (pathname.endsWith('/events')) return { status: 200, body: { epoch: 'e1', seq: 2, has_more: false, events: new URL(request.url).searchParams.get('after') !== '0' ? [] : [{ event_id: 'x', seq: 1, at: '2026-11-21T08:00:00Z', icon: '🛍️', title: 'New order', text: 'Budi ordered', actor: { kind: 'api', id: null, name: null } }] } };
      return { status: 200, body: { epoch: 'e1', seq: 2, order: whole } };
    });
    const { user } = await renderLive(<OrderPage code={order.code} flows={[]} role="owner" timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale: 'en' });
    await frame();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(order.code);
    expect(within(screen.getByRole('region', { name: 'History' })).getByText(/Budi ordered/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: `Approve ${refund.code}` }));
    await frame();
    expect(seen.some((request) => request.line === `POST /v1/cases/${refund.code}/approve`)).toBe(true);
  });

  it('says how much too much was paid: cash, and by a link that was open still', async () => {
    const twice = { ...whole, cases: [], paid: 2 * whole.total, refunded: 500_000 };
    answering((request) => (new URL(request.url).pathname.endsWith('/events') ? { status: 200, body: { epoch: 'e1', seq: 2, has_more: false, events: [] } } : { status: 200, body: { epoch: 'e1', seq: 2, order: twice } }));
    await renderLive(<OrderPage code={order.code} flows={[]} role="owner" timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale: 'en' });
    await frame();
    expect(screen.getByRole('region', { name: 'Payment' }).textContent).toMatch(/Paid too muchRp.40\.000/u);
  });

  it('shows how staff were paid and by whom, and corrects a mistyped number', async () => {
    const payment = { provider: 'staff', ref: 'ORD-1-1', method: 'transfer', receipt: 'TRX 7', by: 'Sari', status: 'paid', amount: 4_500_000, reversed: false, created_at: '2026-11-21T08:00:00Z', updated_at: '2026-11-21T08:00:00Z' };
    const shipped = { ...whole, cases: [], payments: [payment, { ...payment, ref: 'ORD-1-2', method: null, receipt: null }], status_canonical: 'shipped', courier: 'JNE', tracking_no: 'JP1', version: 6 };
    const seen = answering((request) => (new URL(request.url).pathname.endsWith('/events') ? { status: 200, body: { epoch: 'e1', seq: 2, has_more: false, events: [] } } : { status: 200, body: { epoch: 'e1', seq: 2, order: shipped } }));
    const { user } = await renderLive(<OrderPage code={order.code} flows={[]} role="vendor" timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale: 'en' });
    await frame();
    const rows = within(screen.getByRole('region', { name: 'Payment' })).getAllByRole('listitem').map((row) => row.textContent?.replace(/[\u2068\u2069]/gu, ''));
    expect(rows[0]).toMatch(/^Bank transferRp.45\.000Paid · TRX 7 · by Sari · /u);
    expect(rows[1]).toMatch(/^Marked as paidRp.45\.000Paid · by Sari · /u);
    await user.click(screen.getByRole('button', { name: `Correct the shipment of ${order.code}` }));
    const number = screen.getByLabelText('Tracking number');
    expect(number).toHaveProperty('value', 'JP1');
    await user.clear(number);
    await user.type(number, 'JP2');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Correct' }));
    await frame();
    expect(seen.find((request) => request.line === `POST /v1/orders/${order.code}/ship`)?.body).toEqual({ courier: 'JNE', tracking_no: 'JP2', replace: true });
  });

  it('names its vendor to those who see several, and to nobody else', async () => {
    answering((request) => {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith('/vendors')) return { status: 200, body: { vendors: [{ id: 'satu', name: 'Warung Satu' }] } };
      return { status: 200, body: pathname.endsWith('/events') ? { epoch: 'e1', seq: 2, has_more: false, events: [] } : { epoch: 'e1', seq: 2, order: { ...whole, vendor_id: 'satu' } } };
    });
    const draw = (vendors: boolean) => renderLive(<OrderPage code={order.code} flows={[]} role="owner" timezone="Asia/Jakarta" words="translated" vendors={vendors} />, { locale: 'en' });
    const { container, unmount } = await draw(true);
    await waitFor(() => expect(screen.getByText('Warung Satu')).toBeTruthy());
    expect(container.textContent).not.toContain('satu');
    unmount();
    const { container: own } = await draw(false);
    await frame();
    expect(own.textContent).not.toMatch(/satu/i);
  });

  it('reads a long history to its end, the latest first', async () => {
    const event = (seq: number) => ({ event_id: `e${String(seq)}`, seq, at: '2026-11-21T08:00:00Z', icon: '', title: null, text: `event ${String(seq)}`, actor: { kind: 'api', id: null, name: null } });
    const asked: string[] = [];
    answering((request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (!pathname.endsWith('/events')) return { status: 200, body: { epoch: 'e1', seq: 5, order: whole } };
      const after = Number(searchParams.get('after'));
      asked.push(String(after));
      return { status: 200, body: { epoch: 'e1', seq: 5, has_more: after === 0, events: [event(after + 1)] } };
    });
    await renderLive(<OrderPage code={order.code} flows={[]} role="owner" timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale: 'en' });
    await waitFor(() => expect(screen.getAllByRole('listitem').some((item) => item.textContent?.includes('event 2'))).toBe(true));
    const items = within(screen.getByRole('region', { name: 'History' })).getAllByRole('listitem');
    expect(items.map((item) => /event \d/.exec(item.textContent ?? '')?.[0])).toEqual(['event 2', 'event 1']);
    expect(asked).toEqual(['0', '1']);
  });

  it('says what failed, and tries again when asked', async () => {
    let up = false;
    answering(() => (up ? { status: 200, body: { epoch: 'e1', seq: 2, order: whole, events: [], has_more: false } } : { status: 503, body: { status: 503, code: 'unavailable', title: 'x', detail: 'the disk is full' } }));
    const { user } = await renderLive(<OrderPage code={order.code} flows={[]} role="owner" timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale: 'en' });
    await frame();
    expect(screen.getByRole('alert').textContent).toContain('the disk is full');
    up = true;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await frame();
    expect(screen.getByRole('region', { name: 'Items' })).toBeTruthy();
  });

  it('says that there is no such order', async () => {
    answering(() => ({ status: 404, body: { status: 404, code: 'not_found', title: 'x', detail: 'x' } }));
    await renderLive(<OrderPage code="ORD-1" flows={[]} role="owner" timezone="Asia/Jakarta" words="translated" vendors={false} />, { locale: 'en' });
    await frame();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('ORD-1');
    expect(screen.getByText('There is no order ORD-1.')).toBeTruthy();
  });
});
