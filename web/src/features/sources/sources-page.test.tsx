import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SourcesPage } from '@/features/sources/sources-page';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const source = {
  id: 3,
  name: 'Midtrans',
  provider: 'midtrans',
  settings: { confirm: 'if_possible', unit: 'major' },
  enabled: true,
  secrets: 1,
  old_url_until: null,
  last_received_at: '2026-11-21T08:00:00Z',
  unmatched: 2,
  pending: 0,
  failed: 0,
  refused: { count: 4, at: '2026-11-21T08:01:00Z', reason: 'the signature does not match' },
  unconfirmed: true,
  created_at: '2026-11-21T07:00:00Z',
  updated_at: '2026-11-21T07:00:00Z',
};
const receipt = { id: 12, dedupe_key: 'k', received_at: '2026-11-21T08:00:00Z', repeats: 2, repeated_at: '2026-11-21T08:02:00Z', outcome: 'unmatched', detail: 'waits for the order with code A', settled_at: null, order_id: null };

async function open(respond: Parameters<typeof answering>[0]) {
  const seen = answering(respond);
  const { user } = await renderLive(<SourcesPage timezone="Asia/Jakarta" />, { locale: 'en' });
  await frame();
  return { seen, user };
}

describe('sources', () => {
  it('says how a source is doing, warns of what is believed unconfirmed, and applies a receipt again', async () => {
    const { seen, user } = await open((request) => {
      if (request.url.endsWith('/v1/sources')) return { status: 200, body: { sources: [source] } };
      if (request.method === 'POST') return { status: 202, body: { ...receipt, outcome: 'pending' } };
      if (request.url.endsWith('/receipts/12')) return { status: 200, body: { ...receipt, headers: [{ name: 'content-type', value: 'application/json' }], body: '{"order_id":"A-1"}' } };
      return { status: 200, body: { receipts: [receipt], next: null } };
    });
    const card = screen.getByRole('region', { name: 'Midtrans' });
    expect(card.textContent).toContain('2 reports wait for their orders');
    expect(card.textContent).toContain('4 requests refused');
    expect(card.textContent).toContain('its signature does not cover the status');
    await user.click(within(card).getByRole('button', { name: 'Show receipts' }));
    await frame();
    const row = screen.getByRole('listitem', { name: 'Receipt 12' });
    expect(row.textContent).toContain('waits for the order with code A');
    expect(row.textContent).toContain('repeated 2 times');
    await user.click(within(row).getByRole('button', { name: 'Details: Receipt 12' }));
    await frame();
    expect(screen.getByRole('region', { name: 'Body of the report' }).textContent).toContain('"order_id": "A-1"');
    expect(within(row).getByText('content-type').nextElementSibling?.textContent).toBe('application/json');
    await user.click(within(row).getByRole('button', { name: 'Apply again: Receipt 12' }));
    await frame();
    expect(seen.some((request) => request.line === 'POST /v1/sources/3/receipts/12/apply')).toBe(true);
  });

  it('shows the URL once, with what to do at the provider', async () => {
    const made = { source: { ...source, provider: 'woocommerce', name: 'Toko', unconfirmed: false, refused: null }, url: 'https://orders.example.com/hooks/woocommerce/obs_x', secret: 's3cret' };
    const { user } = await open((request) => (request.method === 'POST' ? { status: 201, body: made } : { status: 200, body: { sources: [] } }));
    await user.click(screen.getByRole('button', { name: 'Add source' }));
    await user.selectOptions(screen.getByLabelText('System'), 'woocommerce');
    await user.click(screen.getByRole('button', { name: 'Make' }));
    await frame();
    expect(screen.getByRole('group', { name: 'URL' }).textContent).toBe(made.url);
    expect(screen.getByRole('group', { name: 'Secret' }).textContent).toBe('s3cret');
    expect(screen.getByText(/API version 3/)).toBeTruthy();
  });

  it('shows what is wrong with a secret beside it', async () => {
    const problem = { status: 422, code: 'validation_failed', title: 'x', detail: 'x', errors: [{ field: 'secret', message: 'is required: the provider chooses it' }] };
    const { user } = await open((request) => (request.method === 'POST' ? { status: 422, body: problem } : { status: 200, body: { sources: [] } }));
    await user.click(screen.getByRole('button', { name: 'Add source' }));
    await user.click(screen.getByRole('button', { name: 'Make' }));
    await frame();
    expect(screen.getByLabelText('Secret').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(screen.getByLabelText('Secret'));
  });
});
