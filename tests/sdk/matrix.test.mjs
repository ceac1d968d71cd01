// Every stock client against every stock server SDK that runs here, in Node; `browser.test.mjs` has the browser's part.
import { after, before, describe, test } from 'node:test';
import axios from 'axios';
import EchoModule from 'laravel-echo';
import PusherModule from 'pusher-js';
import nacl from 'tweetnacl';
import { startBackend } from './backend.mjs';
import { echoDriver, pusherDriver } from './drivers.mjs';
import { startProxy } from './proxy.mjs';
import { scenario } from './scenario.mjs';
import { nodeSdk, pythonSdk } from './server-sdks.mjs';
import { startServer } from './server.mjs';

const Pusher = PusherModule.default ?? PusherModule;
const Echo = EchoModule.default ?? EchoModule;

for (const makeSdk of [nodeSdk, pythonSdk]) {
  describe(`the application uses ${makeSdk.name}`, () => {
    let server;
    let sdk;
    let proxy;
    let backend;
    let runs = 0;
    before(async () => {
      server = await startServer({ ORDERBELL_CHANNELS__CLIENT_EVENTS: 'true' });
      sdk = await makeSdk(server);
      proxy = await startProxy(server);
      backend = await startBackend(sdk, {}, { cut: () => proxy.cut() });
    });
    after(async () => {
      await backend?.stop();
      await proxy?.stop();
      await sdk?.stop();
      await server?.stop();
    });

    const app = () => ({
      run: (runs += 1),
      async do(call, ...args) {
        const response = await fetch(`${backend.url}/do`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ call, args }),
        });
        if (!response.ok) throw new Error(`${call}: ${await response.text()}`);
        return response.json();
      },
    });
    const at = () => ({ host: proxy.host, port: proxy.port, key: server.key, appUrl: backend.url, nacl });

    test('pusher-js: the whole scenario', () => scenario(pusherDriver({ Pusher, server: at() }), app()));
    for (const broadcaster of ['reverb', 'pusher']) {
      test(`laravel-echo, broadcaster ${broadcaster}: the whole scenario`, () =>
        scenario(echoDriver({ Echo, Pusher, axios, server: at(), broadcaster }), app()));
    }
  });
}
