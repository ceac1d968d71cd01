/** Products and vendors in the dashboard: what is left, what runs low, who pauses. */
import { expect, test, violations } from '../../web/e2e/fixtures';

test('what is sold is counted, runs low before everybody\'s eyes, and is filled up again', async ({ live }) => {
  const { page, server } = live;
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Products' }).click();
  await expect(page).toHaveURL(/\/products$/);
  await page.getByRole('button', { name: 'Add product' }).click();
  await page.getByLabel('Number (SKU)').fill('NG-1');
  await page.getByLabel('Name').fill('Nasi goreng');
  await page.getByLabel('Price (IDR)').fill('25.000');
  await page.getByLabel('In stock').fill('6');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('listitem', { name: 'Nasi goreng' });
  await expect(row).toContainText('6 left');
  await expect(row).toContainText(/Rp\s25\.000/);

  // A sale makes it low, and the list says so by itself.
  await server.order({ items: [{ name: 'Nasi goreng', sku: 'NG-1', qty: 2, unit_price: '22500' }] });
  await expect(row).toContainText('4 left');
  await expect(row).toContainText('Low');
  await page.goto(server.url);
  await server.order({ items: [{ name: 'Nasi goreng', sku: 'NG-1', qty: 1, unit_price: '22500' }] });
  await live.expectConnection('live');
  expect(await violations(page)).toEqual([]);

  await page.goto(`${server.url}/products`);
  await page.getByRole('button', { name: 'Count: Nasi goreng' }).click();
  await page.getByLabel('Left now').fill('40');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('40 left');
  await expect(row.getByText('Low', { exact: true })).toHaveCount(0);

  await page.getByRole('button', { name: 'Add vendor' }).click();
  await page.getByLabel('Id').fill('7');
  await page.getByLabel('Name').fill('Warung Sari');
  await page.getByText('Times of its own').click();
  await page.getByLabel('Call it after', { exact: true }).fill('3');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem', { name: 'Warung Sari' })).toContainText('called after 3 min');
  await page.getByRole('button', { name: 'Pause 30 min: Warung Sari' }).click();
  await expect(page.getByRole('listitem', { name: 'Warung Sari' })).toContainText('Paused until');
  await page.getByRole('button', { name: 'Take orders again: Warung Sari' }).click();
  await expect(page.getByRole('button', { name: 'Pause 30 min: Warung Sari' })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Change: Nasi goreng' }).click();
  await page.getByLabel('Vendor', { exact: true }).selectOption('Warung Sari');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('of Warung Sari');
});

test('products fit a phone, in the dark and in Indonesian', async ({ live }) => {
  const { page, server } = live;
  await server.request('PUT', '/v1/products/NG-1', { name: 'Nasi goreng istimewa dengan telur mata sapi', stock: 2, price: '25000', vendor_id: '7' });
  await server.request('PUT', '/v1/products/ET-1', { name: 'Es teh', stock: 40 });
  await server.request('PUT', '/v1/vendors/7', { name: 'Warung Sari', flow: 'restaurant', auto_accept: true });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => localStorage.setItem('orderbell.locale', 'id'));
  await page.goto(`${server.url}/products`);
  await expect(page.getByRole('heading', { name: 'Produk' })).toBeVisible();
  await expect(page.locator('[data-low]')).toContainText('Menipis');
  await expect(page.getByText('terima otomatis')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Hitung: Es teh' }).click();
  expect(await violations(page)).toEqual([]);
});
