// The stock clients in Chromium: their web builds, a real page, real sockets.
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startBackend } from './backend.mjs';
import { launch, pageOf } from './browser.mjs';
import { startProxy } from './proxy.mjs';
import { nodeSdk } from './server-sdks.mjs';
import { startServer } from './server.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

describe('Chromium', () => {
  let server;
  let proxy;
  let backend;
  let browser;
  let runs = 0;
  before(async () => {
    server = await startServer({ ORDERBELL_CHANNELS__CLIENT_EVENTS: 'true' });
    proxy = await startProxy(server);
    backend = await startBackend(nodeSdk(server), await pageOf(here('page.jsx')), { cut: () => proxy.cut() });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await backend?.stop();
    await proxy?.stop();
    await server?.stop();
  });

  /** Calls a function of the page in a page of its own; an error nobody caught is a failure. */
  async function inPage(name, ...args) {
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error));
    try {
      await page.goto(backend.url);
      const at = { host: proxy.host, port: proxy.port, key: server.key };
      await page.evaluate(([name, at, args]) => window[name](...args, at), [name, at, args]);
      if (errors.length > 0) throw errors[0];
    } finally {
      await page.close();
    }
  }

  for (const client of ['pusher-js', 'reverb', 'pusher']) {
    const title = client === 'pusher-js' ? client : `laravel-echo, broadcaster ${client}`;
    test(`${title}: the whole scenario`, () => inPage('runScenario', client, `browser-${(runs += 1)}`));
  }
  test('check 18: events of 8 KB are intact where the client offers to compress', () => inPage('runLarge'));
  for (const broadcaster of ['reverb', 'pusher']) {
    test(`check 160: @laravel/echo-react with broadcaster ${broadcaster} has one subscription while it shows anything`, () =>
      inPage('runReact', broadcaster));
  }
});
