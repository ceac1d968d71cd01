/** What people are told of in words: on whatever page they are, after a reload, and until they have put it away. */
import { expect, type Page, test, violations } from '../../web/e2e/fixtures';
import type { OrderbellServer } from '../../web/e2e/server';

const ROWS = '[data-news]';
const unread = (page: Page) => page.getByTestId('news-unread');

/** Money for an order that was closed before it came, and a bank that takes a customer's side. */
async function troubles(server: OrderbellServer): Promise<{ late: string; disputed: string }> {
  const { code: late } = await server.order({ pay_later: false });
  await server.act(late, 'expire');
  await server.request('POST', `/v1/orders/${late}/payments`, { provider: 'midtrans', ref: `${late}-1`, status: 'paid', amount: '45000' });
  const { code: disputed } = await server.order({ pay_later: false });
  await server.request('POST', `/v1/orders/${disputed}/payments`, { provider: 'midtrans', ref: `${disputed}-1`, status: 'paid', amount: '45000' });
  await server.act(disputed, 'accept');
  await server.request('POST', `/v1/orders/${disputed}/cases`, { kind: 'dispute', amount: '45000' });
  return { late, disputed };
}

test('news of stock are shown above the orders when they come', async ({ live }) => {
  const { page, server } = live;
  await server.request('PUT', '/v1/products/NG-1', { name: 'Nasi goreng', stock: 6 });
  await server.order({ items: [{ name: 'Nasi goreng', sku: 'NG-1', qty: 2, unit_price: '22500' }] });
  await expect(page.locator('[data-news="stock.low"]')).toContainText('Nasi goreng: only 4 left');
  await server.request('POST', '/v1/users', { id: '4711', name: 'Budi', email: 'budi@example.com' });
  await expect(page.locator('[data-news="user.registered"]')).toContainText('Budi (budi@example.com) has registered');
  await expect(live.counter('pending')).toHaveText(/1/);
  expect(await violations(page)).toEqual([]);
});

test('money that comes too late and a dispute are told on every page, and stay until they are put away', async ({ live }) => {
  const { page, server } = live;
  await page.goto(`${server.url}/orders`);
  await live.expectConnection('live');
  const { late, disputed } = await troubles(server);
  const toast = page.locator('[data-toast="error"]');
  await expect(toast.filter({ hasText: late })).toContainText('paid after it had been closed: reopen or refund');
  await expect(toast.filter({ hasText: disputed })).toContainText('Dispute');
  await expect(page.getByTestId('assertive')).toContainText(disputed);
  expect(await violations(page)).toEqual([]);
  await toast.filter({ hasText: late }).getByRole('link', { name: 'Open' }).click();
  await expect(page).toHaveURL(new RegExp(`/orders/${late}$`));

  // Whoever opens the page only now finds both, in the words of the list as on the page of the order.
  await page.goto(server.url);
  await expect(page.locator(ROWS)).toHaveCount(2);
  await expect(unread(page)).toHaveText('2 new');
  await expect(live.row(disputed)).toContainText('Disputed');
  await expect(live.row(disputed)).not.toContainText('Paid');
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.locator(ROWS).filter({ hasText: late }).getByRole('button', { name: /^Dismiss/ }).click();
  await page.reload();
  await expect(page.locator(ROWS)).toHaveCount(1);
  await expect(page.locator(ROWS)).toContainText(disputed);
  await expect(unread(page)).toHaveCount(0);
  await expect(page.locator('[data-toast]')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
});

for (const [scheme, language, width] of [
  ['light', 'id', 360],
  ['dark', 'en', 360],
  ['light', 'en', 1280],
  ['dark', 'id', 1280],
] as const) {
  test.describe(`at ${String(width)} px in ${scheme}, ${language}`, () => {
    test.use({ colorScheme: scheme, viewport: { width, height: 900 } });

    test('news are accessible and fit', async ({ live }, info) => {
      const { page, server } = live;
      await page.evaluate((locale) => localStorage.setItem('orderbell.locale', locale), language);
      await page.reload();
      await live.expectConnection('live');
      expect(await violations(page)).toEqual([]);
      await server.request('PUT', '/v1/products/NG-1', { name: 'Nasi goreng istimewa dengan telur mata sapi', stock: 6 });
      await server.order({ items: [{ name: 'Nasi goreng', sku: 'NG-1', qty: 2, unit_price: '22500' }] });
      await troubles(server);
      await expect(page.locator(ROWS)).toHaveCount(3);
      await expect(page.locator('[data-toast="error"]')).toHaveCount(2);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: info.outputPath('news.png') });
    });
  });
}
