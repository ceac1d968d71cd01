import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { WebhooksPage } from '@/features/webhooks/webhooks-page';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const webhook = { id: 7, url: 'https://shop.example.com/hook', events: ['member_added'], channel_prefix: 'presence-', batch: false, enabled: true, created_at: '2026-11-21T08:00:00Z', updated_at: '2026-11-21T08:00:00Z' };
const failed = { id: 12, cause: 'events', events: 3, state: 'failed', created_at: '2026-11-21T08:00:00Z', finished_at: '2026-11-21T08:05:00Z', attempts: [{ at: '2026-11-21T08:00:00Z', duration_ms: 15, status: 500, error: null }] };

async function open(respond: Parameters<typeof answering>[0]) {
  const seen = answering(respond);
  const { user } = await renderLive(<WebhooksPage timezone="Asia/Jakarta" />, { locale: 'en' });
  await frame();
  return { seen, user };
}

describe('webhooks', () => {
  it('says what a webhook gets, and resends what failed', async () => {
    const { seen, user } = await open((request) => {
      if (request.url.endsWith('/v1/webhooks')) return { status: 200, body: { webhooks: [webhook] } };
      if (request.method === 'POST') return { status: 202, body: { ...failed, id: 13, cause: 'resend', state: 'pending', attempts: [] } };
      return { status: 200, body: { deliveries: [failed], next: null } };
    });
    const card = screen.getByRole('region', { name: webhook.url });
    expect(card.textContent).toContain('User joined · only presence-* · one event per request');
    await user.click(within(card).getByRole('button', { name: 'Show log' }));
    await frame();
    const row = screen.getByRole('listitem', { name: 'Delivery 12' });
    expect(row.textContent).toContain('3 events');
    expect(row.textContent).toContain('1 attempt · HTTP 500 · 15 ms');
    await user.click(within(row).getByRole('button', { name: 'Send again: Delivery 12' }));
    await frame();
    expect(seen.some((request) => request.line === 'POST /v1/webhooks/7/deliveries/12/resend')).toBe(true);
  });

  it('shows what is wrong with a URL beside it', async () => {
    const { user } = await open((request) =>
      request.method === 'POST'
        ? { status: 422, body: { status: 422, code: 'validation_failed', title: 'x', detail: 'x', errors: [{ field: 'url', message: 'must begin with https://' }] } }
        : { status: 200, body: { webhooks: [] } },
    );
    await user.click(screen.getByRole('button', { name: 'Add webhook' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    expect(screen.getByLabelText('URL').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('must begin with https://')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('URL'));
  });
});
