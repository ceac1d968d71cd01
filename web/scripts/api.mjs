/*
 * Writes src/api/schema.gen.ts from the server's openapi.json; with --check it only compares, and
 * fails when the file is stale. So the server's types cannot drift away from the dashboard's.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const source = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
// Operations are named by their paths here; the ids would only have to be unique for the generator.
for (const path of Object.values(source.paths)) for (const operation of Object.values(path)) delete operation.operationId;
const target = fileURLToPath(new URL('../src/api/schema.gen.ts', import.meta.url));

const types = astToString(await openapiTS(source, { alphabetize: true, defaultNonNullable: false }));
const text = `/* Written by \`npm run api\` from openapi.json; not to be edited. */\n\n${types}`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
  console.log(`wrote ${target}`);
} else if (readFileSync(target, 'utf8') === text) {
  console.log('ok    src/api/schema.gen.ts is what openapi.json says');
} else {
  console.log('STALE src/api/schema.gen.ts differs from openapi.json; run: npm run api');
  process.exitCode = 1;
}
