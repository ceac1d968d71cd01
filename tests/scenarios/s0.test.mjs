// S0: a web shop on shared hosting. It can make requests to the outside and nothing else; all it has is a Pusher SDK with
// keys from its environment. Its panel is React with Echo on pusher-js. Capabilities #1, #2, #3, #15, #17, #18, #21, #42,
// #43, #44 and #47.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startBackend } from '../sdk/backend.mjs';
import { launch, pageOf } from '../sdk/browser.mjs';
import { PusherServer } from '../sdk/stock.mjs';
import { eventually, openDesk, rupiah } from './desk.mjs';

/** What the shop's `.env` says; the server takes the same lines as its own credentials. */
const ENV = { PUSHER_APP_ID: '484943', PUSHER_APP_KEY: 'shop-key', PUSHER_APP_SECRET: 'shop-secret' };

describe('S0: a shop on shared hosting', () => {
  let desk;
  let sdk;
  let shop;
  let browser;
  before(async () => {
    desk = await openDesk(ENV);
    const { host, port } = desk.server;
    sdk = new PusherServer({
      appId: ENV.PUSHER_APP_ID,
      key: ENV.PUSHER_APP_KEY,
      secret: ENV.PUSHER_APP_SECRET,
      cluster: 'ap1',
      host,
      port: String(port),
      useTLS: false,
    });
    const authorize = { authorize: (socketId, channel) => sdk.authorizeChannel(socketId, channel) };
    shop = await startBackend(authorize, await pageOf(fileURLToPath(new URL('s0-panel.jsx', import.meta.url))));
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await shop?.stop();
    await desk?.server.stop();
  });

  /** The end of a checkout: the order has been saved, and the page waits for this. */
  const received = (id, customer, total) =>
    sdk.trigger('private-admin.orders', 'App\\Events\\NewOrderReceived', { order: { id, customer_name: customer, total, status: 'pending' } });

  async function openPanel() {
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(shop.url);
    const { host, port } = desk.server;
    await page.evaluate((server) => window.start(server), { host, port, key: ENV.PUSHER_APP_KEY });
    await page.locator('#connection', { hasText: 'listening' }).waitFor();
    return { page, errors, text: (selector) => page.locator(selector).textContent() };
  }

  test('S0: a trigger of the Pusher SDK makes toast, badge and sound on the panel, without a reload', async () => {
    const { page, errors, text } = await openPanel();
    assert.equal(await text('button'), 'Sound is blocked: tap', 'a browser plays nothing before somebody has tapped, and the panel says so');
    await received(501, 'Budi', 45000);
    await page.locator('#badge', { hasText: /^1$/ }).waitFor();
    assert.equal(await text('#beeps'), '0');

    await page.getByRole('button').click();
    await page.getByRole('button', { name: 'Sound is on' }).waitFor();
    await received(502, 'Ayu', 1250000);
    await page.locator('#badge', { hasText: /^2$/ }).waitFor();
    assert.equal(await text('#beeps'), '1');
    assert.deepEqual((await page.getByRole('status').locator('li').allTextContents()).map(rupiah), [
      'New order #502 of Ayu: Rp 1.250.000',
      'New order #501 of Budi: Rp 45.000',
    ]);
    assert.deepEqual(errors, []);
    await page.close();
  });

  test('S0: in sync mode the checkout waits for milliseconds, and does not hang when the server is gone', async () => {
    const times = [];
    for (let id = 600; id < 620; id += 1) {
      const start = performance.now();
      assert.equal((await received(id, 'Budi', 1000)).status, 200);
      times.push(performance.now() - start);
    }
    const median = times.sort((a, b) => a - b)[10];
    assert.ok(median < 250, `the median trigger took ${median} ms`);

    await desk.server.kill();
    const start = performance.now();
    await assert.rejects(received(620, 'Budi', 1000));
    assert.ok(performance.now() - start < 2000, 'a refused trigger fails at once, and the shop goes on');
    await desk.server.restart();
    await eventually('the server', async () => (await received(621, 'Budi', 1000).catch(() => ({}))).status === 200);
  });
});
