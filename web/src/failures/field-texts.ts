/**
 * What the server found wrong with the fields of a form, in the reader's language. The server sends a code and its limits;
 * for a code that this page does not know (a newer server, or `other`) its own sentence is shown.
 */
import { useMemo } from 'react';
import { type FieldFault, Problem } from '@/api/problem';
import type { components } from '@/api/schema.gen';
import * as en from '@/i18n/en-fields';
import * as id from '@/i18n/id-fields';
import { type Locale, useLocale } from '@/i18n/locale';

type Texts = Record<Exclude<components['schemas']['FieldCode'], 'other'>, (blank: en.Blank) => string>;

// That every code has a text is checked here, where codes and texts meet.
const TEXTS: Readonly<Record<Locale, Texts>> = { en: en.fieldTexts, id: id.fieldTexts };

export function fieldText(fault: FieldFault, locale: Locale): string {
  const texts: Readonly<Record<string, ((blank: en.Blank) => string) | undefined>> = TEXTS[locale];
  const text = Object.hasOwn(texts, fault.code) ? texts[fault.code] : undefined;
  const number = new Intl.NumberFormat(locale);
  const blank = (name: string) => {
    const value = fault.params[name];
    return typeof value === 'number' ? number.format(value) : (value ?? '');
  };
  return text?.(blank) ?? fault.message;
}

/** The message of every field that a call was refused for, by the field's name in the request. */
export function useFieldTexts(error: Error | null): Readonly<Record<string, string>> {
  const { locale } = useLocale();
  return useMemo(() => {
    if (!(error instanceof Problem)) return NONE;
    return Object.fromEntries(Object.entries(error.fields).map(([field, fault]) => [field, fieldText(fault, locale)]));
  }, [error, locale]);
}

const NONE: Readonly<Record<string, string>> = {};
