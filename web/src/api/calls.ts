/**
 * Every request that the dashboard makes, one function each, typed by the generated schema.
 * Knows HTTP and nothing of screens; a refusal is thrown as `Problem`, silence as `Unreachable`.
 */
import createClient from 'openapi-fetch';
import type { Action } from '@/api/model';
import { Problem, problemFrom, Unreachable } from '@/api/problem';
import type { components, paths } from '@/api/schema.gen';

/** No call may hang a screen: a stopped server that keeps its socket open counts as unreachable. */
const TIME_LIMIT_MS = 8_000;

/** When this page last asked for something to be changed, ms. */
let actedAt = Number.NEGATIVE_INFINITY;

const client = createClient<paths>({
  baseUrl: globalThis.location.origin,
  fetch: (request) => {
    if (request.method !== 'GET') actedAt = Date.now();
    // Looked up on each call, so that tests can replace it.
    return globalThis.fetch(request, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  },
});

/** Whether this page has asked for a change within the last `ms`. */
export function hasActed(ms: number): boolean {
  return Date.now() - actedAt <= ms;
}

type SignedOutListener = () => void;
let whenSignedOut: SignedOutListener = () => undefined;

/** Called whenever any answer says that the session has ended. */
export function onSignedOut(listener: SignedOutListener): void {
  whenSignedOut = listener;
}

async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  return (await answerWithHead(call)).data;
}

/** The answer with its headers, for those that have a version. */
async function answerWithHead<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<{ data: T; headers: Headers }> {
  let settled;
  try {
    settled = await call;
  } catch (cause) {
    throw new Unreachable('the server did not answer', { cause });
  }
  if (!settled.response.ok) {
    const problem = problemFrom(settled.response, settled.error);
    if (problem.status === 401 && problem.code === 'signed_out') whenSignedOut();
    throw problem;
  }
  return { data: settled.data as T, headers: settled.response.headers };
}

type Schemas = components['schemas'];

/** Who is looking, or why nobody is: the two 401 answers are states, not failures. */
export type SessionState = { kind: 'signed-in'; session: Schemas['SessionView']; receivedAt: number } | { kind: 'signed-out' } | { kind: 'setup-required' };

export function signedIn(session: Schemas['SessionView']): SessionState {
  return { kind: 'signed-in', session, receivedAt: Date.now() };
}

export async function readSession(): Promise<SessionState> {
  try {
    return signedIn(await answer(client.GET('/v1/session')));
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return { kind: error.code === 'setup_required' ? 'setup-required' : 'signed-out' };
    throw error;
  }
}

export function signIn(email: string, password: string) {
  return answer(client.POST('/v1/session', { body: { email, password } }));
}

export async function signOut(): Promise<void> {
  await answer(client.DELETE('/v1/session'));
}

export function setUp(body: Schemas['Setup']) {
  return answer(client.POST('/v1/setup', { body }));
}

export function readStats() {
  return answer(client.GET('/v1/stats'));
}

/** The newest `limit` orders, newest first. */
export function readNewestOrders(limit: number) {
  return answer(client.GET('/v1/orders', { params: { query: { limit } } }));
}

/** Up to `limit` orders that ring or will ring. */
export function readRingingOrders(limit: number) {
  return answer(client.GET('/v1/orders', { params: { query: { ringing: true, limit } } }));
}

/** A page of the orders that fit, after the one that ended with `after`. */
export function findOrders(parameters: Readonly<Record<string, string>>, after: string | null) {
  return answer(client.GET('/v1/orders', { params: { query: { ...parameters, limit: 50, ...(after !== null && { after }) } } }));
}

export function readOrder(order: string) {
  return answer(client.GET('/v1/orders/{order}', { params: { path: { order } } }));
}

/** What has happened to an order after position `after`, oldest first. */
export function readTimeline(order: string, after: number) {
  return answer(client.GET('/v1/orders/{order}/events', { params: { path: { order }, query: { limit: 500, after } } }));
}

export function decideCase(code: string, decision: string) {
  return answer(client.POST('/v1/cases/{case}/{decision}', { params: { path: { case: code, decision } } }));
}

/** What happened after `after`, oldest first; a `Problem` with status 410 when the log no longer reaches back so far. */
export function readEvents(after: number, limit: number) {
  return answer(client.GET('/v1/events', { params: { query: { after, limit } } }));
}

/** Does something with an order; with a `version` only if the order still has it, else it is refused with 412. */
export function act(reference: string, action: Action, body: Schemas['ActionBody'] = {}, version?: number) {
  const header = version === undefined ? {} : { 'If-Match': `"${String(version)}"` };
  return answer(client.POST('/v1/orders/{order}/{action}', { params: { path: { order: reference, action }, header }, body }));
}

/** The apps that the reader looks after. */
export function readApps() {
  return answer(client.GET('/v1/apps'));
}

export function createApp(body: Schemas['AppDraft']) {
  return answer(client.POST('/v1/apps', { body }));
}

export function updateApp(app: string, body: Schemas['AppChange']) {
  return answer(client.PATCH('/v1/apps/{app}', { params: { path: { app } }, body }));
}

