import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { GatewayPage } from '@/features/gateway/gateway-page';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const account = { provider: 'midtrans', environment: 'sandbox', base_url: null, client_key: 'SB-Mid-client-1', merchant_id: null, enabled: true, created_at: '2026-11-21T08:00:00Z', updated_at: '2026-11-21T08:00:00Z' };
const problem = (status: number, code: string, errors: { field: string; message: string }[] = []) => ({ status, body: { status, code, title: 'x', detail: 'x', errors } });

async function open(respond: Parameters<typeof answering>[0]) {
  const seen = answering(respond);
  const { user } = await renderLive(<GatewayPage />, { locale: 'en' });
  await frame();
  return { seen, user };
}

describe('the account at the gateway', () => {
  it('is set up where there is none, and never shows its key', async () => {
    const { seen, user } = await open((request) => (request.method === 'PUT' ? { status: 200, body: account } : problem(404, 'not_found')));
    await user.click(screen.getByRole('button', { name: 'Set up Midtrans' }));
    await user.type(screen.getByLabelText('Server key'), ' SB-Mid-server-1 ');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    const put = seen.find((request) => request.line === 'PUT /v1/gateways/midtrans');
    expect(put?.body).toEqual({ environment: 'sandbox', enabled: true, server_key: 'SB-Mid-server-1', client_key: null, merchant_id: null, base_url: null });
    const card = screen.getByRole('region', { name: 'Midtrans · Sandbox' });
    expect(card.textContent).toContain('SB-Mid-client-1');
    expect(document.body.textContent).not.toContain('SB-Mid-server-1');
  });

  it('says what is wrong beside the field', async () => {
    const { user } = await open((request) => (request.method === 'PUT' ? problem(422, 'validation_failed', [{ field: 'server_key', message: 'is a client key' }]) : { status: 200, body: account }));
    await user.click(screen.getByRole('button', { name: 'Change' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    expect(screen.getByLabelText('Server key').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('is a client key')).toBeTruthy();
  });

  it('tells whether the key is accepted, and what to do when it is not', async () => {
    let result = 'refused';
    const { user } = await open((request) => ({ status: 200, body: request.method === 'POST' ? { result, detail: 'midtrans does not accept the server key' } : account }));
    const check = () => user.click(screen.getByRole('button', { name: 'Check the key' }));
    await check();
    await frame();
    const verdict = screen.getByRole('region', { name: 'Midtrans · Sandbox' });
    expect(within(verdict).getByText('The key is not accepted.')).toBeTruthy();
    expect(verdict.textContent).toContain('midtrans does not accept the server key');
    result = 'accepted';
    await check();
    await frame();
    expect(within(verdict).getByText('The key is accepted.')).toBeTruthy();
  });

  it('is removed after a question', async () => {
    const { seen, user } = await open((request) => (request.method === 'DELETE' ? { status: 204 } : { status: 200, body: account }));
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(seen.some((request) => request.line.startsWith('DELETE'))).toBe(false);
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }));
    await frame();
    expect(screen.getByRole('button', { name: 'Set up Midtrans' })).toBeTruthy();
  });
});
