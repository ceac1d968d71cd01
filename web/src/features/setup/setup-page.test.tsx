import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { SetupPage } from '@/features/setup/setup-page';
import { checkSetup } from '@/features/setup/setup-form';
import { likelyZone, zoneChoices } from '@/features/setup/time-zones';
import { en } from '@/i18n/en';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const form = { name: 'Dewi', email: 'dewi@example.com', password: 'nasi goreng spesial', storeName: 'Warung Sari', timezone: 'Asia/Jakarta' };

describe('the checks of the form', () => {
  it.each([
    [{}, []],
    [{ name: '  ' }, ['name']],
    [{ email: 'dewi' }, ['email']],
    [{ password: 'elevenchars' }, ['password']],
    // Twelve characters as people count them, not twelve bytes.
    [{ password: '🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔🔔' }, ['password']],
    [{ password: '            ' }, []],
    [{ storeName: '' }, ['storeName']],
  ])('%o', (change, wrong) => {
    expect(Object.keys(checkSetup({ ...form, ...change }, en))).toEqual(wrong);
  });
});

it('offers the zones of Indonesia, and the one of this device', () => {
  expect(zoneChoices('Asia/Makassar').map(({ zone }) => zone)).toEqual(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']);
  expect(zoneChoices('Asia/Singapore').at(-1)).toEqual({ zone: 'Asia/Singapore', label: null });
  expect([likelyZone('Asia/Singapore'), likelyZone('UTC')]).toEqual(['Asia/Singapore', 'Asia/Jakarta']);
});

describe('the form', () => {
  const fill = async (respond: Parameters<typeof answering>[0]) => {
    const onDone = vi.fn();
    const seen = answering(respond);
    const { user } = await renderLive(<SetupPage token="t0ken" onDone={onDone} onToSignIn={vi.fn()} />);
    await user.type(screen.getByLabelText('Your name'), form.name);
    await user.type(screen.getByLabelText('E-mail'), form.email);
    await user.type(screen.getByLabelText('Password'), form.password);
    await user.type(screen.getByLabelText('Store name'), form.storeName);
    await user.selectOptions(screen.getByLabelText('Time zone'), 'Asia/Makassar');
    await user.click(screen.getByRole('button', { name: 'Create owner account' }));
    await frame();
    return { onDone, seen };
  };

  it('sends everything with the token of the link', async () => {
    const { onDone, seen } = await fill(() => ({ status: 201, body: { user: {} } }));
    expect(seen[0]).toEqual({
      line: 'POST /v1/setup',
      body: { token: 't0ken', name: 'Dewi', email: 'dewi@example.com', password: form.password, store_name: 'Warung Sari', locale: 'en', timezone: 'Asia/Makassar' },
    });
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('puts what the server found wrong beside its field', async () => {
    await fill(() => ({ status: 422, body: { status: 422, code: 'validation_failed', title: 'x', detail: 'x', errors: [{ field: 'email', message: 'must be an e-mail address' }] } }));
    expect(screen.getByLabelText('E-mail').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('must be an e-mail address')).toBeTruthy();
  });

  it('explains a link that no longer works', async () => {
    await fill(() => ({ status: 403, body: { status: 403, code: 'invitation_invalid', title: 'x', detail: 'x' } }));
    expect(screen.getByText('This set-up link no longer works')).toBeTruthy();
  });
});
