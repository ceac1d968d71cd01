/** What to tell a person about a call that failed: with a mapping, every field that is wrong. */
import { Problem } from '@/api/problem';
import type { InterpretingTexts } from '@/features/interpreting/texts';

export function describeError(error: Error, t: InterpretingTexts): string {
  if (!(error instanceof Problem)) return t.errors.unreachable;
  const fields = Object.entries(error.fields).map(([field, { message }]) => `${field} ${message}`);
  return fields.length > 0 ? t.interpreting.problem(fields.join('; ')) : t.errors.unknown(error.message);
}
