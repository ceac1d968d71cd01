// S4: food ordering on Hono. Pages speak a plain WebSocket: a cashier's board follows the counter's room, each customer the
// room of their own order. Capabilities #6, #8, #11, #20, #27, #29, #42, #54, #55 and #58.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch } from '../sdk/browser.mjs';
import { startProxy } from '../sdk/proxy.mjs';
import { eventually, hears, openDesk, staff } from './desk.mjs';
import { openRoom } from './rooms.mjs';

describe('S4: food ordering with plain WebSockets', () => {
  let desk;
  let cashier;
  let line;
  const pages = [];
  before(async () => {
    desk = await openDesk();
    cashier = await staff(desk.server, 'Sari', 'cashier', 'main');
    line = await startProxy(desk.server);
  });
  after(async () => {
    for (const page of pages) page.close();
    await line.stop();
    await desk.server.stop();
  });

  const order = (name, dish) =>
    desk.api.place({
      flow: 'restaurant',
      vendor_id: 'main',
      customer: { name },
      items: [{ name: dish, qty: 2, unit_price: '22500' }],
    });
  const open = async (at, ...room) => {
    const page = await openRoom(at, ...room);
    pages.push(page);
    return page;
  };
  const customer = (at, placed) => open(at, `order:${placed.uid}`, placed.link, { after: 0 });
  /** What a message says, without what only machines read. */
  const shown = ({ type, data }) => [type, data.order.customer_name, data.order.status_label];
  /** The shop's payment provider has told the shop. */
  const pay = (placed) =>
    desk.api.act(placed, 'payments', { provider: 'midtrans', ref: `${placed.code}-1`, status: 'paid', method: 'QRIS' });

  test('S4: from Menunggu Pembayaran to Siap Diambil, for the customer concerned and the cashier, across a cut', async () => {
    const board = await open(desk.server, 'vendor:main', cashier.api.headers);
    assert.equal(board.joined.length, 1, JSON.stringify(board.refused));
    const budi = await order('Budi', 'Nasi goreng');
    const ayu = await order('Ayu', 'Soto ayam');
    const [his, hers] = [await customer(line, budi), await customer(desk.server, ayu)];
    await hears(his.heard, [['new_order', 'Budi', 'Menunggu Pembayaran']], shown);
    await hears(hers.heard, [['new_order', 'Ayu', 'Menunggu Pembayaran']], shown);

    await pay(budi);
    // The payment has been counted; what follows from it for the order is the event after it.
    const paid = [
      ['new_order', 'Budi', 'Menunggu Pembayaran'],
      ['payment_success', 'Budi', 'Menunggu Pembayaran'],
      ['order_status_update', 'Budi', 'Pesanan Masuk'],
    ];
    await hears(his.heard, paid, shown);
    const payment = his.heard[1].data;
    assert.deepEqual([payment.payment.method, payment.order.payment_status], ['QRIS', 'paid']);

    await cashier.api.act(budi, 'start');
    const preparing = ['order_status_update', 'Budi', 'Sedang Disiapkan'];
    await hears(his.heard, [...paid, preparing], shown);
    const told = his.heard.at(-1).data;
    assert.deepEqual([told.from, told.to, told.actor.name ?? null], ['placed', 'preparing', null], 'customers see no staff');

    // The phone is in a lift while the food becomes ready, and comes back by itself.
    const before = his.heard.length;
    line.lead({ host: '127.0.0.1', port: 1 });
    line.cut();
    await cashier.api.act(budi, 'ready');
    await eventually('the board', () => board.heard.at(-1).data.order.status_canonical === 'ready');
    assert.equal(his.heard.length, before, 'nothing comes through a line that is cut');
    line.lead(desk.server);
    await his.rejoined(2);
    assert.equal(his.joined[1].recovered, true);
    const ready = ['order_status_update', 'Budi', 'Siap Diambil'];
    await hears(his.heard, [...paid, preparing, ready], shown);

    const ayus = ['new_order', 'Ayu', 'Menunggu Pembayaran'];
    await hears(board.heard, [paid[0], ayus, paid[1], paid[2], preparing, ready], shown);
    assert.equal(board.heard.at(-1).data.actor.name, 'Sari', 'staff see who it was');
    assert.deepEqual(hers.heard.map(shown), [ayus], 'another customer hears of her own order only');
  });

  test('S4: the customer\'s page in a browser shows each status, and comes back by itself', async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage();
      const ayu = await order('Ayu', 'Nasi uduk');
      const address = new URL('../../examples/ws-order.html', import.meta.url);
      address.search = new URLSearchParams({ server: `ws://${line.host}:${line.port}`, uid: ayu.uid, t: ayu.link });
      await page.goto(String(address));
      const shows = (label) => page.locator('#status', { hasText: label }).waitFor();
      await shows('Menunggu Pembayaran');
      await pay(ayu);
      await cashier.api.act(ayu, 'start');
      await shows('Sedang Disiapkan');
      line.cut();
      await cashier.api.act(ayu, 'ready');
      await shows('Siap Diambil');
    } finally {
      await browser.close();
    }
  });

  test('S4: nobody reads an order by its number alone, nor with the link of another', async () => {
    const [mine, other] = [await order('Budi', 'Bakso'), await order('Ayu', 'Rawon')];
    for (const [room, token] of [
      [`order:${mine.uid}`, other.link],
      [`order:${mine.uid}`, ''],
      ['vendor:main', mine.link],
      ['admin', mine.link],
    ]) {
      const page = await open(desk.server, room, token);
      assert.deepEqual([page.joined, page.refused[0].type], [[], 'error'], room);
    }
    // A cashier's session opens the counter, not the whole shop.
    const page = await open(desk.server, 'admin', cashier.api.headers);
    assert.deepEqual([page.joined, page.refused[0].code], [[], 'forbidden']);
  });

  test('S4: a server that is stopped and started again is no reason to reload', async () => {
    const budi = await order('Budi', 'Gado-gado');
    const page = await customer(desk.server, budi);
    const board = await open(desk.server, 'vendor:main', cashier.api.headers);
    await hears(page.heard, [['new_order', 'Budi', 'Menunggu Pembayaran']], shown);
    await desk.server.kill('SIGTERM');
    await desk.server.restart();
    await Promise.all([page, board].map((one) => one.rejoined(2)));
    await pay(budi);
    const paid = [['payment_success', 'Budi', 'Menunggu Pembayaran'], ['order_status_update', 'Budi', 'Pesanan Masuk']];
    await hears(page.heard, [['new_order', 'Budi', 'Menunggu Pembayaran'], ...paid], shown);
    await hears(board.heard, paid, shown);
  });
});
