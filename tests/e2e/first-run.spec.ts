import { expect, test } from '../../web/e2e/fixtures';
import { OWNER } from '../../web/e2e/server';

test('the printed link makes the owner and leads to the live page', async ({ page, server }) => {
  await page.goto(server.url + server.setupPath);
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Store name').fill(OWNER.store_name);
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Create owner account' }).click();
  await expect(page.getByText('3 more characters to go')).toBeVisible();
  await expect(page.getByLabel('Password')).toBeFocused();

  // Show and hide, and pasting, must work for people and for password managers.
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByLabel('Password')).toHaveAttribute('type', 'text');
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Create owner account' }).click();

  await expect(page.getByText(OWNER.store_name)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-connection', 'live');
  expect(new URL(page.url()).pathname).toBe('/');
  await expect(page.getByText('No orders yet')).toBeVisible();
  await expect(page.getByLabel('curl')).toContainText(`curl -X POST ${server.url}/v1/orders`);

  await test.step('the link works once', async () => {
    const other = await page.context().browser()?.newContext({ locale: 'en-GB' });
    const stranger = await other?.newPage();
    await stranger?.goto(server.url + server.setupPath);
    await expect(stranger?.getByText('no longer works') ?? page.locator('none')).toBeVisible();
    await other?.close();
  });

  await test.step('and the printed curl line makes the page ring', async () => {
    const { code } = await server.runPrintedCurl();
    await expect(page.locator(`[data-order="${code}"]`)).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-alarm', 'ringing');
  });
});

test('without the link, the page says where to find it', async ({ page, server }) => {
  await page.goto(server.url);
  await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible();
  await expect(page.getByText(`${server.url}/setup/`)).toBeVisible();
});

test('a wrong link is refused in words', async ({ page, server }) => {
  await page.goto(`${server.url}/setup/not-the-token`);
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Store name').fill(OWNER.store_name);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Create owner account' }).click();
  await expect(page.getByText('This set-up link no longer works')).toBeVisible();
});
