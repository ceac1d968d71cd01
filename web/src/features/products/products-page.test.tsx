import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ProductsPage } from '@/features/products/products-page';
import { answering } from '@/testing/answers';
import { frame, renderLive } from '@/testing/render';

const at = '2026-11-21T03:00:00.000Z';
const nasi = { id: 'p1', sku: 'NG-1', ext_id: null, external_ids: {}, vendor_id: '7', name: 'Nasi goreng', price: 2_500_000, price_display: 'Rp 25.000', currency: 'IDR', stock: 4, low_at: 5, low: true, low_since: at, version: 3, created_at: at, updated_at: at };
const teh = { ...nasi, id: 'p2', sku: 'ET-1', vendor_id: null, name: 'Es teh', price: null, price_display: null, currency: null, stock: null, low: false, low_since: null };
const page = (products: unknown[], next: string | null = null) => ({ status: 200, body: { epoch: 'e1', seq: 9, products, next } });

async function open(respond: Parameters<typeof answering>[0], { manages = true, several = true, locale = 'en' as 'en' | 'id' } = {}) {
  const seen = answering((request) => (new URL(request.url).pathname === '/v1/vendors' ? { status: 200, body: { vendors: [{ id: '7', name: 'Warung Sari' }] } } : respond(request)));
  const view = await renderLive(<ProductsPage manages={manages} vendors={several} currency="IDR" timezone="Asia/Jakarta" />, { locale });
  await frame();
  return { seen, ...view };
}

