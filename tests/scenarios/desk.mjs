// What the five scenarios have in common: a server as a shop runs it, its API as the shop's backend calls it, and the
// people who work with it. Everything goes through what the server offers in public.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { binary, signInAsOwner, startServer } from '../sdk/server.mjs';

export const run = promisify(execFile);

const PASSWORD = 'warung sari 2026';

/** A server. `settings` are environment variables; `more` is for `startServer`. */
export async function openDesk(settings, more) {
  const server = await startServer(settings, more);
  return { server, api: api(server, { authorization: `Bearer ${server.apiKey}` }) };
}

/** The API for whoever `headers` say. Every call is `{ status, body, headers }`; the verbs insist on success. */
export function api(server, headers) {
  async function call(method, path, body, more = {}) {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }), ...more },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }
  async function succeed(...request) {
    const answer = await call(...request);
    assert.ok(answer.status >= 200 && answer.status < 300, `${request[0]} ${request[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  return {
    headers,
    call,
    get: (path) => succeed('GET', path),
    post: (path, body = {}, more) => succeed('POST', path, body, more),
    put: (path, body, more) => succeed('PUT', path, body, more),
    patch: (path, body, more) => succeed('PATCH', path, body, more),
    /** An order with the token of its link. */
    async place(order, more) {
      const placed = await succeed('POST', '/v1/orders', order, more);
      return { ...placed.order, link: placed.link_token };
    },
    act: (order, action, body = {}) => succeed('POST', `/v1/orders/${order.code}/${action}`, body),
    /** The log from a position to its end. */
    async log(after = 0) {
      const events = [];
      for (;;) {
        const page = await succeed('GET', `/v1/events?after=${events.at(-1)?.seq ?? after}`);
        events.push(...page.events);
        if (!page.has_more) return events;
      }
    },
    stats: async () => (await succeed('GET', '/v1/stats')).stats,
  };
}

/** The owner with their session. */
export async function owner(server) {
  return person(server, await signInAsOwner(server));
}

/** Somebody of the staff: invited on the command line, then with an account and a session of their own. */
export async function staff(server, name, role, vendor) {
  const args = ['invite', '--data', server.data, '--role', role, ...(vendor ? ['--vendor', vendor] : [])];
  const { stdout } = await run(binary, args, { env: server.environment });
  const response = await fetch(`${server.url}/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: stdout.trim().split('/').at(-1),
      name,
      email: `${name.toLowerCase()}@example.com`,
      password: PASSWORD,
    }),
  });
  assert.equal(response.status, 201, await response.clone().text());
  return person(server, response.headers.get('set-cookie').split(';')[0]);
}

/** What a browser sends for somebody who is signed in, from a page of the server itself. */
const person = (server, cookie) => ({ cookie, api: api(server, { cookie, origin: server.url }) });

/** Waits until something holds; fails with what there is instead. */
export async function eventually(what, holds, patience = 15_000) {
  for (const deadline = Date.now() + patience; ; ) {
    const found = await holds();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${typeof what === 'function' ? what() : what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Something to hear that was written down by `heard`: waits for `count`, then compares all of it. */
export async function hears(heard, expected, what = (message) => message) {
  await eventually(() => `${JSON.stringify(expected)}, but ${JSON.stringify(heard.map(what))}`, () => heard.length >= expected.length);
  assert.deepEqual(heard.map(what), expected);
}

export const rupiah = (text) => text.replaceAll('\u00a0', ' ');
