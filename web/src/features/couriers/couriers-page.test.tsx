import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CouriersPage } from '@/features/couriers/couriers-page';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const at = '2026-11-21T03:00:00.000Z';
const jne = {
  id: 4,
  name: 'JNE',
  url: 'https://api.courier.example/track/{tracking_no}',
  headers: ['X-Key'],
  status_at: '/data/status',
  text_at: '',
  words: { 'on process': 'in_transit' },
  every_seconds: 1_800,
  enabled: true,
  created_at: at,
  updated_at: at,
};

async function open(couriers: unknown[], refusal: { status: number; body: unknown } | null = null, locale: 'en' | 'id' = 'en') {
  const seen = answering((request) => {
    if (request.method === 'GET') return { status: 200, body: { couriers } };
    return request.method === 'DELETE' ? { status: 204 } : (refusal ?? { status: 200, body: jne });
  });
  const { user } = await renderLive(<CouriersPage />, { locale });
  await frame();
  return { seen, user, sent: () => seen.find((request) => !request.line.startsWith('GET')) };
}

describe('couriers', () => {
  it('are entered without a line of JSON: the places are chosen from a pasted answer', async () => {
    const { user, sent } = await open([]);
    await user.click(screen.getByRole('button', { name: 'Add courier' }));
    await user.type(screen.getByLabelText('Name'), 'JNE');
    const url = screen.getByLabelText('Address to ask');
    await user.clear(url);
    await user.click(url);
    await user.paste('https://api.courier.example/track/{tracking_no}');
    await user.click(screen.getByRole('button', { name: 'Add key' }));
    await user.type(screen.getByLabelText('Header'), 'X-Key');
    await user.type(screen.getByLabelText('Value'), 's3cret');
    await user.click(screen.getByLabelText('An answer as an example'));
    await user.paste('{"data":{"status":"On Process","history":[{"a/b":"Denpasar"}]}}');
    await user.selectOptions(screen.getByLabelText('Where the parcel is'), 'On Process (/data/status)');
    await user.selectOptions(screen.getByLabelText('The courier’s text'), 'Denpasar (/data/history/0/a~1b)');
    await user.click(screen.getByRole('button', { name: 'Add word' }));
    await user.type(screen.getByLabelText('When it answers'), 'On Process');
    await user.selectOptions(screen.getByLabelText('the parcel is'), 'on its way');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    expect(sent()).toEqual({
      line: 'POST /v1/couriers',
      body: {
        name: 'JNE',
        url: 'https://api.courier.example/track/{tracking_no}',
        headers: { 'X-Key': 's3cret' },
        status_at: '/data/status',
        text_at: '/data/history/0/a~1b',
        words: { 'On Process': 'in_transit' },
        every_seconds: 1_800,
        enabled: true,
      },
    });
  });

  it('keep their keys when they are changed or switched off', async () => {
    const { user, seen } = await open([jne]);
    expect(screen.getByRole('region', { name: 'JNE' }).textContent).toContain('asked every 30 min');
    await user.click(screen.getByRole('button', { name: 'Switch off' }));
    await frame();
    await user.click(screen.getByRole('button', { name: 'Change: JNE' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    const bodies = seen.filter((request) => request.line === 'PUT /v1/couriers/4').map((request) => request.body);
    const same = { name: 'JNE', url: jne.url, headers: { 'X-Key': null }, status_at: '/data/status', text_at: '', words: jne.words, every_seconds: 1_800 };
    expect(bodies).toEqual([{ ...same, enabled: false }, { ...same, enabled: true }]);
  });

  it('say in the reader’s language what is wrong with each field, and send nothing', async () => {
    const { user, sent } = await open([], null, 'id');
    await user.click(screen.getByRole('button', { name: 'Tambah kurir' }));
    await user.click(screen.getByRole('button', { name: 'Tambah kunci' }));
    await user.type(screen.getByLabelText('Header'), 'X Key');
    await user.type(screen.getByLabelText('Tanya setiap'), '00');
    await user.click(screen.getByRole('button', { name: 'Simpan' }));
    expect(sent()).toBeUndefined();
    for (const text of ['Wajib diisi', 'Harus berisi {tracking_no}.', 'Diawali /, misalnya /data/status.', 'Antara 1 menit dan 24 jam.', 'Hanya huruf, angka, dan - dalam satu kata.']) expect(screen.getByText(text)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Nama'));
  });

  it('show what the server refuses beside its field, and a taken name in the reader’s words', async () => {
    const problem = (status: number, code: string, errors: unknown[]) => ({ status, body: { status, code, title: 'x', detail: 'x', errors } });
    const { user } = await open([jne], problem(422, 'validation_failed', [{ field: 'url', message: 'must not lead into a private network' }]));
    await user.click(screen.getByRole('button', { name: 'Change: JNE' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await frame();
    expect(screen.getByLabelText('Address to ask').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('must not lead into a private network')).toBeTruthy();
  });

  it('are deleted after a question', async () => {
    const { user, sent } = await open([jne]);
    await user.click(screen.getByRole('button', { name: 'Delete: JNE' }));
    expect(sent()).toBeUndefined();
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await frame();
    expect(sent()?.line).toBe('DELETE /v1/couriers/4');
  });
});
