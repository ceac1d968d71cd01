/** Couriers in the dashboard: entered by choosing from an example of their answer, kept with their keys, switched off. */
import { expect, test, violations } from '../../web/e2e/fixtures';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme, viewport: { width: 360, height: 740 } });

    test('a courier is entered from an example of its answer, and its key is never shown again', async ({ live }) => {
      const { page, server } = live;
      await page.goto(`${server.url}/couriers`);
      await expect(page.getByRole('heading', { name: 'No courier yet' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Add courier' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
      await page.getByLabel('Name', { exact: true }).fill('JNE');
      await page.getByLabel('Address to ask').fill('http://10.0.0.1/track/{tracking_no}');
      await page.getByRole('button', { name: 'Add key' }).click();
      await page.getByLabel('Header').fill('X-Key');
      await page.getByLabel('Value').fill('s3cret-key');
      await page.getByLabel('An answer as an example').fill('{"data": {"status": "On Process", "description": "Denpasar"}}');
      await page.getByLabel('Where the parcel is').selectOption('/data/status');
      await page.getByLabel('The courier’s text').selectOption('/data/description');
      await page.getByRole('button', { name: 'Add word' }).click();
      await page.getByLabel('When it answers').fill('On Process');
      await page.getByLabel('the parcel is', { exact: true }).selectOption('in_transit');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save' }).click();
      // Where requests may go is the server's to say, and is said beside the address.
      await expect(page.getByLabel('Address to ask')).toHaveAttribute('aria-invalid', 'true');
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('Address to ask').fill('https://api.courier.example/track/{tracking_no}');
      await page.getByRole('button', { name: 'Save' }).click();

      const card = page.getByRole('region', { name: 'JNE' });
      await expect(card).toContainText('asked every 30 min · X-Key · 1 own word');
      await card.getByRole('button', { name: 'Switch off' }).click();
      await expect(card.getByText('Off', { exact: true })).toBeVisible();
      await card.getByRole('button', { name: 'Change: JNE' }).click();
      await expect(page.getByLabel('Value')).toHaveValue('');
      expect(await violations(page)).toEqual([]);
      for (const language of ['Bahasa Indonesia', 'English']) {
        await page.getByRole('button', { name: language }).click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      }
      await page.getByRole('button', { name: 'Cancel' }).click();
      await card.getByRole('button', { name: 'Delete: JNE' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await expect(page.getByRole('heading', { name: 'No courier yet' })).toBeVisible();
    });
  });
}
