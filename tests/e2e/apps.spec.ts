import { expect, test, violations } from '../../web/e2e/fixtures';
import { OWNER } from '../../web/e2e/server';

test('a key is made, shown once, revealed with the password, and revoked', async ({ live }) => {
  const { page } = live;
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Apps and keys' }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByRole('heading', { name: 'Apps and keys' })).toBeVisible();
  await expect(page.getByRole('heading', { name: OWNER.store_name })).toBeVisible();

  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New key' }).click();
  await expect(page.getByText('Fill this in')).toBeVisible();
  await page.getByLabel('What is it for?').fill('web shop');
  await page.keyboard.press('Enter');
  const env = page.getByRole('dialog').getByRole('group', { name: 'For the .env file' });
  await expect(env).toContainText('PUSHER_APP_SECRET=');
  const made = (await env.textContent()) ?? '';
  const key = /PUSHER_APP_KEY=(\S+)/.exec(made)?.[1] ?? 'no key';
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: /^Show secret web shop/ }).click();
  await page.getByLabel('Password').fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The password is not right.')).toBeVisible();
  await page.getByLabel('Password').fill(OWNER.password);
  await page.keyboard.press('Enter');
  await expect(env).toHaveText(made);
  await page.keyboard.press('Escape');

  // The page's own connection came with the first key: it finds its way to the other.
  const again = page.waitForEvent('websocket', (socket) => socket.url().includes(key));
  await page.getByRole('button', { name: /^Revoke first key/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Revoked', { exact: true })).toBeVisible();
  await again;
  await live.expectConnection('live');
  await page.getByRole('button', { name: /^Revoke web shop/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('The last key cannot be revoked.')).toBeVisible();
});

test('a page outlives its key, and what was typed is still there', async ({ live }) => {
  const { page, server } = live;
  const api = page.context().request;
  const { app } = (await (await api.get(`${server.url}/v1/session`)).json()) as { app: { id: string; key: string } };
  await page.goto(`${server.url}/settings`);
  await live.expectConnection('live');
  await page.getByLabel('Bytes of an event', { exact: true }).fill('2048');

  // Somebody else does this, elsewhere: the page is told by nothing but its connection.
  const made = await api.post(`${server.url}/v1/apps/${app.id}/keys`, { data: { label: 'second' } });
  expect(made.status(), await made.text()).toBe(201);
  const { key } = (await made.json()) as { key: string };
  const again = page.waitForEvent('websocket', (socket) => socket.url().includes(key));
  const gone = await api.delete(`${server.url}/v1/apps/${app.id}/keys/${app.key}`);
  expect(gone.ok(), await gone.text()).toBe(true);
  await again;
  await live.expectConnection('live');
  await expect(page.getByLabel('Bytes of an event', { exact: true })).toHaveValue('2048');
  await expect(page.getByText('Not saved yet')).toBeVisible();
});

test('settings say what is wrong and are in effect once saved', async ({ live }) => {
  const { page, server } = live;
  await page.goto(`${server.url}/settings`);
  await page.getByLabel('Bytes of an event', { exact: true }).fill('0');
  await page.getByLabel('Pages that may connect').fill('shop.example.com');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Enter a whole number from 1 to 262,144.')).toBeVisible();
  await expect(page.getByLabel('Bytes of an event', { exact: true })).toBeFocused();
  await page.getByLabel('Bytes of an event', { exact: true }).fill('2048');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('must be an origin such as')).toBeVisible();
  await page.getByLabel('Pages that may connect').fill('https://shop.example.com');
  await page.getByLabel('Clients may send events to each other').check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel('Bytes of an event', { exact: true })).toHaveValue('2048');
  await expect(page.getByLabel('Clients may send events to each other')).toBeChecked();
  await live.expectConnection('live');
});

test('an operator makes another app and switches it off', async ({ live }) => {
  const { page, server } = live;
  await page.goto(`${server.url}/settings`);
  await page.getByRole('button', { name: 'New app' }).click();
  await page.getByLabel('Name of the shop').fill('Villa Melati');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByText('/setup/')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Villa Melati' })).toBeVisible();
  await page.getByLabel('Served').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop serving' }).click();
  await expect(page.getByLabel('Served')).not.toBeChecked();
  await live.expectConnection('live');
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test.describe(`in ${scheme}, ${String(width)} wide`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 900 } });

      test('the apps page has nothing that keeps anybody out', async ({ live }, info) => {
        const { page, server } = live;
        await page.goto(`${server.url}/settings`);
        await expect(page.getByRole('heading', { name: OWNER.store_name })).toBeVisible();
        for (const language of ['English', 'Bahasa Indonesia']) {
          await page.getByRole('button', { name: language }).click();
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
          expect(await violations(page)).toEqual([]);
          await page.screenshot({ path: info.outputPath(`apps-${language.slice(0, 2)}.png`), fullPage: true });
        }
      });
    });
  }
}