describe('products', () => {
  it('marks what is low and says what is not counted', async () => {
    await open(() => page([nasi, teh]));
    const low = screen.getByRole('listitem', { name: 'Nasi goreng' });
    expect(low.textContent).toContain('4 left');
    expect(low.textContent).toContain('Low');
    expect(low.textContent.replace('\u00a0', ' ')).toContain('NG-1 · Rp 25.000 · of Warung Sari');
    const uncounted = screen.getByRole('listitem', { name: 'Es teh' });
    expect(uncounted.textContent).toContain('not counted');
    expect(uncounted.textContent).not.toContain('Low');
  });

  it('searches, filters, and reads on page by page', async () => {
    const urls: string[] = [];
    const { user } = await open((request) => {
      urls.push(new URL(request.url).search);
      return urls.length === 2 ? page([teh]) : page([nasi], urls.length === 1 ? 'NG-1' : null);
    });
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await frame();
    await user.click(screen.getByLabelText('Only what is low'));
    await frame();
    await user.type(screen.getByLabelText('Search'), 'nasi');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await frame();
    expect(urls[1]).toContain('after=NG-1');
    expect(urls[2]).toContain('low=true');
    expect(urls.at(-1)).toContain('q=nasi');
  });

  it('counts what is left, and refuses what is no number by itself', async () => {
    const { seen, user } = await open((request) => (request.method === 'POST' ? { status: 200, body: { epoch: 'e1', seq: null, product: { ...nasi, stock: 20 } } } : page([nasi])));
    await user.click(screen.getByRole('button', { name: 'Count: Nasi goreng' }));
    const dialog = within(screen.getByRole('dialog', { hidden: true }));
    await user.type(dialog.getByLabelText('Left now'), 'many');
    await user.click(dialog.getByText('Save'));
    expect(dialog.getByText('A whole number, such as 12.')).toBeTruthy();
    await user.clear(dialog.getByLabelText('Left now'));
    await user.type(dialog.getByLabelText('Left now'), '20');
    await user.type(dialog.getByLabelText('Reason'), 'delivery');
    await user.click(dialog.getByText('Save'));
    await frame();
    const sent = seen.find((request) => request.line === 'POST /v1/products/NG-1/stock');
    expect(sent?.body).toEqual({ set: 20, reason: 'delivery' });
  });

  it('tells a difference of something that nobody has counted', async () => {
    const problem = { status: 409, code: 'stock_unknown', title: 'x', detail: 'x' };
    const { seen, user } = await open((request) => (request.method === 'POST' ? { status: 409, body: problem } : page([teh])), { locale: 'id' });
    await user.click(screen.getByRole('button', { name: 'Hitung: Es teh' }));
    const dialog = within(screen.getByRole('dialog', { hidden: true }));
    await user.click(dialog.getByText('Masuk/keluar'));
    await user.type(dialog.getByLabelText('Masuk atau keluar'), '-2');
    await user.click(dialog.getByText('Simpan'));
    await frame();
    expect(seen.find((request) => request.line === 'POST /v1/products/ET-1/stock')?.body).toEqual({ change: -2 });
    expect(dialog.getByText('Belum pernah dihitung: isi dulu sisa sekarang.')).toBeTruthy();
  });

  it('makes a product, and says beside the field what is wrong', async () => {
    const problem = { status: 409, code: 'product_exists', title: 'x', detail: 'x' };
    const { seen, user } = await open((request) => (request.method === 'POST' ? { status: 409, body: problem } : page([])));
    expect(screen.getByText('No product yet')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Add product' }));
    const dialog = within(screen.getByRole('dialog', { hidden: true }));
    await user.click(dialog.getByText('Save'));
    expect(dialog.getByLabelText('Number (SKU)').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(dialog.getByLabelText('Number (SKU)'));
    await user.type(dialog.getByLabelText('Number (SKU)'), 'NG-1');
    await user.type(dialog.getByLabelText('Name'), 'Nasi goreng');
    await user.type(dialog.getByLabelText('In stock'), '12');
    await user.click(dialog.getByText('Save'));
    await frame();
    expect(seen.find((request) => request.line === 'POST /v1/products')?.body).toEqual({ sku: 'NG-1', name: 'Nasi goreng', stock: 12, low_at: 5 });
    expect(dialog.getByText('Another product has this number.')).toBeTruthy();
    expect(document.activeElement).toBe(dialog.getByLabelText('Number (SKU)'));
  });

  it('says who sells a product and for how much, and sends only what was changed', async () => {
    const { seen, user } = await open((request) => (request.method === 'GET' ? page([nasi, teh]) : { status: 200, body: { epoch: 'e1', seq: null, product: teh } }));
    await user.click(screen.getByRole('button', { name: 'Change: Es teh' }));
    const tea = within(screen.getByRole('dialog', { hidden: true }));
    await user.selectOptions(tea.getByLabelText('Vendor'), 'Warung Sari');
    await user.type(tea.getByLabelText('Price (IDR)'), 'cheap');
    await user.click(tea.getByText('Save'));
    expect(document.activeElement).toBe(tea.getByLabelText('Price (IDR)'));
    await user.clear(tea.getByLabelText('Price (IDR)'));
    await user.type(tea.getByLabelText('Price (IDR)'), '5.000');
    await user.click(tea.getByText('Save'));
    await frame();
    await user.click(screen.getByRole('button', { name: 'Change: Nasi goreng' }));
    const rice = within(screen.getByRole('dialog', { hidden: true }));
    expect(rice.getByLabelText('Vendor')).toHaveProperty('value', '7');
    expect(rice.getByLabelText('Price (IDR)')).toHaveProperty('value', '25000');
    await user.selectOptions(rice.getByLabelText('Vendor'), 'None: only admins see it');
    await user.click(rice.getByText('Save'));
    await frame();
    expect(seen.filter(({ line }) => line.startsWith('PATCH'))).toEqual([
      { line: 'PATCH /v1/products/ET-1', body: { name: 'Es teh', low_at: 5, price: { amount: 500_000, currency: 'IDR' }, vendor_id: '7' } },
      { line: 'PATCH /v1/products/NG-1', body: { name: 'Nasi goreng', low_at: 5, vendor_id: null } },
    ]);
  });

  it('asks a vendor’s own staff for no vendor', async () => {
    const { user } = await open(() => page([nasi]), { several: false });
    await user.click(screen.getByRole('button', { name: 'Change: Nasi goreng' }));
    const dialog = within(screen.getByRole('dialog', { hidden: true }));
    expect(dialog.queryByLabelText('Vendor')).toBeNull();
    expect(dialog.getByLabelText('Price (IDR)')).toBeTruthy();
  });

  it('lets those count who may not do more, and reads again when something runs out', async () => {
    const { seen, arrive } = await open(() => page([nasi]), { manages: false });
    expect(screen.queryByRole('button', { name: 'Add product' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Change: Nasi goreng' })).toBeNull();
    const before = seen.length;
    await arrive({ event_id: 'low-1', type: 'stock.low', icon: '⚠️', text: 'x', order: null, product: nasi });
    await frame();
    expect(seen.length).toBe(before + 1);
  });
});
