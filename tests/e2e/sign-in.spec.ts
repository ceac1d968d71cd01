import { expect, test } from '../../web/e2e/fixtures';
import { OWNER } from '../../web/e2e/server';

test('a wrong password is refused, the right one leads in, signing out leads back', async ({ live }) => {
  const { page } = live;
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail or password is not right.')).toBeVisible();
  await expect(page.getByTestId('polite')).toHaveText('E-mail or password is not right.');

  await page.getByLabel('Password').fill(OWNER.password);
  await page.keyboard.press('Enter');
  await live.expectConnection('live');
});

test('a session that ended elsewhere leads to the sign-in page', async ({ live }) => {
  await live.page.context().clearCookies();
  await live.server.order();
  // The open socket still shows it; the next thing that needs the session finds out.
  await live.page.getByRole('button', { name: /^Accept/ }).click();
  await expect(live.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('whoever opens a link before signing in arrives where it leads', async ({ live }) => {
  const { page, server } = live;
  const { code } = await server.order({ customer: 'Siti' });
  await page.context().clearCookies();
  for (const [address, heading] of [
    ['/orders?phase=new&q=Siti', 'All orders'],
    [`/orders/${code}`, code],
  ] as const) {
    await page.goto(`${server.url}${address}`);
    await page.getByLabel('E-mail').fill(OWNER.email);
    await page.getByLabel('Password').fill(OWNER.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    expect(page.url()).toBe(`${server.url}${address}`);
    await page.context().clearCookies();
  }
});

test('the language can be switched, and stays', async ({ live }) => {
  const { page } = live;
  await page.getByRole('button', { name: 'Bahasa Indonesia' }).click();
  await expect(page.getByRole('heading', { name: 'Pesanan terbaru' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
  await page.reload();
  await expect(page.getByTestId('connection')).toContainText('Langsung');
});
