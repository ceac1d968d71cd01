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

const EVENT = 'App\\Events\\NewOrderReceived';

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
    sdk.trigger('private-admin.orders', EVENT, { order: { id, customer_name: customer, total, status: 'pending' } });

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

  test('S0: once somebody has said what it means, the trigger alone is a durable order that rings', async () => {
    const { server, api } = desk;
    const seen = await eventually('the event among the examples', async () => {
      const { events } = await api.get('/v1/mappings/samples');
      return events.find(({ event }) => event === EVENT);
    });
    // The dashboard proposes what it has found; a person says what their word `pending` means.
    const { mapping } = await api.post('/v1/mappings/guess', { channel: seen.channel, event: EVENT });
    assert.deepEqual([mapping.as, mapping.set.ext_id, mapping.set.total], ['order.upsert', '/order/id', '/order/total']);
    await api.post('/v1/mappings', { mapping: { ...mapping, status_map: { pending: 'placed' } } });

    const { page, text } = await openPanel();
    await received(701, 'Citra', 90000);
    await page.locator('#badge', { hasText: /^1$/ }).waitFor();
    assert.equal(rupiah(await text('li')), 'New order #701 of Citra: Rp 90.000', 'the panel gets the event as it was sent');
    await page.close();

    const order = async () => (await api.get('/v1/orders')).orders.find(({ ext_id: ext }) => ext === '701');
    const { code, status_canonical: status, customer_name: name, total_display: total, rings_at: rings } = await order();
    assert.deepEqual([status, name, rupiah(total)], ['placed', 'Citra', 'Rp 90.000']);
    assert.ok(rings, 'it rings until somebody takes it');
    const [created] = (await api.log()).filter((event) => event.order?.code === code);
    assert.deepEqual([created.type, created.sound], ['order.created', 'ring']);

    await server.kill();
    await server.restart();
    assert.equal((await order()).code, code, 'what was answered survives the server');
    await received(701, 'Citra', 90000);
    assert.equal((await api.log()).filter((event) => event.order?.code === code).length, 1, 'the same again is no news');
    await api.act({ code }, 'ack');
    assert.equal((await order()).rings_at === rings, false, 'one tap silences it');
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
