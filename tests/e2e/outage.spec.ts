import { becomeOwner, expect, openLive, test } from '../../web/e2e/fixtures';

test('the server is killed while orders arrive: red, then green without a reload, and nothing is missing', async ({ live }) => {
  const { server, page } = live;
  const acknowledged: string[] = [];
  let posting = true;
  const poster = (async () => {
    for (let number = 0; posting && acknowledged.length < 45; number += 1) {
      const placed = await server.tryOrder({ customer: `Guest ${String(number)}` });
      if (placed) acknowledged.push(placed.code);
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  })();
  await expect.poll(() => acknowledged.length).toBeGreaterThan(4);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  await server.kill();
  const before = acknowledged.length;
  await live.expectConnection('lost', 5_000);
  await expect(page.getByTestId('connection')).toContainText('Reconnecting…');
  await expect(page.getByTestId('connection')).toContainText(/data \d+ s old/);
  // What was known stays in sight, and what waited goes on ringing.
  expect((await live.codes()).length).toBeGreaterThan(4);
  await live.expectAlarm('ringing');

  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await server.run();
  const restarted = Date.now();
  await live.expectConnection('live', 5_000);
  console.log(`green ${String(Date.now() - restarted)} ms after the server answered`);
  await expect.poll(() => acknowledged.length).toBeGreaterThan(before + 4);
  posting = false;
  await poster;

  await expect(live.counter('total')).toHaveText(String(await server.total()));
  await expect.poll(async () => (await live.codes()).length).toBe(await server.total());
  const shown = await live.codes();
  for (const code of acknowledged) expect(shown.filter((other) => other === code)).toEqual([code]);
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('the dashboard may be opened before the server answers', async ({ live }) => {
  const { server, page } = live;
  await server.order();
  await live.expectAlarm('ringing');
  await page.route('**/v1/orders?*', (route) => route.abort());
  await page.reload();
  await expect(page.getByText('The orders could not be loaded')).toBeVisible();
  await page.unroute('**/v1/orders?*');
  await live.expectConnection('live', 15_000);
  await live.expectAlarm('ringing');
});

test('a frame that never arrived is noticed and fetched', async ({ page, server, context }) => {
  let swallow = false;
  await page.routeWebSocket(/\/app\//, (socket) => {
    const upstream = socket.connectToServer();
    upstream.onMessage((message) => {
      if (!swallow || !message.toString().includes('order.')) socket.send(message);
    });
  });
  await becomeOwner(context, server);
  const live = await openLive(page, server);
  const first = await server.order();
  await expect(live.row(first.code)).toBeVisible();
  swallow = true;
  const lost = await server.order();
  // The last event of all: no later frame can reveal the hole, only the comparison of positions.
  await expect(live.row(lost.code)).toBeVisible({ timeout: 16_000 });
  await expect(live.counter('total')).toHaveText('2');
  swallow = false;
});
