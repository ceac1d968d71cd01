import { describe, expect, it } from 'vitest';
import { formatAge, formatCount, formatCountdown, formatDateTime, formatMoney, formatStay, formatTime, nightsOf } from '@/i18n/format';

/** `Intl` puts no-break and thin spaces where people see a space. */
const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

describe('money', () => {
  it.each([
    [15_000_000, 'IDR', 'id', 'Rp 150.000'],
    [15_000_000, 'IDR', 'en', 'Rp 150.000'],
    [0, 'IDR', 'id', 'Rp 0'],
    [150_050, 'USD', 'en', 'US$1,500.50'],
    [150_050, 'USD', 'id', 'US$1.500,50'],
    [1_500, 'JPY', 'en', 'JP¥1,500'],
    [1_500, 'KWD', 'en', 'KWD 1.500'],
  ] as const)('%i %s in %s is %s', (minor, currency, locale, expected) => {
    expect(plain(formatMoney(minor, currency, locale))).toBe(expected);
  });

  it('holds the largest amount that the server takes', () => {
    expect(plain(formatMoney(9_007_199_254_740_900, 'IDR', 'id'))).toBe('Rp 90.071.992.547.409');
  });
});

describe('ages', () => {
  it.each([
    [-5_000, '0 dtk', '0 s'],
    [12_900, '12 dtk', '12 s'],
    [180_000, '3 mnt', '3 min'],
    [7_200_000, '2 jam', '2 h'],
    [7_500_000, '2 jam 5 mnt', '2 h 5 min'],
    [260_000_000, '3 hari', '3 d'],
  ])('%i ms', (ms, id, en) => {
    expect([formatAge(ms, 'id'), formatAge(ms, 'en')]).toEqual([id, en]);
  });

  it('counts down to zero, rounding up, so that it never shows zero early', () => {
    expect([formatCountdown(599_001), formatCountdown(61_000), formatCountdown(1), formatCountdown(-9)]).toEqual(['10:00', '1:01', '0:01', '0:00']);
  });
});

describe('times', () => {
  it('are those of the store, with the name of its zone', () => {
    const at = '2026-11-21T07:03:22Z';
    expect(formatTime(at, 'Asia/Jakarta', 'id')).toBe('14.03 WIB');
    expect(formatTime(at, 'Asia/Makassar', 'en')).toBe('15:03 WITA');
    expect(formatTime(at, 'Asia/Jayapura', 'en', true)).toBe('16:03:22 WIT');
    expect(formatTime(at, 'Europe/Berlin', 'en')).toBe('08:03');
  });

  it('of a stay are calendar days, wherever the reader is', () => {
    expect(plain(formatStay('2026-12-01', '2026-12-03', 'id'))).toBe('1–3 Des 2026');
    expect(plain(formatStay('2026-12-30', '2027-01-02', 'id'))).toBe('30 Des 2026 – 2 Jan 2027');
    expect(nightsOf('2026-10-24', '2026-10-26')).toBe(2);
  });
});

describe('times of orders', () => {
  const now = new Date();
  it('name their year only where it is not this one', () => {
    expect(plain(formatDateTime(`${String(now.getUTCFullYear())}-06-21T03:04:00Z`, 'Asia/Jakarta', 'en'))).toBe('21 Jun, 10:04');
    expect(plain(formatDateTime('2019-06-21T03:04:00Z', 'Asia/Jakarta', 'en'))).toBe('21 Jun 2019, 10:04');
    expect(plain(formatDateTime('2019-06-21T03:04:00Z', 'Asia/Jakarta', 'id'))).toContain('21 Jun 2019');
  });

  it('are counted in groups of three', () => {
    expect([formatCount(12_345, 'en'), formatCount(12_345, 'id')]).toEqual(['12,345', '12.345']);
  });
});
