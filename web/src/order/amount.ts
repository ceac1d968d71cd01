/** Amounts as people type them, in any of the ways in which they write thousands. */
import { minorDigits } from '@/i18n/format';

/**
 * `50.000`, `50,000`, `Rp 50000` -> 5000000 minor units of rupiah; `null` for what is no amount. A last point or comma is a
 * decimal one if as many digits follow as the currency has, or fewer; else it groups thousands.
 */
export function readAmount(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const [, whole = '', part = ''] = /^(.*?)(?:[.,](\d*))?$/u.exec(text.replace(/^\D+/u, '').trim()) ?? [];
  const decimal = part.length > 0 && part.length <= digits;
  const units = (decimal ? whole : whole + part).replace(/[.,\s]/gu, '');
  if (!/^\d{1,12}$/u.test(units)) return null;
  return Number(units + (decimal ? part : '').padEnd(digits, '0'));
}

/** An amount to be changed in a field: no sign of the currency, and no digits that nobody writes. */
export function writeAmount(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const [whole = '', part = ''] = (minor / 10 ** digits).toFixed(digits).split('.');
  return Number(part) === 0 ? whole : `${whole}.${part}`;
}
