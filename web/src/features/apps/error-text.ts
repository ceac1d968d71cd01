/** What a failed call says to the person who made it. */
import { Problem } from '@/api/problem';
import type { AppsTexts } from '@/features/apps/texts';

export function errorText(error: Error, t: AppsTexts): string {
  if (!(error instanceof Problem)) return t.errors.unreachable;
  if (error.retryAfter !== null) return t.errors.tooMany(error.retryAfter);
  if (error.code === 'last_key') return t.apps.lastKey;
  return t.errors.unknown(error.message);
}
