/** What to tell a person about a call that failed. */
import { Problem } from '@/api/problem';
import type { Texts } from '@/i18n/en';

export function describeError(error: Error, t: Texts): string {
  return error instanceof Problem ? t.errors.unknown(error.message) : t.errors.unreachable;
}
