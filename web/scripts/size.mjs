/*
 * The budgets of the dashboard, in bytes after gzip. Zero dependencies: reads `dist`, follows what
 * index.html loads, and fails when a budget is broken.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const KB = 1024;
const root = fileURLToPath(new URL('..', import.meta.url));
const html = readFileSync(`${root}dist/index.html`, 'utf8');
const gz = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const loaded = (pattern) => [...html.matchAll(pattern)].map(([, path]) => `${root}dist${path}`);
const sum = (paths) => paths.reduce((total, path) => total + gz(path), 0);

const catalogues = readdirSync(`${root}src/i18n`).filter((name) => /^[a-z]{2}(-[a-z]+)?\.ts$/.test(name));
const budgets = [
  ['initial JavaScript', sum(loaded(/(?:src|href)="([^"]+\.js)"/g)), 150 * KB],
  ['initial CSS', sum(loaded(/href="([^"]+\.css)"/g)), 15 * KB],
  ['everything in dist', sum(walk(`${root}dist`)), 400 * KB],
  ...catalogues.map((name) => [`texts ${name}`, gz(`${root}src/i18n/${name}`), 6 * KB]),
];

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? walk(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}

let broken = false;
for (const [name, bytes, limit] of budgets) {
  const over = bytes > limit;
  broken ||= over;
  console.log(`${over ? 'OVER' : 'ok  '}  ${name.padEnd(24)} ${(bytes / KB).toFixed(1).padStart(6)} KB of ${String(limit / KB)} KB`);
}
if (/<style|<script(?![^>]*src=)|style=/.test(html)) {
  console.log('OVER  index.html carries inline code, which the content policy refuses');
  broken = true;
}
process.exitCode = broken ? 1 : 0;
