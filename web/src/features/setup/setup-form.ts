/** What the set-up form asks, and the checks that need no server. Pure. */
import type { Texts } from '@/i18n/en';

export interface SetupForm {
  name: string;
  email: string;
  password: string;
  storeName: string;
  timezone: string;
}

/** In characters, as people count them. */
export const PASSWORD_MIN = 12;

/** A message per wrong field; nothing is trimmed from a password. */
export function checkSetup(form: SetupForm, t: Texts): Partial<Record<keyof SetupForm, string>> {
  const errors: Partial<Record<keyof SetupForm, string>> = {};
  if (form.name.trim() === '') errors.name = t.common.required;
  if (form.storeName.trim() === '') errors.storeName = t.common.required;
  if (form.email.trim() === '') errors.email = t.common.required;
  else if (!/^\S+@\S+$/.test(form.email.trim())) errors.email = t.setup.emailInvalid;
  const missing = PASSWORD_MIN - [...form.password].length;
  if (missing > 0) errors.password = t.setup.passwordShort(missing);
  return errors;
}
