/** Kinds of orders in the dashboard: what is edited is previewed, counts at once, and goes back to the default. */
import { expect, test, violations } from '../../web/e2e/fixtures';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme, viewport: { width: 360, height: 740 } });

    test('a kind of order is changed without a line of JSON, and the orders follow', async ({ live }) => {
      const { page, server } = live;
      const { code } = await server.order();
      await page.goto(`${server.url}/flows`);
      const card = page.getByRole('region', { name: 'Restaurant' });
      await expect(card.getByRole('list', { name: 'Fetched by the customer' }).getByRole('listitem')).toHaveText(['New', 'Accepted', 'Preparing', 'Ready for pick-up', 'Picked up']);
      await expect(card).toContainText('Not taken after 3 min: the shop is called.');
      expect(await violations(page)).toEqual([]);

      await card.getByRole('button', { name: 'Change: Restaurant' }).click();
      const form = page.getByRole('form', { name: 'Change restaurant' });
      await form.getByRole('checkbox', { name: 'Preparing', exact: true }).uncheck();
      await form.getByLabel('Call the shop after', { exact: true }).fill('20');
      await form.getByLabel('Time to pay', { exact: true }).fill('0');
      await form.getByText('Names of the steps').click();
      await form.getByRole('group', { name: 'Ready for pick-up' }).getByLabel('English').fill('On the counter');
      await expect(form.getByRole('list', { name: 'Fetched by the customer' }).getByRole('listitem')).toHaveText(['New', 'Accepted', 'On the counter', 'Picked up']);
      await form.getByRole('button', { name: 'Save' }).click();
      await expect(form.getByText('Between 1 minute and 60 days.')).toBeVisible();
      await expect(form.getByText('Must not be earlier than the one before.').first()).toBeVisible();
      await expect(form.getByLabel('Time to pay', { exact: true })).toBeFocused();
      expect(await violations(page)).toEqual([]);
      for (const language of ['Bahasa Indonesia', 'English']) {
        await page.getByRole('button', { name: language }).click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      }
      await form.getByLabel('Time to pay', { exact: true }).fill('30');
      await form.getByLabel('Call the shop after', { exact: true }).fill('4');
      await form.getByRole('button', { name: 'Save' }).click();
      await expect(card).toContainText('Changed');
      await expect(card).toContainText('Unpaid, it expires after 30 min.');

      // The open order goes the new way, under the new name.
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('link', { name: 'Live orders' }).click();
      await live.press('Accept', code);
      await expect(live.row(code).getByRole('button', { name: `Ready ${code}` })).toBeVisible();
      await live.press('Ready', code);
      await expect(live.row(code)).toContainText('On the counter');

      await page.goto(`${server.url}/flows`);
      await card.getByRole('button', { name: 'Change: Restaurant' }).click();
      await form.getByRole('button', { name: 'Back to the default' }).click();
      await form.getByRole('button', { name: 'Save' }).click();
      await expect(card.getByText('Changed')).toHaveCount(0);
      await expect(card).toContainText('Unpaid, it expires after 15 min.');
    });
  });
}

test('a kind of its own is added, made the usual one, and deleted', async ({ live }) => {
  const { page, server } = live;
  await page.goto(`${server.url}/flows`);
  await page.getByRole('button', { name: 'Add kind' }).click();
  await page.getByLabel('Name for programs').fill('Kios');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('One to 40 of a-z, 0-9, - and _.')).toBeVisible();
  await page.getByLabel('Name for programs').fill('kios');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Make it the usual one: kios' }).click();
  await expect(page.getByRole('region', { name: 'kios' })).toContainText('Usual');
  const { code } = await server.order({ flow: 'kios' });
  const remove = async () => {
    await page.getByRole('button', { name: 'Delete: kios' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  };
  await remove();
  await expect(page.getByText('Open orders are of this kind. Complete or cancel them first.')).toBeVisible();
  await server.act(code, 'cancel');
  // A colleague saves in between; the second of the two is told, and sees what the first has saved.
  await page.evaluate(async () => {
    const { flows } = (await (await fetch('/v1/flows')).json()) as { flows: { name: string; deadlines: { pay_seconds: number } }[] };
    for (const flow of flows) if (flow.name === 'kios') flow.deadlines.pay_seconds = 7_200;
    await fetch('/v1/flows', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ flows }) });
  });
  await remove();
  await expect(page.getByText(/^Somebody else has changed the kinds of orders/u)).toBeVisible();
  await expect(page.getByRole('region', { name: 'kios' })).toContainText('Unpaid, it expires after 2 h.');
  await page.getByRole('button', { name: 'Delete: kios' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('region', { name: 'kios' })).toHaveCount(0);
});
