import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Flow } from '@/api/model';
import { Feed } from '@/features/feed/feed';
import { makeOrder } from '@/realtime/testing/history';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const flows: Flow[] = [{ name: 'restaurant', steps: ['accepted', 'preparing', 'ready', 'completed'], delivery_steps: [], needs_accept: true, labels: {} }];
const feed = <Feed flows={flows} role="owner" timezone="Asia/Jakarta" words="translated" vendors={false} />;
const codes = () => screen.queryAllByRole('article').map((article) => article.getAttribute('aria-label'));
const plain = (element: HTMLElement) => element.textContent.replace(/\u00a0/g, ' ');

describe('the feed', () => {
  it('shows grey rows, and not "no orders", before the first snapshot', async () => {
    await renderLive(feed, { connecting: true });
    expect(screen.getByLabelText('Loading')).toHaveProperty('ariaBusy', 'true');
    expect(screen.queryByText('No orders yet')).toBeNull();
  });

  it('shows an empty shop the line that makes it ring', async () => {
    await renderLive(feed);
    expect(screen.getByLabelText('curl').textContent).toContain(`curl -X POST ${location.origin}/v1/orders`);
  });

  it('says everything that matters about an order', async () => {
    const order = makeOrder(1, {
      customer_name: 'Budi',
      total: 15_000_000,
      note: 'No onions',
      booking: { resource_id: null, resource_name: 'Villa Melati', check_in: '2026-12-01', check_out: '2026-12-03', guests: 2 },
    });
    await renderLive(feed, { orders: [order] });
    const text = plain(screen.getByRole('article'));
    for (const part of [order.code, 'Budi', '2× Nasi goreng', 'Rp 150.000', 'New', 'No onions', 'Villa Melati', '2 nights', '2 guests', 'Pays later']) expect(text).toContain(part);
  });

  it.each([
    ['disputed', 'Disengketakan'],
    ['reversed', 'Ditarik kembali'],
    ['part_refunded', 'Dikembalikan sebagian'],
    ['paid', 'Lunas'],
  ])('says of money that is %s what the page of the order says', async (status, word) => {
    const order = makeOrder(1, { pay_later: false, paid: 4_500_000, payment_status: status });
    await renderLive(feed, { orders: [order], locale: 'id' });
    const text = plain(screen.getByRole('article'));
    expect(text).toContain(word);
    if (status !== 'paid') expect(text).not.toContain('Lunas');
  });

  it('says whose an order is once vendors have names, to those who see several', async () => {
    answering(() => ({ status: 200, body: { vendors: [{ id: '7', name: 'Warung Satu' }] } }));
    const orders = [makeOrder(1, { vendor_id: '7' }), makeOrder(2, { vendor_id: '8' }), makeOrder(3, { vendor_id: null })];
    const { unmount } = await renderLive(<Feed flows={flows} role="owner" timezone="Asia/Jakarta" words="translated" vendors />, { orders, locale: 'id' });
    await frame();
    const [none, unnamed, named] = screen.getAllByRole('article').map(plain);
    expect(named).toContain('Penjual: Warung Satu');
    expect(unnamed).toContain('Penjual: 8');
    expect(none).not.toContain('Penjual');
    unmount();
    const seen = answering(() => ({ status: 200, body: { vendors: [{ id: '7', name: 'Warung Satu' }] } }));
    await renderLive(feed, { orders, locale: 'id' });
    expect(screen.queryByText('Warung Satu')).toBeNull();
    expect(seen).toEqual([]);
  });

  it('says nothing of vendors in an app that has named none', async () => {
    answering(() => ({ status: 200, body: { vendors: [] } }));
    await renderLive(<Feed flows={flows} role="owner" timezone="Asia/Jakarta" words="translated" vendors />, { orders: [makeOrder(1, { vendor_id: 'main' })] });
    await frame();
    expect(screen.getByRole('article').textContent).not.toContain('Vendor');
  });

  it('puts a new order on top and changes a known one where it stands', async () => {
    const [first, second] = [makeOrder(1), makeOrder(2)];
    const { arrive } = await renderLive(feed, { orders: [first, second] });
    await arrive({ type: 'order.created', from: null, to: 'placed', order: makeOrder(3) });
    expect(codes()).toEqual([makeOrder(3).code, second.code, first.code]);
    await arrive({ type: 'order.status.changed', from: 'placed', to: 'accepted', order: { ...first, version: 2, status_canonical: 'accepted', rings_at: null } });
    expect(codes()).toEqual([makeOrder(3).code, second.code, first.code]);
    expect(screen.getAllByRole('article').at(-1)?.textContent).toContain('Accepted');
  });

  it('keeps new orders in a pill while the mouse is over the list', async () => {
    const { arrive, user } = await renderLive(feed, { orders: [makeOrder(1)] });
    const list = screen.getByRole('log').parentElement ?? document.body;
    fireEvent(list, Object.assign(new Event('pointerenter'), { pointerType: 'mouse' }));
    await arrive({ type: 'order.created', from: null, to: 'placed', order: makeOrder(2) });
    expect(codes()).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: '1 new order' }));
    await frame();
    expect(codes()).toHaveLength(2);
  });

  it('announces the first new order by name', async () => {
    const { arrive } = await renderLive(feed, { orders: [makeOrder(1)] });
    await arrive({ type: 'order.created', from: null, to: 'placed', order: makeOrder(2) });
    await expect.poll(() => plain(screen.getByTestId('polite')), { timeout: 3_000 }).toBe(`New order ${makeOrder(2).code}, 1 item, Rp 45.000`);
  });
});

