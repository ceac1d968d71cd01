// Chromium, and pages for it that are bundled from the packages of this folder, wherever their source lies.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launch() {
  const executablePath = execFileSync(here('../e2e/find-chromium'), { encoding: 'utf8' }).trim();
  return chromium.launch({ executablePath, args: ARGS });
}

/** What `startBackend` serves so that the script in `entry` runs at `/`. */
export async function pageOf(entry) {
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    jsx: 'automatic',
    nodePaths: [here('node_modules')],
    define: { 'process.env.NODE_ENV': '"development"', 'import.meta.env': '{}' },
  });
  return {
    '/': ['text/html; charset=utf-8', '<!doctype html><title>shop</title><body><script src="/page.js"></script>'],
    '/page.js': ['text/javascript; charset=utf-8', bundle.outputFiles[0].text],
    '/favicon.ico': ['image/x-icon', ''],
  };
}
