import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { VendorList } from '@/features/vendors/vendor-list';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const at = '2026-11-21T03:00:00.000Z';
const sari = { id: '7', ext_id: null, name: 'Warung Sari', flow: 'restaurant', auto_accept: true, accept_warn_s: null, accept_limit_s: null, prep_s: null, paused_until: null, pause_after_misses: 3, pause_s: 1800, misses: 0, version: 1, created_at: at, updated_at: at };

async function open(vendors: unknown[], manages = true) {
  const seen = answering((request) => (request.method === 'GET' ? { status: 200, body: { vendors } } : { status: 200, body: sari }));
  const view = await renderLive(<VendorList manages={manages} flows={[]} timezone="Asia/Jakarta" />, { locale: 'en' });
  await frame();
  return { seen, ...view };
}

it('pauses a vendor for half an hour, and ends a pause', async () => {
  const later = new Date(Date.now() + 600_000).toISOString();
  const { seen, user } = await open([sari, { ...sari, id: '8', name: 'Warung Dewi', auto_accept: false, paused_until: later }]);
  expect(screen.getByRole('listitem', { name: 'Warung Sari' }).textContent).toContain('7 · restaurant · accepts by itself');
  expect(screen.getByRole('listitem', { name: 'Warung Dewi' }).textContent).toContain('Paused until');
  await user.click(screen.getByRole('button', { name: 'Pause 30 min: Warung Sari' }));
  await user.click(screen.getByRole('button', { name: 'Take orders again: Warung Dewi' }));
  await frame();
  const sent = seen.filter((request) => request.line.startsWith('PATCH'));
  const until = Date.parse((sent[0]?.body as { paused_until: string }).paused_until) - Date.now();
  expect(until).toBeGreaterThan(29 * 60_000);
  expect(until).toBeLessThanOrEqual(30 * 60_000);
  expect(sent[1]).toEqual({ line: 'PATCH /v1/vendors/8', body: { paused_until: null } });
});

it('shows a pause that the server has made', async () => {
  const { seen, arrive } = await open([sari]);
  const before = seen.length;
  await arrive({ event_id: 'pause-1', type: 'vendor.paused', icon: '⏸️', text: 'x', order: null, vendor: sari, misses: 3 });
  await frame();
  expect(seen.length).toBe(before + 1);
});

it('makes a vendor, and shows nothing to staff of one of whom nothing is known', async () => {
  const { seen, user, unmount } = await open([]);
  await user.click(screen.getByRole('button', { name: 'Add vendor' }));
  const dialog = within(screen.getByRole('dialog', { hidden: true }));
  await user.type(dialog.getByLabelText('Id'), '7');
  await user.type(dialog.getByLabelText('Name'), 'Warung Sari');
  await user.click(dialog.getByText('Save'));
  await frame();
  expect(seen.find((request) => request.line === 'POST /v1/vendors')?.body).toEqual({ id: '7', name: 'Warung Sari', flow: null, auto_accept: false, accept_warn_s: null, accept_limit_s: null, prep_s: null, pause_after_misses: 3, pause_s: 1_800 });
  unmount();
  const { container } = await open([], false);
  expect(container.textContent).not.toContain('Vendors');
});

it('puts the focus at what the server refuses, or at its sentence where it names no field', async () => {
  const refusals = [
    { status: 422, body: { status: 422, code: 'validation', title: 'x', detail: 'x', errors: [{ field: 'name', message: 'must have 1 to 120 characters' }] } },
    { status: 409, body: { status: 409, code: 'too_many_vendors', title: 'x', detail: 'an app may have 2000 vendors' } },
  ];
  answering((request) => (request.method === 'GET' ? { status: 200, body: { vendors: [] } } : (refusals.shift() ?? { status: 500 })));
  const { user } = await renderLive(<VendorList manages flows={[]} timezone="Asia/Jakarta" />, { locale: 'en' });
  await frame();
  await user.click(screen.getByRole('button', { name: 'Add vendor' }));
  const dialog = within(screen.getByRole('dialog', { hidden: true }));
  await user.click(dialog.getByText('Save'));
  await frame();
  expect(document.activeElement).toBe(dialog.getByLabelText('Name'));
  await user.click(dialog.getByText('Save'));
  await frame();
  expect(document.activeElement?.textContent).toContain('an app may have 2000 vendors');
});

it('shows a vendor’s own times, changes them, and says what cannot be', async () => {
  const { seen, user } = await open([{ ...sari, accept_warn_s: 120, prep_s: 900 }]);
  expect(screen.getByRole('listitem', { name: 'Warung Sari' }).textContent).toContain('called after 2 min · prepares in 15 min');
  await user.click(screen.getByRole('button', { name: 'Change: Warung Sari' }));
  const dialog = within(screen.getByRole('dialog', { hidden: true }));
  await user.type(dialog.getByLabelText('Too late after'), '1');
  await user.click(dialog.getByText('Save'));
  expect(dialog.getByText('Must not be later than “Too late after”.')).toBeTruthy();
  expect(document.activeElement).toBe(dialog.getByLabelText('Call it after'));
  expect(seen.some((request) => request.line.startsWith('PATCH'))).toBe(false);
  await user.type(dialog.getByLabelText('Too late after'), '0');
  await user.clear(dialog.getByLabelText('Needs to prepare'));
  await user.clear(dialog.getByLabelText('Pause it after missed orders'));
  await user.click(dialog.getByText('Save'));
  await frame();
  expect(seen.find((request) => request.line === 'PATCH /v1/vendors/7')?.body).toEqual({ name: 'Warung Sari', flow: 'restaurant', auto_accept: true, accept_warn_s: 120, accept_limit_s: 600, prep_s: null, pause_after_misses: 0, pause_s: 1_800 });
});
