import { describe, expect, it } from 'vitest';
import { addressOf, EVERYTHING, parametersOf, searchOf } from '@/features/orders/order-search';

describe('a search for orders', () => {
  it('comes back out of its address', () => {
    const search = { ...EVERYTHING, q: 'Budi & Siti', status: 'placed', payment_status: 'disputed', vendor: '7', from: '2026-11-01', to: '2026-11-30', sort: 'oldest' as const };
    expect(searchOf(addressOf(search).split('?')[1] ?? '')).toEqual(search);
    expect(addressOf(EVERYTHING)).toBe('/orders');
    expect(searchOf('')).toEqual(EVERYTHING);
  });

  it('leaves out what nobody could have chosen', () => {
    expect(searchOf('status=eaten&payment_status=rich&from=yesterday&sort=sideways&q=x')).toEqual({ ...EVERYTHING, q: 'x' });
  });

  it('sends only what is set', () => {
    expect(parametersOf({ ...EVERYTHING, q: '  ' })).toEqual({});
    expect(parametersOf({ ...EVERYTHING, q: ' 0812 ', sort: 'oldest' })).toEqual({ q: '0812', sort: 'oldest' });
  });
});
