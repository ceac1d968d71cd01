import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { JobsPage } from '@/features/jobs/jobs-page';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const job = {
  id: 7,
  kind: 'payment.recover',
  state: 'ready',
  due_at: '2026-11-21T08:00:00Z',
  attempts: 2,
  last_error: 'midtrans could not be asked: no answer',
  created_at: '2026-11-21T07:00:00Z',
  order_code: 'ORD-261121-7K3Q',
  order_uid: '0193',
  payment_reference: 'ORD-261121-7K3Q-1',
  can_retry: true,
  can_cancel: true,
};
const expiry = { ...job, id: 6, kind: 'order.expire', payment_reference: null, last_error: null, attempts: 0, can_cancel: false };

async function open(jobs: unknown[]) {
  const seen = answering((request) => (request.method === 'GET' ? { status: 200, body: { jobs, next: null } } : { status: request.method === 'POST' ? 202 : 204 }));
  const { user } = await renderLive(<JobsPage timezone="Asia/Jakarta" />, { locale: 'en' });
  await frame();
  return { seen, user };
}

describe('jobs', () => {
  it('says what waits and why it did not work, and begins it at once', async () => {
    const { seen, user } = await open([job, expiry]);
    const row = screen.getByRole('listitem', { name: 'Ask about a payment, ORD-261121-7K3Q-1' });
    expect(row.textContent).toContain('no answer');
    expect(row.textContent).toContain('2 attempts');
    await user.click(within(row).getByRole('button', { name: /^Do it now/ }));
    await frame();
    expect(seen.some((request) => request.line === 'POST /v1/jobs/7/retry')).toBe(true);
  });

  it('takes a job back only where that is safe, and only after asking', async () => {
    const { seen, user } = await open([job, expiry]);
    const safe = screen.getByRole('listitem', { name: 'Expire unpaid order, ORD-261121-7K3Q' });
    expect(within(safe).queryByRole('button', { name: /^Take back/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: /^Take back/ }));
    expect(seen.some((request) => request.line.startsWith('DELETE'))).toBe(false);
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Take back' }));
    await frame();
    expect(seen.some((request) => request.line === 'DELETE /v1/jobs/7')).toBe(true);
  });

  it('asks for one kind or one state', async () => {
    const { user } = await open([]);
    expect(screen.getByText('Nothing waits')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('State'), 'failed');
    await frame();
    expect(screen.getByText('There are no such jobs.')).toBeTruthy();
  });
});
