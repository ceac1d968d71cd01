/** What a failed call says to the person who made it. */
import { Problem } from '@/api/problem';
import type { Texts } from '@/i18n/en';

export function errorText(error: Error, t: Texts): string {
  if (!(error instanceof Problem)) return t.errors.unreachable;
  if (error.retryAfter !== null) return t.errors.tooMany(error.retryAfter);
  if (error.code === 'last_key') return t.apps.lastKey;
  return t.errors.unknown(error.message);
}
