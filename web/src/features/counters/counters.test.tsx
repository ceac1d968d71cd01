import { expect, it } from 'vitest';
import { Counters } from '@/features/counters/counters';
import { makeOrder } from '@/realtime/testing/history';
import { renderLive } from '@/testing/render';

it('shows the server\'s counts, the age of the oldest waiting order, and moves with each event', async () => {
  const order = makeOrder(1, { placed_at: new Date(Date.now() - 125_000).toISOString() });
  const { container, arrive } = await renderLive(<Counters />, { orders: [order] });
  const shown = (name: string) => container.querySelector(`[data-counter="${name}"]`)?.textContent;
  expect([shown('pending'), shown('confirmed'), shown('total')]).toEqual(['1', '0', '1']);
  expect(container.textContent).toContain('oldest 2 min');
  await arrive({ type: 'order.status.changed', from: 'placed', to: 'accepted', order: { ...order, version: 2, status_canonical: 'accepted' } });
  expect([shown('pending'), shown('confirmed'), shown('total')]).toEqual(['0', '1', '1']);
  expect(container.textContent).not.toContain('oldest');
});
