import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '@/app/app';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

// What it shows is tested where it is made; here it only says that it is shown, and lets somebody leave.
vi.mock('@/app/live-page', () => ({
  LivePage: ({ page, onSignedOut }: { page: string; onSignedOut: () => void }) => <button onClick={onSignedOut}>{`live: ${page}`}</button>,
}));

const session = { user: { name: 'Dewi', locale: null, role: 'owner' }, app: { id: 'a1' } };

async function signInAt(address: string) {
  history.replaceState(null, '', address);
  answering((request) => (request.method === 'POST' ? { status: 200, body: session } : { status: 401, body: { status: 401, code: 'signed_out', title: 'x', detail: 'x' } }));
  const { user } = await renderLive(<App />, { locale: 'en' });
  await frame();
  await user.type(screen.getByLabelText('E-mail'), 'dewi@example.com');
  await user.type(screen.getByLabelText('Password'), 'nasi goreng spesial');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await frame();
  return user;
}

describe('signing in', () => {
  beforeEach(() => history.replaceState(null, '', '/'));

  it('leads to what was opened before it', async () => {
    await signInAt('/orders?phase=new&q=Siti');
    expect(screen.getByText('live: orders')).toBeTruthy();
    expect(location.pathname + location.search).toBe('/orders?phase=new&q=Siti');
  });

  it('begins at the live page for whoever comes after somebody who left', async () => {
    const user = await signInAt('/orders/INV-1');
    expect(location.pathname).toBe('/orders/INV-1');
    await user.click(screen.getByText('live: orders'));
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
    expect(location.pathname).toBe('/');
  });
});
