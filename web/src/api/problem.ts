/**
 * What can go wrong with a call, as two types that screens can tell apart: the server refused
 * (`Problem`, it says why), or it could not be asked at all (`Unreachable`, nothing is known).
 */
import type { Order } from '@/api/model';

/** What is wrong with a field: a code that the texts of a language are kept by, its limits, and the server's own words. */
export interface FieldFault {
  code: string;
  params: Readonly<Record<string, string | number>>;
  message: string;
}

/** A refusal in the form of RFC 9457, with our additions. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    /** Stable machine word such as `not_possible`; `unknown` when a proxy answered instead of us. */
    readonly code: string,
    message: string,
    /** What is wrong per field, by the field's name in the request. */
    readonly fields: Readonly<Record<string, FieldFault>>,
    /** The order as it is now, on a conflict. */
    readonly order: Order | null,
    /** Seconds to wait before trying again; `null` if the server named none. */
    readonly retryAfter: number | null,
    readonly requestId: string | null,
  ) {
    super(message);
  }
}

/** No answer: refused connection, time-out, aborted, or an answer that is not ours. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  errors?: ({ field: string; message: string } & Partial<FieldFault>)[];
  order?: Order;
  request_id?: string;
}

/** Reads a refusal; never throws, whatever a proxy put into the body. */
export function problemFrom(response: Response, body: unknown): Problem {
  const given = (typeof body === 'object' && body !== null ? body : {}) as ProblemBody;
  const fields: Record<string, FieldFault> = {};
  for (const { field, code = 'other', params = {}, message } of given.errors ?? []) fields[field] ??= { code, params, message };
  const retry = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return new Problem(
    response.status,
    given.code ?? 'unknown',
    given.detail ?? given.title ?? `HTTP ${String(response.status)}`,
    fields,
    given.order ?? null,
    Number.isFinite(retry) ? retry : null,
    given.request_id ?? response.headers.get('X-Request-Id'),
  );
}
