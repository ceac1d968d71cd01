// The stock clients in Chromium: their web builds, a real page, real sockets.
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { startBackend } from './backend.mjs';
import { startProxy } from './proxy.mjs';
import { nodeSdk } from './server-sdks.mjs';
import { startServer } from './server.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

describe('Chromium', () => {
  let server;
  let proxy;
  let backend;
  let browser;
  let runs = 0;
  before(async () => {
    const bundle = await build({ entryPoints: [here('page.jsx')], bundle: true, write: false, jsx: 'automatic', define: { 'process.env.NODE_ENV': '"development"', 'import.meta.env': '{}' } });
    const files = {
      '/': ['text/html; charset=utf-8', '<!doctype html><title>shop</title><body><script src="/page.js"></script>'],
      '/page.js': ['text/javascript; charset=utf-8', bundle.outputFiles[0].text],
      '/favicon.ico': ['image/x-icon', ''],
    };
    server = await startServer({ ORDERBELL_CHANNELS__CLIENT_EVENTS: 'true' });
    proxy = await startProxy(server);
    backend = await startBackend(nodeSdk(server), files, { cut: () => proxy.cut() });
    const executablePath = execFileSync(here('../e2e/find-chromium'), { encoding: 'utf8' }).trim();
    browser = await chromium.launch({ executablePath, args: ARGS });
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
