/** Setting Midtrans up and paying an order, with a stand-in at the other end of the line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test, violations } from '../../web/e2e/fixtures';

const STAND_IN = fileURLToPath(new URL('../../target/debug/midtrans-stand-in', import.meta.url));
const KEY = 'SB-Mid-server-TESTKEY0001';

let child: ChildProcess;
let standIn: string;

test.beforeAll(async () => {
  child = spawn(STAND_IN, ['127.0.0.1:0', KEY], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no output to read');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  standIn = line.toString().trim();
});
test.afterAll(() => {
  child.kill();
});

async function setUp(page: Page, key: string): Promise<void> {
  await page.getByLabel('Server key').fill(key);
  if (!(await page.getByLabel('Address').isVisible())) await page.getByText('For tests').click();
  await page.getByLabel('Address').fill(standIn);
}

test.use({ settings: { ORDERBELL_WEBHOOKS__ALLOW_PRIVATE: '127.0.0.0/8' } });

test('an owner sets Midtrans up, finds a wrong key, and sends a customer to pay', async ({ live }) => {
  const { page, server } = live;
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Payments' }).click();
  await expect(page).toHaveURL(/\/payments$/);
  await page.getByRole('button', { name: 'Set up Midtrans' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^Fill this in/)).toBeVisible();
  await setUp(page, 'Mid-server-wrong');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Check the key' }).click();
  await expect(page.getByText('The key is not accepted.')).toBeVisible();
  await page.getByRole('button', { name: 'Change' }).click();
  await setUp(page, KEY);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Check the key' }).click();
  await expect(page.getByText('The key is accepted.')).toBeVisible();
  expect(await page.content()).not.toContain(KEY);

  await page.goto(server.url);
  const { code } = await server.order({ pay_later: false });
  await live.press('Payment link', code);
  const open = page.getByRole('dialog').getByRole('link', { name: 'Open' });
  await expect(open).toHaveAttribute('href', new RegExp(`^${standIn}/snap/v4/redirection/`));
  await expect(page.getByRole('dialog')).toContainText(`${code}-1`);
  const address = await open.getAttribute('href');
  await page.keyboard.press('Escape');
  await live.press('Payment link', code);
  await expect(open).toHaveAttribute('href', address ?? 'none');
  await page.keyboard.press('Escape');
  await live.press('Mark as paid', code);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Payment link ${code}` })).toHaveCount(0);
});

test('an order of a shop without a gateway says what is missing', async ({ live }) => {
  const { page, server } = live;
  const { code } = await server.order({ pay_later: false });
  await live.press('Payment link', code);
  await expect(page.getByText(/No payment gateway is set up/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`on a small phone in ${scheme}`, () => {
    test.use({ colorScheme: scheme, viewport: { width: 360, height: 740 }, hasTouch: true });

    test('everything is accessible and nothing scrolls sideways', async ({ live }, info) => {
      const { page, server } = live;
      const check = async (name: string) => {
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        await page.screenshot({ path: info.outputPath(`${name}.png`) });
      };
      await page.goto(`${server.url}/payments`);
      await expect(page.getByRole('heading', { name: 'Midtrans is not set up' })).toBeVisible();
      await check('empty');
      await page.getByRole('button', { name: 'Set up Midtrans' }).click();
      await setUp(page, KEY);
      await check('form');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'Check the key' }).click();
      await expect(page.getByText('The key is accepted.')).toBeVisible();
      await check('account');
      const { code } = await server.order({ pay_later: false });
      await page.goto(server.url);
      await expect(live.row(code)).toBeVisible();
      await check('order');
      await live.press('Payment link', code);
      await expect(page.getByRole('link', { name: 'Open' })).toBeVisible();
      await check('link');
    });
  });
}
