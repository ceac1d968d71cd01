import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { PaymentLinkDialog } from '@/order/payment-link-dialog';
import { makeOrder } from '@/realtime/testing/history';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const payment = { reference: 'ORD-1-1', provider: 'midtrans', amount: 4_500_000, currency: 'IDR', url: 'https://app.sandbox.midtrans.com/snap/v4/redirection/t', token: 't', expires_at: '2026-11-22T03:04:00Z' };

async function open(respond: Parameters<typeof answering>[0]) {
  const seen = answering(respond);
  const waiting = makeOrder(1, { code: 'ORD-1', status_canonical: 'pending_payment' });
  const { user } = await renderLive(<PaymentLinkDialog order={waiting} timezone="Asia/Jakarta" onClose={() => undefined} />, { locale: 'en' });
  await frame();
  return { seen, user };
}

describe('the payment link', () => {
  it('is shown with its end, copied and opened', async () => {
    const { seen, user } = await open(() => ({ status: 201, body: { payment } }));
    expect(seen.map((request) => request.line)).toContain('POST /v1/orders/ORD-1/payment-link');
    expect(screen.getByText(payment.url)).toBeTruthy();
    expect(document.body.textContent).toContain('22 Nov, 10:04');
    expect(screen.getByRole('link', { name: 'Open' }).getAttribute('href')).toBe(payment.url);
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    await frame();
    expect(write).toHaveBeenCalledWith(payment.url);
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy();
  });

  it('says what is missing in words for people, and can be tried again', async () => {
    const { seen, user } = await open(() => ({ status: 409, body: { status: 409, code: 'no_gateway', title: 'x', detail: 'PUT /v1/gateways/midtrans' } }));
    expect(screen.getByText(/No payment gateway is set up/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await frame();
    expect(seen.filter((request) => request.line.endsWith('/payment-link'))).toHaveLength(2);
  });
});
