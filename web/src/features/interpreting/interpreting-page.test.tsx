import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { InterpretingPage } from '@/features/interpreting/interpreting-page';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const EVENT = 'App\\Events\\OrderCreated';
const data = JSON.stringify({ booking: { id: 77, number: 'B-9', total_price: '4500000.00', status: 'galau' }, socket: null });
const mapping = { channel: 'admin.orders', event: [EVENT], as: 'order.upsert', set: { ext_id: '/booking/id', total: '/booking/total_price', status: '/booking/status' }, status_map: {}, unit: 'major', source: null };
const seen = { enabled: true, events: [{ channel: 'admin.orders', event: EVENT, mapped: false, last_at: '2026-11-21T08:00:00.000Z', samples: [{ channel: 'admin.orders', data, at: '2026-11-21T08:00:00.000Z' }] }] };
const guess = { mapping, confidence: 89, reason: 'the name says order', fields: [{ field: 'ext_id', pointer: '/booking/id', confidence: 95, reason: 'x' }], words: [], notes: ['say what the status "galau" means'] };
const entry = { id: 3, mapping, enabled: true, created_at: '2026-11-21T08:00:00.000Z', updated_at: '2026-11-21T08:00:00.000Z', applied: 12, unchanged: 4, ignored: 1, failed: 2 };
const failed = { id: 9, mapping_id: 3, at: '2026-11-21T08:00:00.000Z', channel: 'admin.orders', event: EVENT, outcome: 'failed', detail: 'total must be an amount', order: null, order_code: null, data: '{"booking":{}}' };

interface Tried {
  mapping: { set: Record<string, unknown>; status_map: Record<string, string> };
}

async function open(state: { mappings: unknown[]; entries: unknown[] }) {
  const requests = answering((request) => {
    const path = new URL(request.url).pathname;
    if (path === '/v1/mappings/samples') return { status: 200, body: seen };
    if (path === '/v1/mappings/guess') return { status: 200, body: guess };
    if (path === '/v1/mappings/log') return { status: 200, body: { entries: state.entries } };
    if (path === '/v1/mappings/try') {
      return { status: 200, body: { ok: true, problem: null, fields: [{ field: 'ext_id', pointer: '/booking/id', found: '77', value: '77', problem: null }], order: { source: 'app', ext_id: '77', status: 'placed', paid: false, total_display: 'Rp 4.500.000', flow: 'booking' } } };
    }
    if (request.method === 'POST') return { status: 201, body: entry };
    return { status: 200, body: { mappings: state.mappings } };
  });
  const { user } = await renderLive(<InterpretingPage timezone="Asia/Jakarta" />, { locale: 'en' });
  await frame();
  return { requests, user };
}

describe('interpreted events', () => {
  it('an event that was seen is explained, changed by a click into it, and confirmed', async () => {
    const { requests, user } = await open({ mappings: [], entries: [] });
    await user.click(screen.getByRole('button', { name: `Interpret ${EVENT}` }));
    await frame();
    await frame();
    const editor = screen.getByRole('region', { name: `Interpretation of ${EVENT}` });
    expect(editor.textContent).toContain('89 % sure');
    expect(within(editor).getByRole('status').textContent).toContain('order 77, Rp 4.500.000');
    expect(within(editor).getByText('Understood as: 77')).toBeTruthy();

    await user.click(within(editor).getByRole('button', { name: 'Pick Order number in the event' }));
    await user.click(within(editor).getByRole('button', { name: /^number:/ }));
    expect(within(editor).getByLabelText<HTMLSelectElement>('Order number').value).toBe('/booking/number');
    await user.selectOptions(within(editor).getByLabelText('“galau”'), 'placed');
    await frame();
    await user.click(within(editor).getByRole('button', { name: 'Yes, interpret these events' }));
    await frame();
    const made = requests.findLast((request) => request.line === 'POST /v1/mappings')?.body as Tried;
    expect(made.mapping.set.ext_id).toBe('/booking/number');
    expect(made.mapping.status_map).toEqual({ galau: 'placed' });
    expect(screen.queryByRole('region', { name: `Interpretation of ${EVENT}` })).toBeNull();
  });

  it('says what came of events, and why one failed', async () => {
    await open({ mappings: [entry], entries: [failed] });
    const card = screen.getByRole('region', { name: EVENT });
    expect(card.textContent).toContain('Applied12');
    expect(card.textContent).toContain('Failed2');
    expect(screen.getByText('total must be an amount')).toBeTruthy();
  });
});
