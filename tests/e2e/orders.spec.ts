/** Looking through all orders, and the page of one. */
import { expect, test, violations } from '../../web/e2e/fixtures';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme, viewport: { width: 360, height: 740 } });

    test('an order is found by its customer, exported, and followed on its own page', async ({ live }) => {
      const { page, server } = live;
      const wanted = await server.order({ customer: 'Ratna Wulandari' });
      const other = await server.order();
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('link', { name: 'All orders' }).click();
      const list = page.getByRole('list', { name: 'All orders' });
      await expect(list).toContainText(other.code);
      await page.getByRole('searchbox', { name: 'Search' }).fill('wulandari');
      await expect(list).not.toContainText(other.code);
      await expect(page).toHaveURL(/\/orders\?q=wulandari$/);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const saving = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Export (CSV)' }).click();
      expect((await saving).suggestedFilename()).toMatch(/\.csv$/);

      await list.getByRole('link').click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(wanted.code);
      const history = page.getByRole('region', { name: 'History' }).getByRole('listitem');
      await expect(history).toHaveCount(1);
      await server.act(wanted.code, 'accept');
      await expect(history).toHaveCount(2);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

      // The way back, of the browser and of the page, leads to what was found.
      await page.goBack();
      await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('wulandari');
      await list.getByRole('link').click();
      await page.getByRole('link', { name: 'All orders' }).click();
      await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('wulandari');
      await page.reload();
      await expect(list).toContainText(wanted.code);
      await expect(list).not.toContainText(other.code);
    });

    test('a vendor with a long name is named wherever an order is, without widening a phone', async ({ live }) => {
      const { page, server } = live;
      const name = `Warung${'PanjangSekali'.repeat(9).slice(0, 114)}`;
      await server.request('PUT', '/v1/vendors/satu', { name });
      const { code } = await server.order({ vendor_id: 'satu' });
      for (const address of ['/', '/orders?vendor=satu', `/orders/${code}`, '/products']) {
        await page.goto(`${server.url}${address}`);
        await expect(page.getByText(name).first()).toBeAttached();
        expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBe(360);
        expect(await violations(page), address).toEqual([]);
      }
      await page.goto(`${server.url}/orders`);
      await page.getByRole('button', { name: 'Filters' }).click();
      await page.getByLabel('Vendor').selectOption(name);
      await expect(page).toHaveURL(/vendor=satu/);
      await expect(page.getByRole('list', { name: 'All orders' })).toContainText(code);
    });

    test('orders are walked with the keys and several accepted at once', async ({ live }) => {
      const { page, server } = live;
      const codes = [];
      for (const customer of ['Ani', 'Budi', 'Citra']) codes.push((await server.order({ customer })).code);
      const [first = '', taken = '', last = ''] = codes;
      await page.goto(`${server.url}/orders?phase=new`);
      const list = page.getByRole('list', { name: 'All orders' });
      const row = (code: string) => list.locator(`[data-order="${code}"]`);
      await expect(page.getByRole('navigation', { name: 'Groups of orders' }).getByRole('link', { name: 'Pending' })).toHaveText('3Pending');
      // The newest is on top; a colleague takes the one in the middle while we choose.
      await row(last).getByRole('link').focus();
      await page.keyboard.press('x');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('x');
      await page.keyboard.press('j');
      await expect(row(first).getByRole('link')).toBeFocused();
      await page.keyboard.press('x');
      await server.act(taken, 'accept');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      await page.getByRole('button', { name: 'Accept 3' }).click();
      await expect(row(last)).toContainText('Accepted just now');
      await expect(row(first)).toContainText('Accepted just now');
      await expect(row(taken)).toContainText('Already accepted by');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(page.getByText('No order fits.')).toBeVisible();
      await page.getByRole('link', { name: 'Show all orders' }).click();
      await expect(list.getByRole('listitem')).toHaveCount(3);
    });

    test('more is shown page by page, and a cancelled order comes back', async ({ live }) => {
      const { page, server } = live;
      const codes: string[] = [];
      for (let number = 0; number < 51; number += 1) codes.push((await server.order({ customer: `Tamu ${String(number)}` })).code);
      await page.goto(`${server.url}/orders?sort=oldest`);
      const rows = page.getByRole('list', { name: 'All orders' }).getByRole('listitem');
      await expect(rows).toHaveCount(50);
      await page.getByRole('button', { name: 'Show more' }).click();
      await expect(rows).toHaveCount(51);
      await expect(page).toHaveURL(/\/orders\?sort=oldest&pages=2$/);
      await page.reload();
      await expect(rows).toHaveCount(51);

      const code = codes.at(-1) ?? '';
      await page.locator(`[data-order="${code}"]`).getByRole('link').click();
      await page.getByRole('button', { name: `More actions for ${code}` }).click();
      await page.getByRole('button', { name: 'Cancel order' }).click();
      await page.getByRole('button', { name: 'Sold out' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel order' }).click();
      await expect(page.getByText('“Sold out”')).toBeVisible();
      await page.getByRole('button', { name: `More actions for ${code}` }).click();
      await page.getByRole('button', { name: 'Reopen' }).click();
      await expect(page.getByRole('button', { name: `Accept ${code}` })).toBeVisible();
    });

    test('a deposit by transfer and the rest in cash are payments with their method and who took them', async ({ live }) => {
      const { page, server } = live;
      const { code } = await server.order({ pay_later: false });
      await page.goto(`${server.url}/orders/${code}`);
      await live.press('Mark as paid', code);
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByRole('radio', { name: 'Cash' })).toBeFocused();
      await dialog.getByText('Bank transfer').click();
      await dialog.getByLabel('Amount (IDR)').fill('10.000');
      await dialog.getByLabel('Receipt or transfer number').fill('TRX 7');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      await dialog.getByRole('button', { name: 'Note deposit' }).click();
      const payments = page.getByRole('region', { name: 'Payment' }).getByRole('listitem');
      await expect(payments).toHaveText([/^Bank transferRp.10\.000Paid · .?TRX 7.? · by /u]);
      // The likeliest is chosen already.
      await live.press('Mark as paid', code);
      await page.keyboard.press('Enter');
      await expect(payments).toHaveCount(2);
      await expect(payments.nth(1)).toContainText('Cash');
      await expect(page.getByRole('button', { name: `Accept ${code}` })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    });

    test('a mistyped tracking number is corrected', async ({ live }) => {
      const { page, server } = live;
      const { code } = await server.order({ flow: 'shop' });
      await page.goto(`${server.url}/orders/${code}`);
      await page.getByRole('button', { name: `More actions for ${code}` }).click();
      await page.getByRole('button', { name: 'Ship', exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Courier').fill('JNE');
      await dialog.getByLabel('Tracking number').fill('JP1');
      await dialog.getByRole('button', { name: 'Ship' }).click();
      const parcel = page.getByRole('region', { name: 'Delivery' });
      await expect(parcel).toContainText('JP1');
      await page.getByRole('button', { name: `Correct the shipment of ${code}` }).click();
      await dialog.getByLabel('Tracking number').fill('JP2');
      expect(await violations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Correct' }).click();
      await expect(parcel).toContainText('JP2');
      await expect(page.getByRole('region', { name: 'History' })).toContainText('another tracking number: JP2');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    });

    test('the code of a card leads to its order', async ({ live }) => {
      const { page, server } = live;
      const { code } = await server.order();
      await live.row(code).getByRole('link', { name: code }).click();
      await expect(page).toHaveURL(new RegExp(`/orders/${code}$`));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(code);
      await page.goto(`${server.url}/orders/ORD-000000-0000`);
      await expect(page.getByText('There is no order ORD-000000-0000.')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}
