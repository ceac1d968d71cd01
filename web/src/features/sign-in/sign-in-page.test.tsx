import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { SignInPage } from '@/features/sign-in/sign-in-page';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

async function fill(respond: Parameters<typeof answering>[0]) {
  const onDone = vi.fn();
  const seen = answering(respond);
  const { user } = await renderLive(<SignInPage onDone={onDone} />, { locale: 'id' });
  await user.type(screen.getByLabelText('Email'), ' dewi@example.com ');
  await user.type(screen.getByLabelText('Kata sandi'), ' secret words ');
  await user.click(screen.getByRole('button', { name: 'Masuk' }));
  await frame();
  return { onDone, seen, user };
}

describe('signing in', () => {
  it('sends the address trimmed and the password untouched', async () => {
    const { onDone, seen } = await fill(() => ({ status: 200, body: { user: {} } }));
    expect(seen[0]).toEqual({ line: 'POST /v1/session', body: { email: 'dewi@example.com', password: ' secret words ' } });
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('explains a wrong password and keeps what was typed', async () => {
    await fill(() => ({ status: 401, body: { status: 401, code: 'wrong_credentials', title: 'x', detail: 'x' } }));
    expect(screen.getByTestId('sign-in-error').textContent).toBe('Email atau kata sandi salah.');
    expect(screen.getByLabelText('Email')).toHaveProperty('value', 'dewi@example.com');
    expect(document.activeElement).toBe(screen.getByLabelText('Kata sandi'));
  });

  it('says when to come back after too many attempts', async () => {
    await fill(() => ({ status: 429, body: { status: 429, code: 'too_many_requests', title: 'x', detail: 'x' }, headers: { 'retry-after': '30' } }));
    expect(screen.getByTestId('sign-in-error').textContent).toMatch(/Coba lagi dalam (30|29) dtk/);
    expect(screen.getByRole('button', { name: 'Masuk' })).toHaveProperty('disabled', true);
  });

  it('does not blame the password for a dead line', async () => {
    await fill(() => {
      throw new TypeError('failed to fetch');
    });
    expect(screen.getByTestId('sign-in-error').textContent).toContain('Server tidak menjawab');
  });
});
