import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { FlowSettings } from '@/api/model';
import { FlowsPage } from '@/features/flows/flows-page';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const plain = { delivery_steps: [], delivers: false, completes_on_delivery: true, labels: {} };
const waits = { accept_warn_seconds: null, accept_alarm_seconds: null, accept_limit_seconds: null, ready_seconds: null, ship_seconds: null, auto_decline: false, auto_complete_days: null };
const shop: FlowSettings = { ...plain, name: 'shop', steps: ['shipped', 'completed'], needs_accept: false, deadlines: { ...waits, pay_seconds: 86_400 } };
const restaurant: FlowSettings = {
  ...plain,
  name: 'restaurant',
  steps: ['accepted', 'ready', 'shipped', 'completed'],
  delivery_steps: ['shipped'],
  needs_accept: true,
  deadlines: { ...waits, pay_seconds: 900, accept_warn_seconds: 180, ready_seconds: 1_200 },
};
const usual = { flows: [shop, restaurant], labels: { placed: { en: 'New', id: 'Pesanan Baru' }, completed: { en: 'Completed', id: 'Selesai' } } };

async function open(flows: readonly FlowSettings[], refusal: { status: number; body: unknown } | null = null, locale: 'en' | 'id' = 'en') {
  const onSaved = vi.fn();
  const seen = answering((request) => {
    if (request.url.endsWith('/defaults')) return { status: 200, body: usual };
    if (request.method === 'PUT' && refusal) return refusal;
    return { status: 200, body: { flows } };
  });
  const { user } = await renderLive(<FlowsPage onSaved={onSaved} />, { locale });
  await frame();
  return { seen, user, onSaved, put: () => (seen.find((request) => request.line === 'PUT /v1/flows')?.body as { flows: FlowSettings[] } | undefined)?.flows };
}

const way = (name: string, inside: HTMLElement) => within(within(inside).getByRole('list', { name })).getAllByRole('listitem').map((step) => step.textContent);

