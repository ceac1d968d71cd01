// S1: villa bookings on Laravel Reverb. The shop broadcasts `OrderCreated` and `OrderStatusChanged` on `admin.orders` and
// `order.{id}`, and its pages listen with Echo; they are handed to Orderbell as they are, and through its API.
// Capabilities #3, #4, #7, #8, #10, #12, #13, #19, #21, #22, #23, #25, #42, #48, #49, #51, #52, #54 and #58.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { startBackend } from '../sdk/backend.mjs';
import { startProxy } from '../sdk/proxy.mjs';
import { nodeSdk } from '../sdk/server-sdks.mjs';
import { api, eventually, hears, openDesk, owner, rupiah } from './desk.mjs';
import { SERVER_KEY, startMidtrans } from './midtrans.mjs';
import { atOrderbell, atTheShop, openPage } from './pages.mjs';

const STAY = { check_in: '2027-03-01', check_out: '2027-03-04' };

describe('S1: villa bookings on Laravel', () => {
  let desk;
  let sdk;
  let shop;
  let dewi;
  let line;
  let midtrans;
  const pages = [];
  before(async () => {
    midtrans = await startMidtrans();
    desk = await openDesk({ ORDERBELL_WEBHOOKS__ALLOW_PRIVATE: '127.0.0.0/8' });
    await desk.api.put('/v1/gateways/midtrans', { environment: 'sandbox', base_url: midtrans.url, server_key: SERVER_KEY });
    sdk = nodeSdk(desk.server);
    shop = await startBackend(sdk);
    dewi = await owner(desk.server);
    line = await startProxy(desk.server);
  });
  after(async () => {
    for (const page of pages) page.close();
    await line.stop();
    await shop.stop();
    await desk.server.stop();
    midtrans.stop();
  });

  const open = (authorize, at = desk.server, more) => {
    const page = openPage({ ...desk.server, host: at.host, port: at.port }, authorize, more);
    pages.push(page);
    return page;
  };
  /** A controller of the shop: saves, then broadcasts, to others than the page that asked. */
  const broadcast = (channels, event, data, page) =>
    sdk.trigger(channels.map((name) => `private-${name}`), event, data, page?.socketId());
  const booking = (ext, guest, villa, price) => ({
    flow: 'booking',
    source: 'villas',
    ext_id: ext,
    pay_later: true,
    customer: { name: guest },
    items: [{ name: `${villa}, 3 nights`, qty: 1, unit_price: price }],
    booking: { resource_id: villa, resource_name: villa, ...STAY, guests: 2 },
  });

  test('S1: a broadcast toOthers reaches both channels, unchanged, and not the page that caused it', async () => {
    const staff = () => open(atTheShop(sdk.sdk, () => true));
    const [writer, reader] = [staff(), staff()];
    const guest = open(atTheShop(sdk.sdk, (name) => name === 'private-order.41'));
    const [own, other] = [await writer.follow('admin.orders'), await reader.follow('admin.orders')];
    const theirs = await guest.follow('order.41');
    assert.equal(await guest.refused('admin.orders'), 403, 'routes/channels.php says who listens');

    const created = { booking: { id: 41, guest_name: 'Ayu', villa: { name: 'Villa Melati' }, ...STAY, total_price: 4500000, status: 'pending' } };
    const changed = { bookingId: 41, oldStatus: 'pending', newStatus: 'confirmed' };
    await broadcast(['admin.orders', 'order.41'], 'App\\Events\\OrderCreated', created, writer);
    await broadcast(['admin.orders', 'order.41'], 'order.status.changed', changed, writer);
    await broadcast(['admin.orders'], 'App\\Events\\Done', { for: 'all' });

    // As a page names them: the class, or what broadcastAs says with a dot in front.
    const news = [{ event: 'OrderCreated', data: created }, { event: '.order.status.changed', data: changed }];
    const last = { event: 'Done', data: { for: 'all' } };
    await hears(other, [...news, last]);
    await hears(theirs, news);
    await hears(own, [last]);
  });

  test('S1: a booking through the API: both channels, top of the list, counters move by one', async () => {
    const feed = await open(atOrderbell(desk.server, dewi)).follow('admin.orders');
    const before = await dewi.api.stats();
    const moved = async () => {
      const now = await dewi.api.stats();
      return Object.fromEntries(['pending', 'confirmed', 'total'].map((name) => [name, now[name] - before[name]]));
    };
    const older = await desk.api.place(booking('7001', 'Made', 'Villa Kenanga', '1500000'));
    const placed = await desk.api.place(booking('7002', 'Ayu', 'Villa Melati', '4500000'));
    assert.deepEqual(await moved(), { pending: 2, confirmed: 0, total: 2 });
    const guest = await open(atOrderbell(desk.server, { token: placed.link })).follow(`order.${placed.uid}`);

    await desk.api.act(placed, 'accept');
    assert.deepEqual(await moved(), { pending: 1, confirmed: 1, total: 2 });
    const shown = ({ event, data }) => [event, data.order.ext_id, data.order.status_canonical];
    const confirmed = ['.order.status.changed', '7002', 'accepted'];
    await hears(guest, [confirmed], shown);
    await hears(feed, [['.order.created', '7001', 'placed'], ['.order.created', '7002', 'placed'], confirmed], shown);

    const { order } = feed[1].data;
    assert.deepEqual(
      [order.customer_name, order.booking.resource_name, order.booking.check_in, order.booking.check_out, rupiah(order.total_display), order.status_label],
      ['Ayu', 'Villa Melati', '2027-03-01', '2027-03-04', 'Rp 4.500.000', 'Menunggu Konfirmasi'],
      'everything that the feed and the table show',
    );
    assert.equal(feed[2].data.order.status_label, 'Dikonfirmasi');
    const { orders } = await dewi.api.get('/v1/orders');
    assert.deepEqual(orders.slice(0, 2).map(({ code }) => code), [placed.code, older.code], 'newest on top');
    const twice = await desk.api.call('POST', '/v1/orders', booking('7002', 'Ayu', 'Villa Melati', '4500000'));
    assert.equal(twice.status, 409, 'one booking of the shop is one order');
  });

  test('S1: a guest is given a link to pay, and is booked when the money is there; who comes second is told', async () => {
    const unpaid = (ext, guest) => ({ ...booking(ext, guest, 'Villa Cempaka', '2000000'), pay_later: false });
    const [first, second] = [await desk.api.place(unpaid('7101', 'Made')), await desk.api.place(unpaid('7102', 'Ayu'))];
    const feed = await open(atOrderbell(desk.server, { token: first.link })).follow(`order.${first.uid}`);
    // By the link of the order, without an account, from the shop's own page.
    const anyone = api(desk.server, { origin: 'https://villas.example.com' });
    const { payment } = await anyone.post(`/v1/orders/${first.uid}/payment-link`, { token: first.link });
    assert.equal((await fetch(payment.url)).status, 200, 'the page is open');
    assert.equal((await anyone.call('POST', `/v1/orders/${second.uid}/payment-link`, { token: first.link })).status, 401);

    await midtrans.choose(payment.reference, 'qris');
    await midtrans.happen(payment.reference, 'settle');
    // Where no notification URL is set, the shop tells what its own gateway code hears.
    await desk.api.act(first, 'payments', { provider: 'midtrans', ref: payment.reference, status: 'paid', method: 'QRIS' });
    const told = ({ event, data }) => [event, data.to ?? data.payment.status];
    await eventually('the payment', () => feed.some(({ event }) => event === '.payment.received'));
    assert.deepEqual(feed.filter(({ event }) => event !== '.payment.updated').map(told), [['.payment.received', 'paid'], ['.order.status.changed', 'placed']]);
    await desk.api.act(first, 'accept');

    await desk.api.act(second, 'payments', { provider: 'transfer', ref: `${second.code}-1`, status: 'paid' });
    const refused = await desk.api.call('POST', `/v1/orders/${second.code}/accept`, {});
    assert.deepEqual([refused.status, refused.body.code], [409, 'overlap']);
    assert.match(refused.body.detail, new RegExp(first.code));
  });

  test('S1: once somebody has said what they mean, the broadcasts alone fill the list and move the counters', async () => {
    const make = (mapping) => desk.api.post('/v1/mappings', { mapping: { channel: 'private-admin.orders', ...mapping } });
    await make({
      event: ['App\\Events\\OrderCreated'],
      as: 'order.upsert',
      set: {
        ext_id: '/booking/id',
        status: '/booking/status',
        customer_name: '/booking/guest_name',
        total: '/booking/total_price',
        flow: { value: 'booking' },
        'booking.resource_name': '/booking/villa/name',
        'booking.check_in': '/booking/check_in',
        'booking.check_out': '/booking/check_out',
      },
      status_map: { pending: 'placed' },
    });
    await make({ event: ['App\\Events\\OrderStatusChanged'], as: 'order.status', set: { ext_id: '/bookingId', to: '/newStatus' } });
    const before = await dewi.api.stats();
    const moved = async () => {
      const { pending, confirmed, total } = await dewi.api.stats();
      return [pending - before.pending, confirmed - before.confirmed, total - before.total];
    };
    const feed = await open(atOrderbell(desk.server, dewi)).follow('admin.orders');

    const created = { booking: { id: 52, guest_name: 'Ayu', villa: { name: 'Villa Teratai' }, ...STAY, total_price: 4500000, status: 'pending' } };
    await broadcast(['admin.orders', 'order.52'], 'App\\Events\\OrderCreated', created);
    assert.deepEqual(await moved(), [1, 0, 1], 'as soon as the trigger is answered');
    await broadcast(['admin.orders', 'order.52'], 'App\\Events\\OrderStatusChanged', { bookingId: 52, oldStatus: 'pending', newStatus: 'confirmed' });
    assert.deepEqual(await moved(), [0, 1, 1]);

    const [top] = (await dewi.api.get('/v1/orders')).orders;
    assert.deepEqual(
      [top.ext_id, top.customer_name, top.booking.resource_name, top.booking.check_in, rupiah(top.total_display), top.status_label],
      ['52', 'Ayu', 'Villa Teratai', '2027-03-01', 'Rp 4.500.000', 'Dikonfirmasi'],
    );
    // The shop's own events, byte for byte, and ours beside them.
    await eventually('all four', () => feed.length >= 4);
    assert.deepEqual(feed.map(({ event }) => event).sort(), ['.order.created', '.order.status.changed', 'OrderCreated', 'OrderStatusChanged']);
    assert.deepEqual(feed.find(({ event }) => event === 'OrderCreated').data, created);
  });

  test('S1: the server is stopped: disconnected; it is started: connected, the same page, and nothing was missed', async () => {
    const page = open(atOrderbell(desk.server, dewi), line, { wsPath: `/tab/${randomUUID()}` });
    const feed = await page.follow('admin.orders');
    const dot = page.states.length;
    const names = ({ data }) => data.order.ext_id;
    await desk.api.place(booking('8001', 'Made', 'Villa Mawar', '1000000'));
    await hears(feed, ['8001'], names);

    await desk.server.kill('SIGTERM');
    await page.is('unavailable');
    await desk.server.restart();
    // Bookings go on before the page is back.
    for (const ext of ['8002', '8003']) await desk.api.place(booking(ext, 'Ayu', `Villa ${ext}`, '1000000'));
    await page.is('connected');
    await desk.api.place(booking('8004', 'Ayu', 'Villa 8004', '1000000'));
    await hears(feed, ['8001', '8002', '8003', '8004'], names);
    assert.deepEqual(page.states.slice(dot).filter((state) => ['unavailable', 'connected'].includes(state)), ['unavailable', 'connected']);
    assert.deepEqual(feed.map(({ data }) => data.seq), [...feed.map(({ data }) => data.seq)].sort((a, b) => a - b));
  });
});
