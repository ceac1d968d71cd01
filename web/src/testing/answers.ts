/** Stands in for the server's HTTP answers in tests of single screens. */
import { vi } from 'vitest';

/** Answers every request with what `respond` says; returns the requests as `METHOD path`. */
export function answering(respond: (request: Request) => { status: number; body?: unknown; headers?: Record<string, string> }) {
  const seen: { line: string; body: unknown }[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const request = input instanceof Request ? input : new Request(new URL(String(input), location.href));
    const text = await request.clone().text();
    seen.push({ line: `${request.method} ${new URL(request.url).pathname}`, body: text ? JSON.parse(text) : null });
    const { status, body, headers } = respond(request);
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
  });
  return seen;
}