describe('kinds of orders', () => {
  it('shows the way of an order, fetched and brought, and what time does to it', async () => {
    await open([shop, restaurant]);
    const card = screen.getByRole('region', { name: 'Restaurant' });
    expect(way('Fetched by the customer', card)).toEqual(['New', 'Accepted', 'Ready for pick-up', 'Completed']);
    expect(way('Brought or sent', card)).toEqual(['New', 'Accepted', 'Ready for pick-up', 'Shipped', 'Completed']);
    expect(card.textContent).toContain('Unpaid, it expires after 15 min.');
    expect(card.textContent).toContain('Not taken after 3 min: the shop is called.');
    expect(card.textContent).toContain('Not ready 20 min after it was accepted: it is late.');
    expect(screen.getByRole('region', { name: 'Shop' }).textContent).toContain('Usual');
  });

  it('shows the way as it will be while it is edited, and sends all kinds with the one that was changed', async () => {
    const { user, put, onSaved } = await open([shop, restaurant]);
    await user.click(screen.getByRole('button', { name: 'Change: Shop' }));
    const form = screen.getByRole('form', { name: 'Change shop' });
    await user.click(within(form).getByRole('checkbox', { name: 'Ready for pick-up' }));
    await user.click(within(form).getByText('Names of the steps'));
    await user.type(within(within(form).getByRole('group', { name: 'Ready for pick-up' })).getByLabelText('Indonesian'), 'Di rak');
    await user.clear(within(form).getByLabelText('Time to pay'));
    await user.type(within(form).getByLabelText('Time to pay'), '2');
    expect(way('The way of an order', form)).toEqual(['New', 'Ready for pick-up', 'Shipped', 'Completed']);
    await user.click(within(form).getByRole('button', { name: 'Save' }));
    await frame();
    expect(put()?.map((flow) => flow.name)).toEqual(['shop', 'restaurant']);
    expect(put()?.[0]?.steps).toEqual(['ready', 'shipped', 'completed']);
    expect(put()?.[0]?.labels?.ready?.id).toBe('Di rak');
    expect(put()?.[0]?.deadlines?.pay_seconds).toBe(172_800);
    expect(put()?.[1]).toEqual(restaurant);
    expect(onSaved).toHaveBeenCalled();
  });

  it('says in the reader’s language what is wrong, beside the field, and sends nothing', async () => {
    const { user, put } = await open([shop], null, 'id');
    await user.click(screen.getByRole('button', { name: 'Ubah: Toko' }));
    await user.click(screen.getByRole('checkbox', { name: 'Setiap pesanan harus diterima seseorang' }));
    await user.type(screen.getByLabelText('Panggil toko setelah'), 'x');
    await user.click(screen.getByRole('button', { name: 'Simpan' }));
    expect(put()).toBeUndefined();
    expect(screen.getByLabelText('Panggil toko setelah').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('Antara 10 detik dan 60 hari.')).toBeTruthy();
    expect(screen.getByText('Perlu langkah “Diterima”.')).toBeTruthy();
    expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
  });

  it('shows what only the server finds wrong beside its field', async () => {
    const errors = [{ field: 'flows[0].labels.placed.en', message: 'must be one line' }];
    const { user } = await open([shop], { status: 422, body: { status: 422, code: 'validation_failed', title: 'x', detail: 'x', errors } });
    await user.click(screen.getByRole('button', { name: 'Change: Shop' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    const field = within(screen.getByRole('group', { name: 'New' })).getByLabelText('English');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('must be one line')).toBeTruthy();
  });

  it('says that kinds in use stay', async () => {
    const { user } = await open([shop, restaurant], { status: 409, body: { status: 409, code: 'flow_in_use', title: 'x', detail: '2 open orders go by restaurant' } });
    await user.click(screen.getByRole('button', { name: 'Delete: Restaurant' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await frame();
    expect(screen.getByText('Open orders are of this kind. Complete or cancel them first.')).toBeTruthy();
  });

  it('tells whoever saves second, keeps what they typed, and saves it on top of what the first has saved', async () => {
    const theirs = { ...shop, deadlines: { ...shop.deadlines, pay_seconds: 7_200 } };
    const tags: (string | null)[] = [];
    let changed = false;
    answering((request) => {
      if (request.url.endsWith('/defaults')) return { status: 200, body: usual };
      if (request.method === 'PUT') {
        tags.push(request.headers.get('If-Match'));
        changed = true;
        if (tags.length === 1) return { status: 412, body: { status: 412, code: 'flows_changed', title: 'x', detail: 'x' } };
      }
      return changed ? { status: 200, body: { flows: [theirs, restaurant] }, headers: { ETag: '"2"' } } : { status: 200, body: { flows: [shop, restaurant] }, headers: { ETag: '"1"' } };
    });
    const { user } = await renderLive(<FlowsPage onSaved={() => undefined} />, { locale: 'en' });
    await frame();
    await user.click(screen.getByRole('button', { name: 'Change: Restaurant' }));
    await user.clear(screen.getByLabelText('Call the shop after'));
    await user.type(screen.getByLabelText('Call the shop after'), '4');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    expect(screen.getByText(/^Somebody else has changed the kinds of orders meanwhile/u)).toBeTruthy();
    expect(screen.getByLabelText('Call the shop after')).toHaveProperty('value', '4');
    expect(screen.getByRole('region', { name: 'Shop' }).textContent).toContain('Unpaid, it expires after 2 h.');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    expect(tags).toEqual(['"1"', '"2"']);
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('goes back to the default, makes another kind the usual one, and deletes after a question', async () => {
    const { user, seen } = await open([{ ...shop, steps: ['completed'] }, restaurant]);
    expect(screen.getByRole('region', { name: 'Shop' }).textContent).toContain('Changed');
    await user.click(screen.getByRole('button', { name: 'Change: Shop' }));
    await user.click(screen.getByRole('button', { name: 'Back to the default' }));
    expect(way('The way of an order', screen.getByRole('form'))).toEqual(['New', 'Shipped', 'Completed']);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    await user.click(screen.getByRole('button', { name: 'Make it the usual one: Restaurant' }));
    await frame();
    await user.click(screen.getByRole('button', { name: 'Delete: Restaurant' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await frame();
    const sent = seen.filter((request) => request.line === 'PUT /v1/flows').map((request) => (request.body as { flows: FlowSettings[] }).flows.map((flow) => flow.name));
    expect(sent).toEqual([['shop', 'restaurant'], ['restaurant', 'shop'], ['shop']]);
  });
});
