import { expect, type LivePage, openLive, test } from '../../web/e2e/fixtures';
import { OWNER } from '../../web/e2e/server';

test('an order appears at the top of both tabs and rings; accepting it in one silences both', async ({ live }) => {
  const older = await live.server.order({ customer: 'Ayu' });
  await live.server.act(older.code, 'accept');
  const other = await live.anotherTab();
  const tabs = [live, other];

  const { code } = await live.server.runPrintedCurl();
  for (const tab of tabs) {
    await expect.poll(() => tab.codes()).toEqual([code, older.code]);
    await expect(tab.row(code)).toContainText('2× Nasi goreng');
    await expect(tab.row(code)).toContainText(/Rp\s45\.000/);
    await expect(tab.counter('pending')).toHaveText('1');
    await expect(tab.counter('confirmed')).toHaveText('1');
    await expect(tab.counter('total')).toHaveText('2');
    await expect(tab.page).toHaveTitle(/^\(1\) /);
    await expect(tab.page.getByTestId('alarm-banner')).toContainText('1 order is waiting');
  }
  // One of the two makes the sound, and it is measured; the other leaves it to that one.
  await expect.poll(async () => (await Promise.all(tabs.map(alarmOf))).sort()).toEqual(['elsewhere', 'ringing']);

  await other.press('Accept', code);
  for (const tab of tabs) {
    await tab.expectAlarm('silent', 1_000);
    await expect(tab.page.getByTestId('alarm-banner')).toBeHidden();
    await expect(tab.row(code)).toContainText('Accepted');
    await expect(tab.counter('pending')).toHaveText('0');
    await expect(tab.counter('confirmed')).toHaveText('2');
    await expect(tab.page).toHaveTitle('Orderbell');
  }
});

test('two devices both ring, and accepting on one silences the other', async ({ live, browser }) => {
  const context = await browser.newContext({ locale: 'en-GB' });
  await context.request.post(`${live.server.url}/v1/session`, { data: { email: OWNER.email, password: OWNER.password } });
  const tablet = await openLive(await context.newPage(), live.server);
  const { code } = await live.server.order();
  await live.expectAlarm('ringing');
  await tablet.expectAlarm('ringing');
  await tablet.press('Accept', code);
  await live.expectAlarm('silent', 1_000);
  await context.close();
});

test('reloading while an order waits rings again', async ({ live }) => {
  await live.server.order();
  await live.expectAlarm('ringing');
  await live.page.reload();
  await live.expectAlarm('ringing');
});

test('closing the tab that rings makes another one ring', async ({ live }) => {
  const other = await live.anotherTab();
  await live.server.order();
  await expect.poll(async () => (await Promise.all([live, other].map(alarmOf))).sort()).toEqual(['elsewhere', 'ringing']);
  const [ringing, quiet] = (await alarmOf(live)) === 'ringing' ? [live, other] : [other, live];
  await ringing.page.close();
  await quiet.expectAlarm('ringing');
});

test('"seen" silences, and an order that must be accepted rings again after a minute', async ({ live }) => {
  test.setTimeout(100_000);
  const { code } = await live.server.order();
  await live.expectAlarm('ringing');
  await live.press('Seen', code);
  await live.expectAlarm('silent', 1_000);
  await expect(live.row(code)).toContainText(`Seen by ${OWNER.name}`);
  await live.expectAlarm('ringing', 65_000);
});

test('the alarm can be muted, with the time that is left in sight', async ({ live }) => {
  await live.server.order();
  await live.expectAlarm('ringing');
  await live.page.getByRole('button', { name: /^Sound/ }).click();
  await live.page.getByRole('button', { name: '1 min', exact: true }).click();
  await live.expectAlarm('muted', 1_000);
  await expect(live.page.getByTestId('alarm-banner')).toContainText(/Muted for (1:00|0:5\d)/);
  await live.page.getByRole('button', { name: 'Unmute now' }).click();
  await live.expectAlarm('ringing');
});

