import { expect, test, violations } from '../../web/e2e/fixtures';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme, viewport: { width: 360, height: 740 } });

    test('what waits is listed with its order, begun at once, and taken back where that is safe', async ({ live }) => {
      const { page, server } = live;
      const unpaid = await server.order({ pay_later: false });
      const missed = await server.order({ flow: 'restaurant' });
      await page.goto(`${server.url}/jobs`);
      await expect(page.getByRole('heading', { name: 'Jobs' })).toBeVisible();
      const expiry = page.getByRole('listitem', { name: `Expire unpaid order, ${unpaid.code}` });
      const call = page.getByRole('listitem', { name: `Call for somebody to take the order, ${missed.code}` });
      await expect(call).toBeVisible();
      await expect(expiry.getByRole('button', { name: /^Take back/ })).toHaveCount(0);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

      // Before its time there is nothing to do: it waits on, and was tried once.
      await expiry.getByRole('button', { name: /^Do it now/ }).click();
      await expect(expiry).toContainText('1 attempt');
      await call.getByRole('button', { name: /^Take back/ }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
      await expect(call).toHaveCount(0);
      await page.getByLabel('State').selectOption('failed');
      await expect(page.getByText('There are no such jobs.')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}
