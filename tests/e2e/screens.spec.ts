/** Screens come when they are opened: what a person sees when their code does not come. */
import { expect, test, violations } from '../../web/e2e/fixtures';

const SCREEN = '**/assets/jobs-page-*.js';

test('a screen that does not come while the server is away is loaded by hand', async ({ live }) => {
  const { page, server } = live;
  await server.kill();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('heading', { name: 'Jobs' })).toBeVisible();
  const notice = page.getByRole('main').getByRole('alert');
  await expect(notice).toContainText('The server does not answer');
  expect(await violations(page)).toEqual([]);
  await server.run();
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('State')).toBeVisible();
  await expect(page).toHaveURL(/\/jobs$/);
});

test('a page whose screen is gone because the server was updated is loaded anew, once', async ({ live }) => {
  const { page } = live;
  let loads = 0;
  page.on('load', () => (loads += 1));
  await page.route(SCREEN, (route) => route.fulfill({ status: 404 }));
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  expect(loads).toBe(1);
  await page.unroute(SCREEN);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('State')).toBeVisible();
});
