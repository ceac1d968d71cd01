/** B7 as a person sees it: an event that was only broadcast is explained, and from then on it rings. */
import { expect, type Page, test, violations } from '../../web/e2e/fixtures';

const CREATED = 'App\\Events\\OrderCreated';

function booking(id: number, status = 'pending', total = '4500000.00') {
  return {
    booking: { id, guest_name: 'Budi Santoso', status, total_price: total, check_in: '2026-12-01', check_out: '2026-12-03', villa: { id: 3, name: 'Villa Ubud' } },
    socket: null,
  };
}

async function toPage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Interpreted events' }).click();
  await expect(page).toHaveURL(/\/interpreted-events$/);
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });

    test('an event is seen, explained and confirmed, and the next one rings', async ({ live }, info) => {
      const { page, server } = live;
      await server.trigger('admin.orders', CREATED, booking(77));
      await toPage(page);
      await page.getByRole('button', { name: `Interpret ${CREATED}` }).click();
      const editor = page.getByRole('region', { name: `Interpretation of ${CREATED}` });
      await expect(editor.getByRole('status')).toContainText('order 77, Rp');
      await expect(editor.getByText('Understood as: Budi Santoso')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: info.outputPath('editor.png'), fullPage: true });

      // Somebody else's number, by a click into the event; then back again.
      await editor.getByRole('button', { name: 'Pick Order number in the event' }).click();
      await editor.getByRole('button', { name: /^name: "Villa Ubud"/ }).click();
      await expect(editor.getByRole('status')).toContainText('order Villa Ubud');
      await editor.getByLabel('Order number', { exact: true }).selectOption('/booking/id');
      await expect(editor.getByRole('status')).toContainText('order 77, Rp');
      await editor.getByRole('button', { name: 'Yes, interpret these events' }).click();
      // The editor has the event in its heading too, and is there until the server has the mapping.
      await expect(editor).toHaveCount(0);
      await expect(page.getByRole('heading', { name: CREATED })).toBeVisible();

      await server.trigger('admin.orders', CREATED, booking(78));
      await live.expectAlarm('ringing');
      await server.trigger('admin.orders', CREATED, booking(79, 'galau'));
      await server.trigger('admin.orders', CREATED, booking(80, 'pending', 'Rp 4.500.000'));
      await page.reload();
      await expect(page.getByText('nobody has said what the status "galau" means')).toBeVisible();
      await expect(page.getByText(/^total must be a plain decimal/)).toHaveCount(1);
      // It fails again while nothing was mended, and stays to be read.
      await page.getByRole('button', { name: 'Read it again' }).click();
      await expect(page.getByText(/^total must be a plain decimal/)).toHaveCount(2);
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: info.outputPath('list.png'), fullPage: true });
    });

    test('an app has its own words', async ({ live }, info) => {
      const { page, server } = live;
      await page.goto(`${server.url}/settings`);
      const form = page.getByRole('region', { name: 'Your own words' });
      await form.getByLabel('New', { exact: true }).first().fill('pending');
      await form.getByLabel('Other names of events').fill('order.created = .order.created');
      await form.getByLabel(/^Also on the public channels/).check();
      await expect(form.getByRole('note')).toContainText('can read names and prices');
      await form.getByRole('button', { name: 'Save words' }).click();
      await expect(form.getByText('without the dot that Echo listens with')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: info.outputPath('words.png'), fullPage: true });
      await form.getByLabel('Other names of events').fill(`order.created = ${CREATED}`);
      await form.getByRole('button', { name: 'Save words' }).click();
      await expect(page.getByText('Saved, and in effect')).toBeVisible();
      const order = await server.order();
      const answer = await page.context().request.get(`${server.url}/v1/orders/${order.code}`);
      expect(((await answer.json()) as { order: { status: string } }).order.status).toBe('pending');
    });
  });
}

test.describe('on a small phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('nothing scrolls sideways, in both languages', async ({ live }, info) => {
    const { page, server } = live;
    await server.trigger('private-order.01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f', 'App\\Events\\Broadcasting\\Notifications\\OrderWasCreatedByCustomer', booking(77));
    await toPage(page);
    await page.getByRole('button', { name: /^Interpret App/ }).click();
    await expect(page.getByRole('status').filter({ hasText: 'order 77' })).toBeVisible();
    for (const language of ['English', 'Bahasa Indonesia']) {
      await page.getByRole('button', { name: language }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
    await page.screenshot({ path: info.outputPath('phone.png'), fullPage: true });
    expect(await violations(page)).toEqual([]);
    await page.goto(`${server.url}/settings`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
