// S3: a restaurant with several vendors. Each has a screen on `private-vendor-orders.{id}`, each customer a page on the
// channel of their order. Capabilities #9, #10, #12, #14, #19, #21, #22, #24, #26, #42, #54, #56, #57 and #66.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { binary } from '../sdk/server.mjs';
import { PusherServer } from '../sdk/stock.mjs';
import { api, eventually, hears, openDesk, owner, run, staff } from './desk.mjs';
import { atOrderbell, atTheShop, openPage } from './pages.mjs';
import { openRoom } from './rooms.mjs';

describe('S3: a restaurant with several vendors', () => {
  let desk;
  let dewi;
  let sari;
  let tono;
  const pages = [];
  before(async () => {
    desk = await openDesk();
    dewi = await owner(desk.server);
    sari = await staff(desk.server, 'Sari', 'vendor', '7');
    tono = await staff(desk.server, 'Tono', 'vendor', '8');
  });
  after(async () => {
    for (const page of pages) page.close();
    await desk.server.stop();
  });

  const open = (credential) => {
    const page = openPage(desk.server, atOrderbell(desk.server, credential));
    pages.push(page);
    return page;
  };
  const restaurant = (vendor, dish = 'Nasi goreng') => ({
    flow: 'restaurant',
    vendor_id: vendor,
    pay_later: true,
    items: [{ name: dish, qty: 1, unit_price: '25000' }],
    note: 'no chili',
  });
  const order = (vendor, name, dish) =>
    desk.api.place({ ...restaurant(vendor, dish), customer: { name, phone: '+62 812 0000 0001' } });
  const shown = ({ event, data }) => [event, data.order.customer_name, data.to ?? data.order.status_canonical];

  test('S3: two vendors and two customers get theirs and nothing else', async () => {
    const screens = { sari: await open(sari).follow('vendor-orders.7'), tono: await open(tono).follow('vendor-orders.8') };
    const everything = await open(dewi).follow('admin.orders');
    const [budis, ayus] = [await order('7', 'Budi', 'Nasi goreng'), await order('8', 'Ayu', 'Es kopi')];
    await hears(screens.sari, [['.order.created', 'Budi', 'placed']], shown);
    const [{ data }] = screens.sari;
    assert.deepEqual(
      [data.order.items[0].name, data.order.customer_phone, data.order.note, data.order.total_display.replace(/\s/, ' ')],
      ['Nasi goreng', '+62 812 0000 0001', 'no chili', 'Rp 25.000'],
      'the vendor has everything that is needed to cook',
    );
    const budi = await open({ token: budis.link }).follow(`order.${budis.uid}`);
    const ayu = await open({ token: ayus.link }).follow(`order.${ayus.uid}`);

    await sari.api.act(budis, 'accept');
    await tono.api.act(ayus, 'decline', { reason: 'the machine is broken' });
    await sari.api.act(budis, 'ready');

    const changed = '.order.status.changed';
    const news = [[changed, 'Budi', 'accepted'], [changed, 'Budi', 'ready']];
    const refusal = [changed, 'Ayu', 'declined'];
    await hears(screens.sari, [['.order.created', 'Budi', 'placed'], ...news], shown);
    await hears(screens.tono, [['.order.created', 'Ayu', 'placed'], refusal], shown);
    await hears(budi, news, shown);
    await hears(ayu, [refusal], shown);
    await hears(
      everything,
      [['.order.created', 'Budi', 'placed'], ['.order.created', 'Ayu', 'placed'], news[0], refusal, news[1]],
      shown,
    );
    assert.equal(ayu[0].data.order.reason, 'the machine is broken');
    assert.deepEqual([budi, ayu].flat().map(({ data }) => data.actor.name ?? null), [null, null, null], 'customers see no staff');
    const totals = await Promise.all([dewi, sari, tono].map(({ api }) => api.stats()));
    assert.deepEqual(totals.map(({ confirmed, closed, total }) => [confirmed, closed, total]), [[1, 1, 2], [1, 0, 1], [0, 1, 1]]);
  });

  test('S3: a vendor can neither hear, read nor act on what is another vendor\'s', async () => {
    const [mine, theirs] = [await order('7', 'Budi', 'Mie ayam'), await order('8', 'Ayu', 'Teh')];
    const before = (await desk.api.log()).length;
    const page = open(sari);
    for (const name of ['vendor-orders.8', 'admin.orders', `order.${theirs.uid}`, 'vendor-orders.']) {
      assert.equal(await page.refused(name), 403, name);
    }
    const customer = open({ token: mine.link });
    for (const name of [`order.${theirs.uid}`, 'vendor-orders.7', 'admin.orders']) assert.equal(await customer.refused(name), 403, name);
    const room = await openRoom(desk.server, 'vendor:8', sari.api.headers);
    pages.push(room);
    assert.deepEqual([room.joined, room.refused[0].code], [[], 'forbidden']);

    const listed = await sari.api.get('/v1/orders');
    assert.deepEqual([...new Set(listed.orders.map(({ vendor_id: vendor }) => vendor))], ['7']);
    assert.deepEqual([...new Set((await sari.api.log()).map(({ order: { vendor_id: vendor } }) => vendor))], ['7']);
    for (const name of [theirs.code, theirs.uid]) {
      assert.equal((await sari.api.call('GET', `/v1/orders/${name}`)).status, 404, name);
      for (const action of ['accept', 'decline', 'ready', 'cancel', 'ack']) {
        const { status } = await sari.api.call('POST', `/v1/orders/${name}/${action}`, { reason: 'mischief' });
        assert.equal(status, 404, `${action} ${name}`);
      }
    }
    const feed = await sari.api.call('GET', '/v1/channels/private-vendor-orders.8/events');
    assert.ok([403, 404].includes(feed.status), feed.status);
    assert.equal((await desk.api.log()).length, before, 'nothing of that is in the log');
    assert.equal((await desk.api.get(`/v1/orders/${theirs.code}`)).order.status, 'placed');
  });

  test('S3: another restaurant on the same server has a vendor 7 of its own', async () => {
    const made = await run(binary, ['app', 'create', 'Warung Lain', '--data', desk.server.data], { env: desk.server.environment });
    const line = (name) => new RegExp(`${name}=(\\S+)`).exec(made.stdout)[1];
    const [key, secret] = [line('PUSHER_APP_KEY'), line('PUSHER_APP_SECRET')];
    const other = api(desk.server, { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` });
    const ours = await open(sari).follow('vendor-orders.7');
    const sdk = new PusherServer({ appId: line('PUSHER_APP_ID'), key, secret, host: desk.server.host, port: String(desk.server.port), useTLS: false });
    const their = openPage({ ...desk.server, key }, atTheShop(sdk, () => true));
    pages.push(their);
    const theirs = await their.follow('vendor-orders.7');

    const [mine, yours] = [await order('7', 'Budi', 'Bakso'), await other.place({ ...restaurant('7'), customer: { name: 'Citra' } })];
    await hears(ours, [['.order.created', 'Budi', 'placed']], shown);
    await hears(theirs, [['.order.created', 'Citra', 'placed']], shown);
    for (const [who, code] of [[other, mine.code], [desk.api, yours.code], [sari.api, yours.code]]) {
      assert.equal((await who.call('GET', `/v1/orders/${code}`)).status, 404);
      assert.equal((await who.call('POST', `/v1/orders/${code}/accept`, {})).status, 404);
    }
    assert.equal((await other.stats()).total, 1);
  });

  test('S3: a page without a session, and one with a made-up signature, hear nothing', async () => {
    const nobody = open({});
    assert.equal(await nobody.refused('vendor-orders.7'), 401);
    const forger = openPage(desk.server, (_, callback) => callback(null, { auth: `${desk.server.key}:${'0'.repeat(64)}` }));
    pages.push(forger);
    assert.equal(await forger.refused('vendor-orders.7'), 401);
  });

  // The last one: from here on the server speaks the shop's words.
  test('S3: in the words of the screens that exist: OrderReceived, ready_for_pickup, and a declined order is cancelled', async () => {
    await dewi.api.patch('/v1/words', {
      aliases: { ready: 'ready_for_pickup', declined: 'cancelled' },
      emit_as: {
        'order.created': ['App\\Events\\OrderReceived'],
        'order.status.changed': ['App\\Events\\OrderStatusChanged'],
      },
      laravel_flat: true,
    });
    const all = await open(sari).follow('vendor-orders.7');
    const [budis, ayus] = [await order('7', 'Budi', 'Sate'), await order('7', 'Ayu', 'Rendang')];
    const budi = await open({ token: budis.link }).follow(`order.${budis.uid}`);
    await sari.api.act(budis, 'accept');
    await sari.api.act(budis, 'ready');
    await sari.api.act(ayus, 'decline', { reason: 'sold out' });
    // `.listen('OrderReceived')`, as the Vue pages have it; the names with a dot are there as well.
    const screen = (heard) => heard.filter(({ event }) => !event.startsWith('.'));
    const words = ({ event, data }) => [event, data.order_code, data.old_status ?? null, data.status];
    await eventually('the last event', () => screen(all).length >= 5);
    assert.deepEqual(screen(all).map(words), [
      ['OrderReceived', budis.code, null, 'placed'],
      ['OrderReceived', ayus.code, null, 'placed'],
      ['OrderStatusChanged', budis.code, 'placed', 'accepted'],
      ['OrderStatusChanged', budis.code, 'accepted', 'ready_for_pickup'],
      ['OrderStatusChanged', ayus.code, 'placed', 'cancelled'],
    ]);
    await eventually('the customer', () => screen(budi).length >= 2);
    assert.deepEqual(screen(budi).map(({ data }) => data.new_status), ['accepted', 'ready_for_pickup']);
    const { orders } = await sari.api.get('/v1/orders?status=ready_for_pickup');
    assert.deepEqual(orders.map(({ code, status_canonical: status }) => [code, status]).at(0), [budis.code, 'ready']);
  });
});