describe('the buttons', () => {
  it('send the action and show its answer at once', async () => {
    const order = makeOrder(1);
    const seen = answering(() => ({ status: 200, body: { epoch: 'e1', seq: 2, order: { ...order, version: 2, status_canonical: 'accepted', rings_at: null } } }));
    const { user } = await renderLive(feed, { orders: [order] });
    await user.click(screen.getByRole('button', { name: `Accept ${order.code}` }));
    await frame();
    expect(seen[0]).toEqual({ line: `POST /v1/orders/${order.code}/accept`, body: {} });
    expect(screen.getByRole('article').textContent).toContain('Accepted');
    expect(screen.queryByRole('button', { name: `Accept ${order.code}` })).toBeNull();
  });

  it('tell quietly who was faster', async () => {
    const order = makeOrder(1);
    answering(() => ({ status: 200, body: { epoch: 'e1', seq: null, already_by: 'Dewi', order: { ...order, version: 2, status_canonical: 'accepted', rings_at: null } } }));
    const { user, container } = await renderLive(feed, { orders: [order] });
    await user.click(screen.getByRole('button', { name: `Accept ${order.code}` }));
    await frame();
    expect(container.querySelector('[data-toast="plain"]')?.textContent).toBe(`${order.code}: Already accepted by Dewi`);
  });

  it('show the order as it is when the action came too late', async () => {
    const order = makeOrder(1);
    const now = { ...order, version: 3, status_canonical: 'cancelled', rings_at: null, status_by: { kind: 'customer', name: null } };
    answering(() => ({ status: 409, body: { status: 409, code: 'not_possible', title: 'x', detail: 'x', order: now } }));
    const { user, container } = await renderLive(feed, { orders: [order] });
    await user.click(screen.getByRole('button', { name: `Accept ${order.code}` }));
    await frame();
    expect(container.querySelector('[data-toast]')?.textContent).toContain('“Cancelled” now');
    expect(screen.getByRole('article').textContent).toContain('Cancelled');
  });

  it('leave the order alone and say so when the server cannot be reached', async () => {
    const { user, container } = await renderLive(feed, { orders: [makeOrder(1)] });
    answering(() => {
      throw new TypeError('failed to fetch');
    });
    await user.click(screen.getByRole('button', { name: /^Accept/ }));
    await frame();
    expect(container.querySelector('[data-toast="error"]')?.textContent).toContain('does not answer');
    expect(screen.getByRole('button', { name: /^Accept/ })).toHaveProperty('disabled', false);
  });

  it('ask why before they decline, and send the reason', async () => {
    const order = makeOrder(1);
    const seen = answering(() => ({ status: 200, body: { epoch: 'e1', seq: 2, order: { ...order, version: 2, status_canonical: 'declined', rings_at: null, reason: 'Habis' } } }));
    const { user } = await renderLive(feed, { orders: [order], locale: 'id' });
    await user.click(screen.getByRole('button', { name: `Tolak ${order.code}` }));
    const dialog = within(screen.getByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Tolak' }));
    expect(dialog.getByText('Wajib diisi')).toBeTruthy();
    expect(seen).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Habis' }));
    await user.click(dialog.getByRole('button', { name: 'Tolak' }));
    await frame();
    expect(seen[0]).toEqual({ line: `POST /v1/orders/${order.code}/decline`, body: { reason: 'Habis' } });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('keep the later steps in a menu', async () => {
    const order = makeOrder(1, { status_canonical: 'accepted', rings_at: null });
    const seen = answering(() => ({ status: 200, body: { epoch: 'e1', seq: 2, order: { ...order, version: 2, status_canonical: 'ready' } } }));
    const { user } = await renderLive(feed, { orders: [order] });
    expect(screen.queryByRole('button', { name: 'Ready' })).toBeNull();
    await user.click(screen.getByRole('button', { name: `More actions for ${order.code}` }));
    await user.click(await screen.findByRole('button', { name: 'Ready' }));
    expect(seen[0]?.line).toBe(`POST /v1/orders/${order.code}/ready`);
  });
});