export function createAppKey(app: string, label: string) {
  return answer(client.POST('/v1/apps/{app}/keys', { params: { path: { app } }, body: { label } }));
}

/** Makes a key in place of another, which goes on working until it is revoked. */
export function rotateAppKey(app: string, key: string) {
  return answer(client.POST('/v1/apps/{app}/keys/{key}/rotate', { params: { path: { app, key } }, body: { revoke: false } }));
}

export function revealAppKey(app: string, key: string, password: string) {
  return answer(client.POST('/v1/apps/{app}/keys/{key}/reveal', { params: { path: { app, key } }, body: { password } }));
}

export async function revokeAppKey(app: string, key: string): Promise<void> {
  await answer(client.DELETE('/v1/apps/{app}/keys/{key}', { params: { path: { app, key } } }));
}

/** The app's account at the payment gateway; `null` while there is none. */
export async function readGateway() {
  try {
    return await answer(client.GET('/v1/gateways/midtrans'));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

export function putGateway(body: Schemas['GatewayBody']) {
  return answer(client.PUT('/v1/gateways/midtrans', { body }));
}

export async function deleteGateway(): Promise<void> {
  await answer(client.DELETE('/v1/gateways/midtrans'));
}

/** Asks the gateway whether it accepts the key; changes nothing. */
export function checkGateway() {
  return answer(client.POST('/v1/gateways/midtrans/check'));
}

/** A page on which an order can be paid: a new one, or the one that is open. */
export async function openPaymentLink(order: string) {
  return (await answer(client.POST('/v1/orders/{order}/payment-link', { params: { path: { order } } }))).payment;
}

/** A page of products in the order of their numbers; `after` is the `next` of the page before. */
export function readProducts({ q, low, after }: { q: string; low: boolean; after: string | null }) {
  return answer(client.GET('/v1/products', { params: { query: { limit: 50, ...(q && { q }), ...(low && { low }), ...(after !== null && { after }) } } }));
}

export function createProduct(body: Schemas['ProductBody']) {
  return answer(client.POST('/v1/products', { body }));
}

export function changeProduct(sku: string, body: Schemas['ProductBody']) {
  return answer(client.PATCH('/v1/products/{sku}', { params: { path: { sku } }, body }));
}

export async function deleteProduct(sku: string): Promise<void> {
  await answer(client.DELETE('/v1/products/{sku}', { params: { path: { sku } } }));
}

/** What is left, or what came in or went; sent again with the same key it counts once. */
export function reportStock(sku: string, body: Schemas['StockBody'], key: string) {
  return answer(client.POST('/v1/products/{sku}/stock', { params: { path: { sku }, header: { 'Idempotency-Key': key } }, body }));
}

export async function readVendors() {
  return (await answer(client.GET('/v1/vendors'))).vendors;
}

export function createVendor(body: Schemas['VendorBody']) {
  return answer(client.POST('/v1/vendors', { body }));
}

export function changeVendor(id: string, body: Schemas['VendorBody']) {
  return answer(client.PATCH('/v1/vendors/{id}', { params: { path: { id } }, body }));
}

export async function readWebhooks() {
  return (await answer(client.GET('/v1/webhooks'))).webhooks;
}

export function createWebhook(body: Schemas['WebhookDraft']) {
  return answer(client.POST('/v1/webhooks', { body }));
}

export function changeWebhook(id: number, body: Schemas['WebhookPatch']) {
  return answer(client.PATCH('/v1/webhooks/{id}', { params: { path: { id } }, body }));
}

export async function deleteWebhook(id: number): Promise<void> {
  await answer(client.DELETE('/v1/webhooks/{id}', { params: { path: { id } } }));
}

/** Sends a request without events, to see whether the webhook works. */
export function testWebhook(id: number) {
  return answer(client.POST('/v1/webhooks/{id}/test', { params: { path: { id } } }));
}

/** What was sent, the latest first; `before` is the `next` of the page before. */
export function readDeliveries(id: number, before: number | null) {
  return answer(client.GET('/v1/webhooks/{id}/deliveries', { params: { path: { id }, query: { limit: 20, ...(before !== null && { before }) } } }));
}

export function readDelivery(id: number, delivery: number) {
  return answer(client.GET('/v1/webhooks/{id}/deliveries/{delivery}', { params: { path: { id, delivery } } }));
}

export function resendDelivery(id: number, delivery: number) {
  return answer(client.POST('/v1/webhooks/{id}/deliveries/{delivery}/resend', { params: { path: { id, delivery } } }));
}

export async function readSources() {
  return (await answer(client.GET('/v1/sources'))).sources;
}

export function createSource(body: Schemas['SourceDraft']) {
  return answer(client.POST('/v1/sources', { body }));
}

export function changeSource(id: number, body: Schemas['SourcePatch']) {
  return answer(client.PATCH('/v1/sources/{id}', { params: { path: { id } }, body }));
}

/** Exchanges its secret or its URL; what was before goes on working for a while. */
export function rotateSource(id: number, body: Schemas['SourceExchange']) {
  return answer(client.POST('/v1/sources/{id}/rotate', { params: { path: { id } }, body }));
}

export async function deleteSource(id: number): Promise<void> {
  await answer(client.DELETE('/v1/sources/{id}', { params: { path: { id } } }));
}

/** What a source has reported, the latest first; `before` is the `next` of the page before. */
export function readReceipts(id: number, before: number | null) {
  return answer(client.GET('/v1/sources/{id}/receipts', { params: { path: { id }, query: { limit: 20, ...(before !== null && { before }) } } }));
}

export function readReceipt(id: number, receipt: number) {
  return answer(client.GET('/v1/sources/{id}/receipts/{receipt}', { params: { path: { id, receipt } } }));
}

export function applyReceipt(id: number, receipt: number) {
  return answer(client.POST('/v1/sources/{id}/receipts/{receipt}/apply', { params: { path: { id, receipt } } }));
}

/** What the server does by itself, the last added first; an empty `kind` or `state` means all. */
export function readJobs({ kind, state, before }: { kind: string; state: string; before: number | null }) {
  const query = { limit: 50, ...(kind && { kind }), ...(state && { state }), ...(before !== null && { before }) };
  return answer(client.GET('/v1/jobs', { params: { query } }));
}

/** Lets a job begin now. */
export async function retryJob(id: number): Promise<void> {
  await answer(client.POST('/v1/jobs/{id}/retry', { params: { path: { id } } }));
}

export async function cancelJob(id: number): Promise<void> {
  await answer(client.DELETE('/v1/jobs/{id}', { params: { path: { id } } }));
}

export async function readCouriers() {
  return (await answer(client.GET('/v1/couriers'))).couriers;
}

export function createCourier(body: Schemas['CourierDraft']) {
  return answer(client.POST('/v1/couriers', { body }));
}

/** Puts this in the place of what is known of a courier; a header that is `null` keeps its value. */
export function putCourier(id: number, body: Schemas['CourierDraft']) {
  return answer(client.PUT('/v1/couriers/{id}', { params: { path: { id } }, body }));
}

export async function deleteCourier(id: number): Promise<void> {
  await answer(client.DELETE('/v1/couriers/{id}', { params: { path: { id } } }));
}

/** How the app's orders go; the first is that of orders which name none. */
/** Flows, and by what to say that they are the ones that somebody has seen. */
export interface TaggedFlows {
  flows: Schemas['FlowSettings'][];
  tag: string | null;
}

export async function readFlows(): Promise<TaggedFlows> {
  const { data, headers } = await answerWithHead(client.GET('/v1/flows'));
  return { flows: data.flows, tag: headers.get('ETag') };
}

/** What an app has that has configured nothing, and what statuses are usually called. */
export function readUsualFlows() {
  return answer(client.GET('/v1/flows/defaults'));
}

/** Puts all of them in the place of those with that tag; refused with 412 if somebody has changed these since. */
export async function putFlows({ flows, tag }: TaggedFlows): Promise<TaggedFlows> {
  const header = tag === null ? {} : { 'If-Match': tag };
  const { data, headers } = await answerWithHead(client.PUT('/v1/flows', { params: { header }, body: { flows } }));
  return { flows: data.flows, tag: headers.get('ETag') };
}

export async function readMappings() {
  return (await answer(client.GET('/v1/mappings'))).mappings;
}

export function createMapping(mapping: Schemas['Mapping']) {
  return answer(client.POST('/v1/mappings', { body: { mapping } }));
}

export function changeMapping(id: number, body: Schemas['MappingPatch']) {
  return answer(client.PATCH('/v1/mappings/{id}', { params: { path: { id } }, body }));
}

export async function deleteMapping(id: number): Promise<void> {
  await answer(client.DELETE('/v1/mappings/{id}', { params: { path: { id } } }));
}

export async function readMappingLog() {
  return (await answer(client.GET('/v1/mappings/log'))).entries;
}

/** Reads an event again that failed; the log as it is then. */
export async function applyMappingLogEntry(entry: number) {
  return (await answer(client.POST('/v1/mappings/log/{entry}/apply', { params: { path: { entry } } }))).entries;
}

/** Events that the app has triggered, with examples. */
export function readSeenEvents() {
  return answer(client.GET('/v1/mappings/samples'));
}

export async function forgetSamples(): Promise<void> {
  await answer(client.DELETE('/v1/mappings/samples'));
}

export function guessMapping(channel: string, event: string) {
  return answer(client.POST('/v1/mappings/guess', { body: { channel, event } }));
}

/** What a mapping would make of an event; `data` is the text as it was sent. */
export function tryMapping(mapping: Schemas['Mapping'], data: string) {
  return answer(client.POST('/v1/mappings/try', { body: { mapping, data: data as never } }));
}

export function readWords() {
  return answer(client.GET('/v1/words'));
}

export function changeWords(body: Schemas['WordsChange']) {
  return answer(client.PATCH('/v1/words', { body }));
}

/** True once the server answers as healthy; never throws. */
export async function isHealthy(): Promise<boolean> {
  try {
    const response = await globalThis.fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}
