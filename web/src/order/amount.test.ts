import { describe, expect, it } from 'vitest';
import { readAmount, writeAmount } from '@/order/amount';

describe('an amount', () => {
  it.each([
    ['50000', 'IDR', 5_000_000],
    ['50.000', 'IDR', 5_000_000],
    ['50,000', 'IDR', 5_000_000],
    ['Rp 1.250.000', 'IDR', 125_000_000],
    ['50.000,00', 'IDR', 5_000_000],
    ['12.5', 'USD', 1_250],
    ['1,234.56', 'USD', 123_456],
    ['1.234', 'JPY', 1_234],
    ['1.5', 'KWD', 1_500],
  ])('reads %s of %s', (text, currency, minor) => {
    expect(readAmount(text, currency)).toBe(minor);
  });

  it.each(['', 'half', '-', '5x', '1'.repeat(13)])('takes %j for none', (text) => {
    expect(readAmount(text, 'IDR')).toBeNull();
  });

  it('is written as it can be read', () => {
    for (const [minor, currency] of [[5_000_000, 'IDR'], [1_250, 'USD'], [99, 'USD'], [700, 'JPY'], [1_500, 'KWD']] as const) expect(readAmount(writeAmount(minor, currency), currency)).toBe(minor);
    expect(writeAmount(15_000_000, 'IDR')).toBe('150000');
  });
});
