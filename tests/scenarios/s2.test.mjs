// S2: an e-commerce back office in Go. Twelve notifications for its staff (#30 to #41), each from what really causes it, each
// once in the log and once on `private-admin.orders`, in the words that the project has for them. Time is a clock that the
// test sets, the payment gateway a stand-in that behaves as Midtrans documents itself.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startClock } from './clock.mjs';
import { eventually, openDesk, owner, rupiah } from './desk.mjs';
import { SERVER_KEY, startMidtrans } from './midtrans.mjs';
import { atOrderbell, openPage } from './pages.mjs';

describe('S2: the twelve notifications of a back office', () => {
  let clock;
  let desk;
  let dewi;
  let midtrans;
  let source;
  let page;
  let heard;
  before(async () => {
    clock = await startClock();
    midtrans = await startMidtrans(clock.environment);
    desk = await openDesk({
      ...clock.environment,
      ORDERBELL_APP__LOCALE: 'en',
      ORDERBELL_WEBHOOKS__ALLOW_PRIVATE: '127.0.0.0/8',
    });
    await desk.api.put('/v1/gateways/midtrans', { environment: 'sandbox', base_url: midtrans.url, server_key: SERVER_KEY });
    source = await desk.api.post('/v1/sources', { provider: 'midtrans', secret: SERVER_KEY });
    await midtrans.notify(source.url);
    dewi = await owner(desk.server);
    page = openPage(desk.server, atOrderbell(desk.server, dewi));
    heard = await page.follow('admin.orders');
  });
  after(async () => {
    page?.close();
    await desk?.server.stop();
    midtrans?.stop();
    await clock?.stop();
  });

  const checkout = (customer, more) =>
    desk.api.place({
      flow: 'shop',
      customer: { name: customer, email: `${customer.toLowerCase()}@example.com` },
      items: [{ name: 'Kopi Gayo 250 g', sku: 'KOPI-250', qty: 2, unit_price: '75000' }],
      delivery: { type: 'ship', address: 'Jl. Melati 1, Bandung' },
      ...more,
    });
  /** The customer opens the page to pay, and has chosen how. */
  async function choosing(order, method = 'bca_va') {
    const { payment } = await desk.api.post(`/v1/orders/${order.code}/payment-link`);
    await midtrans.choose(payment.reference, method);
    return payment.reference;
  }
  const status = async (order) => (await desk.api.get(`/v1/orders/${order.code}`)).order.status;
  const paid = async (customer) => {
    const order = await checkout(customer);
    await midtrans.happen(await choosing(order), 'settle');
    await eventually(`the payment of ${order.code}`, async () => (await status(order)) === 'placed');
    return order;
  };

  /** The only notification of a kind that fits: once in the log, once on the page, and the same there. */
  async function once(kind, fits) {
    const isIt = (event) => event.kind === kind && fits(event);
    const logged = async () => (await desk.api.log()).filter(isIt);
    await eventually(kind, async () => (await logged()).length > 0);
    const onPage = () => heard.map(({ data }) => data).filter(isIt);
    await eventually(`${kind} on the page`, () => onPage().length > 0);
    const [found, shown] = [await logged(), onPage()];
    assert.deepEqual([found.length, shown.map((event) => event.event_id)], [1, [found[0].event_id]], `${kind} comes once`);
    return { ...shown[0], says: rupiah(`${shown[0].title} - ${shown[0].text}`) };
  }
  const of = (order) => (event) => event.order?.code === order.code;

  test('S2: #30 order created, when the checkout is done', async () => {
    const order = await checkout('Ayu');
    const { says } = await once('order.created', of(order));
    assert.equal(says, `New Order - Ayu placed an order #${order.code} (Rp 150.000)`);
  });

  test('S2: #31 payment received, when Midtrans says so, however often and in whatever order', async () => {
    const order = await checkout('Bayu');
    const reference = await choosing(order);
    await midtrans.happen(reference, 'settle');
    const { says, payment } = await once('payment.received', of(order));
    assert.equal(says, `Payment Received - Order #${order.code} paid via ${payment.method} (Rp 150.000)`);
    assert.deepEqual([payment.source, payment.ref, payment.amount], ['webhook', reference, 15000000]);
    // What a gateway has sent it may send again, the older report after the newer one.
    const sent = (await midtrans.notifications()).filter(({ body }) => body.order_id === reference);
    assert.deepEqual(sent.map(({ body }) => body.transaction_status), ['pending', 'settlement']);
    const before = (await desk.api.log()).length;
    for (const { body } of [...sent, ...sent]) {
      const again = await fetch(source.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      assert.equal(again.status, 200);
    }
    const forged = { ...sent[0].body, transaction_status: 'settlement', gross_amount: '1.00' };
    const refused = await fetch(source.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(forged) });
    assert.equal(refused.status, 401);
    assert.equal((await desk.api.log()).length, before, 'nothing came of that');
    assert.equal(await status(order), 'placed');
  });

  test('S2: #32 payment expired, when staff end the wait', async () => {
    const order = await checkout('Budi');
    await dewi.api.act(order, 'expire');
    const { says, order: now } = await once('payment.expired', of(order));
    assert.equal(says, `Payment Expired - Order #${order.code} payment has expired`);
    assert.equal(now.code, order.code);
  });

  test('S2: #33 order cancelled, and #36 the refund that follows when it was paid', async () => {
    const order = await paid('Citra');
    await dewi.api.act(order, 'cancel', { reason: 'sold out' });
    assert.equal((await once('order.cancelled', of(order))).says, `Order Cancelled - Order #${order.code} cancelled by Dewi`);
    const { says, case: refund } = await once('refund.requested', of(order));
    assert.equal(says, `Refund Request - Refund requested for order #${order.code} (Rp 150.000)`);
    assert.equal(refund.amount, 15000000);
  });

  test('S2: #34 order shipped with a courier, #40 what the courier reports, #35 order delivered', async () => {
    const order = await paid('Dian');
    await dewi.api.act(order, 'ship', { courier: 'JNE', tracking_no: 'JP123' });
    assert.equal((await once('order.shipped', of(order))).says, `Order Shipped - Order #${order.code} shipped via JNE`);
    const onItsWay = (state) => (event) => of(order)(event) && event.shipment.status === state;
    await desk.api.act(order, 'shipment', { status: 'in_transit' });
    assert.equal(
      (await once('shipment.updated', onItsWay('in_transit'))).says,
      `Shipment Update - Order #${order.code} - In transit (JNE)`,
    );
    await desk.api.act(order, 'shipment', { status: 'delivered' });
    assert.equal((await once('order.delivered', of(order))).says, `Order Delivered - Order #${order.code} delivered successfully`);
  });

  test('S2: #36 refund requested by the shop, and #37 a dispute', async () => {
    const order = await paid('Eka');
    await desk.api.act(order, 'cases', { kind: 'refund', amount: '50000', reason: 'one cup was broken' });
    assert.equal(
      (await once('refund.requested', of(order))).says,
      `Refund Request - Refund requested for order #${order.code} (Rp 50.000)`,
    );
    const other = await paid('Fajar');
    await desk.api.act(other, 'cases', { kind: 'dispute', reason: 'never arrived' });
    const { says, case: dispute } = await once('dispute.created', of(other));
    assert.equal(says, `New Dispute - Dispute #${dispute.code} created for order #${other.code}`);
  });

  test('S2: #38 low stock, when fewer than five are left, once until there is enough again', async () => {
    await desk.api.post('/v1/products', { sku: 'KOPI-1KG', name: 'Kopi Toraja 1 kg', price: '200000', stock: 9 });
    const stock = (count) => desk.api.post('/v1/products/KOPI-1KG/stock', { set: count });
    const low = (sku, left) => (event) => event.product.sku === sku && event.product.stock === left;
    await stock(5);
    await stock(4);
    assert.equal((await once('stock.low', low('KOPI-1KG', 4))).says, 'Low Stock Alert - Kopi Toraja 1 kg has only 4 items left');
    await stock(3);
    await stock(20);
    await stock(2);
    await once('stock.low', low('KOPI-1KG', 2));
    // Or a product that has too few from the beginning.
    await desk.api.post('/v1/products', { sku: 'TEH-50', name: 'Teh', price: '15000', stock: 1 });
    await once('stock.low', low('TEH-50', 1));
    assert.equal((await desk.api.log()).filter((event) => event.kind === 'stock.low').length, 3, 'not while it goes on sinking');
  });

  test('S2: #39 new user, when somebody registers, once however often it is told', async () => {
    const gita = { id: '77', name: 'Gita', email: 'gita@example.com' };
    await desk.api.post('/v1/users', gita);
    await desk.api.post('/v1/users', gita);
    assert.equal((await once('user.registered', (event) => event.user.id === '77')).says, 'New User - Gita (gita@example.com) registered');
  });

  // From here on days pass; whoever works here would have to sign in again.
  test('S2: #32 payment expired, when nobody has paid for 24 hours', async () => {
    const [idle, begun] = [await checkout('Cahya'), await checkout('Dodi')];
    const reference = await choosing(begun);
    await clock.forward(24 * 3600 - 60);
    assert.deepEqual([await status(idle), await status(begun)], ['pending_payment', 'pending_payment']);
    await clock.forward(5 * 60);
    for (const order of [idle, begun]) {
      const { says } = await once('payment.expired', of(order));
      assert.equal(says, `Payment Expired - Order #${order.code} payment has expired`);
      assert.equal(await status(order), 'expired');
    }
    // Nobody can pay there any more, either.
    const last = (await midtrans.notifications()).filter(({ body }) => body.order_id === reference).at(-1);
    assert.equal(last.body.transaction_status, 'expire');
  });

  test('S2: who has paid in the last minute, unheard, is not expired', async () => {
    const order = await checkout('Edi');
    const reference = await choosing(order);
    await clock.forward(24 * 3600 - 60);
    await midtrans.lose(1);
    await midtrans.happen(reference, 'settle');
    await clock.forward(5 * 60);
    await once('payment.received', of(order));
    assert.equal(await status(order), 'placed');
    assert.equal((await desk.api.log()).filter((event) => event.kind === 'payment.expired' && of(order)(event)).length, 0);
  });

  test('S2: #41 payment recovered, when the notification was lost', async () => {
    const order = await checkout('Fitri');
    const reference = await choosing(order);
    await midtrans.lose(1);
    await midtrans.happen(reference, 'settle');
    assert.equal(await status(order), 'pending_payment');
    await clock.forward(3 * 60);
    const { says, payment } = await once('payment.recovered', of(order));
    assert.equal(says, `Payment Recovered - Order #${order.code} payment status updated`);
    assert.equal(payment.source, 'recovery');
    await once('payment.received', of(order));
    assert.equal(await status(order), 'placed');
  });

  test('S2: the dashboard heard the whole log, once and in its order', async () => {
    const log = await desk.api.log();
    await eventually('the last event', () => heard.length >= log.length);
    assert.deepEqual(heard.map(({ data }) => data.event_id), log.map((event) => event.event_id));
    assert.deepEqual(heard.map(({ data }) => data.seq), log.map((event) => event.seq));
  });
});
