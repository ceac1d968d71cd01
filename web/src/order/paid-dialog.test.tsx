import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ActionRequest } from '@/order/use-order-action';
import { PaidDialog } from '@/order/paid-dialog';
import { makeOrder } from '@/realtime/testing/history';
import { renderLive } from '@/testing/render';

async function open(over = {}) {
  const sent = vi.fn<(request: ActionRequest) => void>();
  const order = makeOrder(1, { code: 'ORD-1', version: 4, ...over });
  const { user } = await renderLive(<PaidDialog order={order} onClose={() => undefined} onSubmit={sent} />, { locale: 'en' });
  return { sent, user };
}

describe('marking as paid', () => {
  it('takes Enter for cash and all that is owed', async () => {
    const { sent, user } = await open();
    screen.getByRole('radio', { name: 'Cash' }).focus();
    await user.keyboard('{Enter}');
    expect(sent).toHaveBeenCalledExactlyOnceWith({ action: 'mark-paid', body: { method: 'cash' } });
  });

  it('sends another method with its receipt', async () => {
    const { sent, user } = await open();
    await user.click(screen.getByRole('radio', { name: 'Bank transfer' }));
    await user.type(screen.getByLabelText('Receipt or transfer number'), ' TRX 7 ');
    await user.click(screen.getByRole('button', { name: 'Mark as paid' }));
    expect(sent).toHaveBeenCalledExactlyOnceWith({ action: 'mark-paid', body: { method: 'transfer', receipt: 'TRX 7' } });
  });

  it('notes a part as a deposit of the order as it was seen, and no more than is owed', async () => {
    const { sent, user } = await open({ paid: 500_000 });
    const amount = screen.getByLabelText('Amount (IDR)');
    expect(amount).toHaveProperty('value', '40000');
    await user.clear(amount);
    await user.type(amount, '40.001');
    await user.click(screen.getByRole('button', { name: 'Mark as paid' }));
    expect(screen.getByText(/^An amount above 0, at most Rp.40\.000\.$/u)).toBeTruthy();
    expect(sent).not.toHaveBeenCalled();
    await user.clear(amount);
    await user.type(amount, '15.000');
    expect(screen.getByText(/^A deposit; Rp.25\.000 stays owed\.$/u)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Note deposit' }));
    expect(sent).toHaveBeenCalledExactlyOnceWith({ action: 'mark-paid', body: { method: 'cash', amount: { amount: 1_500_000, currency: 'IDR' } }, version: 4 });
  });
});
