import { expect, test, violations } from '../../web/e2e/fixtures';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme, viewport: { width: 360, height: 740 } });

    test('a source is made, its URL is shown once, and what it reports is seen', async ({ live }) => {
      const { page, server } = live;
      await page.goto(`${server.url}/sources`);
      await expect(page.getByRole('heading', { name: 'No source yet' })).toBeVisible();
      await page.getByRole('button', { name: 'Add source' }).click();
      await page.getByLabel('System').selectOption('generic');
      await page.getByLabel('Name', { exact: true }).fill('Kurir');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Make' }).click();
      const url = await page.getByRole('group', { name: 'URL' }).innerText();
      const secret = await page.getByRole('group', { name: 'Secret' }).innerText();
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: test.info().outputPath(`made-${scheme}.png`) });
      await page.getByRole('dialog').getByText('Close', { exact: true }).click();

      const { code } = await server.order({ pay_later: false });
      const report = (order: string, headers: Record<string, string>) =>
        fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ id: order, type: 'payment.paid', data: { order_code: order, transaction_id: order, amount: '45000', currency: 'IDR' } }),
        });
      expect((await report(code, { 'x-callback-token': 'wrong' })).status).toBe(401);
      expect((await report(code, { 'x-callback-token': secret })).status).toBe(200);
      expect((await report('LATER', { 'x-callback-token': secret })).status).toBe(200);
      const card = page.getByRole('region', { name: 'Kurir' });
      await expect(card).toContainText('1 report waits for its order', { timeout: 15_000 });
      await expect(card).toContainText('the signature does not match');
      await card.getByRole('button', { name: 'Show receipts' }).click();
      await expect(card).toContainText('payment.received');
      await card.getByRole('button', { name: 'Details: Receipt 1' }).click();
      await expect(page.getByRole('region', { name: 'Body of the report' })).toContainText(code);
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: test.info().outputPath(`receipts-${scheme}.png`), fullPage: true });
      for (const language of ['Bahasa Indonesia', 'English']) {
        await page.getByRole('button', { name: language }).click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      }
    });
  });
}
