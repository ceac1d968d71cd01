import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a running server; only the development proxy reads it. */
const server = process.env.ORDERBELL_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    // No data: URLs for assets and no inline module preload, so the strict content policy holds.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: {
    // A test holds the dashboard to what docs/roles.md says.
    fs: { allow: ['.', '../docs'] },
    proxy: {
      '/v1': server,
      '/broadcasting': server,
      '/healthz': server,
      '/app': { target: server, ws: true },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    // A limit for what hangs: a form that is filled in key by key takes seconds on a machine that does other things too.
    testTimeout: 20_000,
  },
});