test('an order that somebody else took answers with a quiet note', async ({ live }) => {
  const { code } = await live.server.order();
  await expect(live.row(code)).toBeVisible();
  await live.page.route('**/v1/orders/*/accept', async (route) => {
    await live.server.act(code, 'accept');
    await route.continue();
  });
  await live.press('Accept', code);
  await expect(live.page.locator('[data-toast="plain"]')).toContainText(/Already accepted by/);
});

test('declining asks for the reason first', async ({ live }) => {
  const { code } = await live.server.order();
  await live.press('Decline', code);
  const dialog = live.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(dialog.getByText('Fill this in')).toBeVisible();
  await dialog.getByRole('button', { name: 'Sold out' }).click();
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(live.row(code)).toContainText('Declined');
  await expect(live.row(code)).toContainText('Sold out');
  await expect(live.counter('closed')).toHaveText('1');
  await live.expectAlarm('silent', 1_000);
});

test('an order can be led to its end without a mouse', async ({ live }) => {
  const { code } = await live.server.order();
  const focusOn = async (name: string) => {
    const button = live.page.getByRole('button', { name: `${name} ${code}` });
    await expect(button).toBeVisible();
    for (let presses = 0; presses < 40; presses += 1) {
      if (await button.evaluate((element) => element === document.activeElement)) return;
      await live.page.keyboard.press('Tab');
    }
    throw new Error(`no way to ${name} with the keyboard`);
  };
  for (const [action, status] of [
    ['Accept', 'Accepted'],
    ['Start', 'Preparing'],
    ['Ready', 'Ready for pick-up'],
    ['Complete', 'Picked up'],
  ] as const) {
    await focusOn(action);
    await live.page.keyboard.press('Enter');
    await expect(live.row(code)).toContainText(status);
    // The pressed button is gone; the focus has not fallen out of the list.
    await expect.poll(() => live.page.evaluate(() => document.activeElement?.closest('[data-order]') !== null)).toBe(true);
  }
  await expect(live.counter('completed')).toHaveText('1');
});

test('rows do not move under the mouse: new orders wait in a pill', async ({ live }) => {
  const first = await live.server.order();
  await expect(live.row(first.code)).toBeVisible();
  await live.row(first.code).hover({ position: { x: 300, y: 20 } });
  const second = await live.server.order();
  const third = await live.server.order();
  await expect(live.page.getByTestId('pill')).toHaveText('2 new orders');
  expect(await live.codes()).toEqual([first.code]);
  await live.page.getByTestId('pill').click();
  await expect.poll(() => live.codes()).toEqual([third.code, second.code, first.code]);

  await test.step('nor under the keyboard', async () => {
    await live.page.mouse.move(5, 5);
    await live.page.keyboard.press('Tab');
    expect(await live.page.evaluate(() => document.activeElement?.closest('[data-order]') !== null)).toBe(true);
    const fourth = await live.server.order();
    await expect(live.page.getByTestId('pill')).toHaveText('1 new order');
    await live.page.getByTestId('pill').press('Enter');
    await expect.poll(async () => (await live.codes())[0]).toBe(fourth.code);
  });
});

test('fifty and more orders: the newest fifty, and every one that still waits', async ({ live }) => {
  const waiting = await live.server.order({ customer: 'Patient' });
  for (let i = 0; i < 52; i += 1) {
    const { code } = await live.server.order({ customer: `Guest ${String(i)}` });
    await live.server.act(code, 'accept');
  }
  await expect(live.counter('total')).toHaveText('53');
  await expect(live.counter('pending')).toHaveText('1');
  await expect.poll(async () => (await live.codes()).length).toBe(51);
  await expect(live.row(waiting.code)).toBeVisible();
  await live.expectAlarm('ringing');
  await live.page.reload();
  await expect.poll(async () => (await live.codes()).length).toBe(51);
});

function alarmOf(tab: LivePage): Promise<string | null> {
  return tab.page.locator('html').getAttribute('data-alarm');
}

