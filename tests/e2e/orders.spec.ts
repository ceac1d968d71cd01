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
      await page.getByRole('button', { name: 'Find' }).click();
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

      await page.goBack();
      await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('wulandari');
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
