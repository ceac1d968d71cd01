/**
 * Stock pusher-js in a real browser whose connections are cut: recognized by the cookie that came with the WebSocket,
 * without a line of code for it.
 */
import { becomeOwner, type BrowserContext, expect, type Page, test } from '../../web/e2e/fixtures';
import { type Proxy, startProxy } from '../sdk/resume/proxy.mjs';

const PUSHER = new URL('../../web/node_modules/pusher-js/dist/web/pusher.js', import.meta.url).pathname;

interface Notes {
  codes: string[];
  cuts: number;
  subscribed: number;
}

declare global {
  interface Window {
    notes: Notes;
    Pusher: new (key: string, options: object) => {
      connection: { bind(event: string, listener: (change: { previous: string }) => void): void };
      subscribe(channel: string): { bind(event: string, listener: (data: { order: { code: string } }) => void): void };
    };
  }
}

/** A page that lists the codes of new orders, with pusher-js exactly as its documentation says. */
async function openPage(context: BrowserContext, url: string, key: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/healthz`);
  await page.addScriptTag({ path: PUSHER });
  await page.evaluate((appKey) => {
    window.notes = { codes: [], cuts: 0, subscribed: 0 };
    const pusher = new window.Pusher(appKey, {
      wsHost: location.hostname,
      wsPort: Number(location.port),
      forceTLS: false,
      enabledTransports: ['ws'],
      cluster: '',
      channelAuthorization: { endpoint: '/broadcasting/auth', transport: 'ajax' },
    });
    pusher.connection.bind('state_change', ({ previous }) => {
      if (previous === 'connected') window.notes.cuts += 1;
    });
    const channel = pusher.subscribe('private-admin.orders');
    channel.bind('pusher:subscription_succeeded', () => (window.notes.subscribed += 1));
    channel.bind('order.created', ({ order }) => window.notes.codes.push(order.code));
  }, key);
  await expect.poll(() => notes(page).then(({ subscribed }) => subscribed)).toBe(1);
  return page;
}

const notes = (page: Page): Promise<Notes> => page.evaluate(() => window.notes);
const distinct = (codes: string[]): string[] => [...new Set(codes)];

test('two tabs with nothing but a cookie miss no event while their connections are cut', async ({ browser, server }) => {
  const proxy: Proxy = await startProxy(Number(new URL(server.url).port));
  const url = `http://127.0.0.1:${String(proxy.port)}`;
  const context = await browser.newContext({ bypassCSP: true });
  try {
    await becomeOwner(context, server);
    const [left, right] = [await openPage(context, url, server.appKey), await openPage(context, url, server.appKey)];

    proxy.cutEvery(1500);
    const placed: string[] = [];
    const cuts = async () => Math.min(...(await Promise.all([left, right].map(notes))).map((each) => each.cuts));
    // Chance decides when they are cut, so it takes as long as it takes.
    while ((await cuts()) < 3) for (let count = 0; count < 50; count += 1) placed.push((await server.order()).code);
    proxy.cutEvery(null);

    for (const page of [left, right]) {
      await expect.poll(async () => distinct((await notes(page)).codes).length, { timeout: 20_000 }).toBe(placed.length);
      expect(distinct((await notes(page)).codes), 'in the order of the log').toEqual(placed);
    }

    // A page that was left on purpose leaves nothing behind for the next one.
    const seen = (await notes(right)).codes.length;
    await left.close();
    const fresh = await openPage(context, url, server.appKey);
    const last = (await server.order()).code;
    await expect.poll(async () => (await notes(fresh)).codes).toEqual([last]);
    await expect.poll(async () => (await notes(right)).codes.length).toBe(seen + 1);
  } finally {
    await context.close();
    proxy.stop();
  }
});
