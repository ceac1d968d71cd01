import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '@/api/model';
import { NewsAlerts } from '@/features/news/news-alerts';
import { History, makeOrder, seeded } from '@/realtime/testing/history';
import { frame, renderLive } from '@/testing/render';

const order = makeOrder(1, { code: 'ORD-261121-7K3Q' });
const dispute: Partial<Envelope> = { event_id: 'dispute-1', type: 'dispute.created', severity: 'critical', sound: 'chime', title: null, text: 'Dispute #D1 created for order #ORD-261121-7K3Q', order };
const promo: Partial<Envelope> = { event_id: 'promo-1', type: 'promo.started', severity: 'normal', title: null, text: 'Promo mulai', order: null, data: {} };
const toasts = () => [...document.querySelectorAll<HTMLElement>('[data-toast]')];

describe('word of what happened', () => {
  it('is a toast with the server\'s text and the way to the order, read out at once where it is critical', async () => {
    const { arrive, user } = await renderLive(<NewsAlerts />, { orders: [order] });
    await arrive(dispute);
    expect(screen.getByTestId('assertive').textContent).toBe('Dispute #D1 created for order #ORD-261121-7K3Q');
    const region = screen.getByRole('region', { name: 'What has just happened' });
    expect(within(region).getByText('Dispute #D1 created for order #ORD-261121-7K3Q')).toBeTruthy();
    expect(within(region).getByRole('link', { name: 'Open' }).getAttribute('href')).toBe('/orders/ORD-261121-7K3Q');
    await user.click(within(region).getByRole('button', { name: /^Close: Dispute/ }));
    expect(toasts()).toHaveLength(0);
  });

  it('is read out politely where it is not', async () => {
    const { arrive } = await renderLive(<NewsAlerts />);
    await arrive(promo);
    expect(toasts()).toHaveLength(1);
    expect(screen.getByTestId('assertive').textContent).toBe('');
    await waitFor(() => expect(screen.getByTestId('polite').textContent).toBe('Promo mulai'), { timeout: 3_000 });
  });

  it('is not of orders that come or move, nor of what was done on this page', async () => {
    const { arrive, container } = await renderLive(<NewsAlerts />, { isOwn: ({ actor }) => actor.id === '7' });
    await arrive({ severity: 'high', sound: 'ring' });
    await arrive({ type: 'order.status.changed', kind: 'order.cancelled', severity: 'high', from: 'placed', to: 'cancelled', order });
    await arrive({ ...dispute, type: 'refund.requested', severity: 'high', actor: { kind: 'admin', id: '7', name: 'Dewi' } });
    expect(toasts()).toHaveLength(0);
    expect(container.textContent).toBe('');
    await arrive({ ...dispute, type: 'refund.requested', severity: 'high', actor: { kind: 'admin', id: '8', name: 'Sari' } });
    expect(toasts()).toHaveLength(1);
  });

  it('is not repeated for what the log had when the page was opened', async () => {
    const log: Envelope[] = [{ ...new History(seeded(1)).place(), ...dispute, at: new Date().toISOString(), seq: 1 }];
    const { live } = await renderLive(<NewsAlerts />, { log, orders: [order] });
    await frame();
    expect(live.state.cache?.news).toHaveLength(1);
    expect(toasts()).toHaveLength(0);
  });

  it('is of the critical and the newest when many come at once', async () => {
    const { arrive } = await renderLive(<NewsAlerts />, { orders: [order] });
    await arrive({ ...promo, text: 'Promo 0' });
    await arrive(dispute);
    for (let number = 1; number <= 4; number += 1) await arrive({ ...promo, event_id: `promo-${String(number)}`, text: `Promo ${String(number)}` });
    await waitFor(() => expect(toasts().map(({ textContent }) => textContent)).toEqual(['Promo 3', 'Promo 4', `${String(dispute.text)}Open`]), { timeout: 3_000 });
  });
});
