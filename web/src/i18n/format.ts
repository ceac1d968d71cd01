/** Money, times and ages in the reader's language. Amounts are minor units; times are ISO strings or ms. */
import type { Locale } from '@/i18n/locale';

const TAG: Readonly<Record<Locale, string>> = { id: 'id-ID', en: 'en-GB' };
const ZONE_NAMES: Readonly<Record<string, string>> = { 'Asia/Jakarta': 'WIB', 'Asia/Pontianak': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' };

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const held = formats.get(key);
  if (held) return held as T;
  const made = make();
  formats.set(key, made);
  return made;
}

/**
 * `15000000, IDR` -> `Rp 150.000`. Rupiah have two minor digits that nobody writes, and are written
 * the Indonesian way in every language, as on the menu.
 */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const rupiah = currency === 'IDR';
  const digits = minorDigits(currency);
  const tag = rupiah ? 'id-ID' : TAG[locale];
  const format = cached(`${tag} ${currency}`, () => new Intl.NumberFormat(tag, rupiah ? { style: 'currency', currency, maximumFractionDigits: 0 } : { style: 'currency', currency, minimumFractionDigits: digits }));
  return format.format(minor / 10 ** digits);
}

/**
 * ISO 4217's minor digits. Not those of `Intl`, which knows how many digits people write: for
 * rupiah that is none, and an amount would come out a hundred times too large.
 */
export function minorDigits(currency: string): number {
  if (NO_DIGITS.has(currency)) return 0;
  if (THREE_DIGITS.has(currency)) return 3;
  return FOUR_DIGITS.has(currency) ? 4 : 2;
}

const NO_DIGITS = new Set(['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']);
const THREE_DIGITS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);
const FOUR_DIGITS = new Set(['CLF', 'UYW']);

/** A number of things: `1.234`, `1,234`. */
export function formatCount(count: number, locale: Locale): string {
  return cached(`count ${locale}`, () => new Intl.NumberFormat(TAG[locale])).format(count);
}

const AGE: Readonly<Record<Locale, readonly [string, string, string, string]>> = {
  id: ['dtk', 'mnt', 'jam', 'hari'],
  en: ['s', 'min', 'h', 'd'],
};

/** A length of time in at most two units: `12 dtk`, `3 mnt`, `2 jam 5 mnt`, `3 hari`. */
export function formatAge(ms: number, locale: Locale): string {
  const [s, min, h, d] = AGE[locale];
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${String(seconds)} ${s}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} ${min}`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 24) return rest === 0 ? `${String(hours)} ${h}` : `${String(hours)} ${h} ${String(rest)} ${min}`;
  return `${String(Math.floor(hours / 24))} ${d}`;
}

/** `9:05` of a count-down. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A time of day in the store's zone, with the zone's usual name: `14:03 WIB`. */
export function formatTime(at: string | number, timezone: string, locale: Locale, seconds = false): string {
  const format = cached(
    `time ${locale} ${timezone} ${String(seconds)}`,
    () => new Intl.DateTimeFormat(TAG[locale], { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}), hourCycle: 'h23', timeZone: timezone }),
  );
  const zone = ZONE_NAMES[timezone];
  return zone ? `${format.format(new Date(at))} ${zone}` : format.format(new Date(at));
}

/** Date and time of day in the store's zone, `21 Nov, 14:03`; with its year where it is not this one. */
export function formatDateTime(at: string | number, timezone: string, locale: Locale): string {
  const year = yearOf(at, timezone) !== yearOf(Date.now(), timezone);
  const format = cached(
    `datetime ${locale} ${timezone} ${String(year)}`,
    () => new Intl.DateTimeFormat(TAG[locale], { day: 'numeric', month: 'short', ...(year && { year: 'numeric' }), hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: timezone }),
  );
  return format.format(new Date(at));
}

function yearOf(at: string | number, timezone: string): string {
  return cached(`year ${timezone}`, () => new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: timezone })).format(new Date(at));
}

/** Two calendar days (`YYYY-MM-DD`), without a zone: `1–3 Des 2026`. */
export function formatStay(checkIn: string, checkOut: string, locale: Locale): string {
  const format = cached(`stay ${locale}`, () => new Intl.DateTimeFormat(TAG[locale], { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }));
  return format.formatRange(calendarDay(checkIn), calendarDay(checkOut));
}

export function nightsOf(checkIn: string, checkOut: string): number {
  return Math.round((calendarDay(checkOut).getTime() - calendarDay(checkIn).getTime()) / 86_400_000);
}

function calendarDay(day: string): Date {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`);
}
