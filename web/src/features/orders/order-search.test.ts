import { describe, expect, it } from 'vitest';
import { addressOf, daysCrossed, EVERYTHING, filtersSet, PAGES_MOST, pagesOf, parametersOf, searchOf } from '@/features/orders/order-search';

describe('a search for orders', () => {
  it('comes back out of its address', () => {
    const search = { ...EVERYTHING, q: 'Budi & Siti', phase: 'new' as const, status: 'placed', payment_status: 'disputed', vendor: '7', from: '2026-11-01', to: '2026-11-30', late: true, sort: 'oldest' as const };
    expect(searchOf(addressOf(search).split('?')[1] ?? '')).toEqual(search);
    expect(addressOf(EVERYTHING)).toBe('/orders');
    expect(searchOf('')).toEqual(EVERYTHING);
  });

  it('leaves out what nobody could have chosen', () => {
    expect(searchOf('status=eaten&payment_status=rich&from=yesterday&sort=sideways&q=x')).toEqual({ ...EVERYTHING, q: 'x' });
  });

  it('has no status that its group does not have', () => {
    expect(searchOf('phase=active&status=placed')).toEqual({ ...EVERYTHING, phase: 'active' });
    expect(searchOf('phase=active&status=ready')).toEqual({ ...EVERYTHING, phase: 'active', status: 'ready' });
    expect(searchOf('phase=lunch')).toEqual(EVERYTHING);
  });

  it('remembers how far was read, up to a limit', () => {
    expect(addressOf({ ...EVERYTHING, q: 'x' }, 3)).toBe('/orders?q=x&pages=3');
    expect(pagesOf('?q=x&pages=3')).toBe(3);
    expect(['', '?pages=0', '?pages=-4', '?pages=many'].map(pagesOf)).toEqual([1, 1, 1, 1]);
    expect(pagesOf('?pages=100000')).toBe(PAGES_MOST);
    expect(parametersOf(searchOf('pages=3'))).toEqual({});
  });

  it('knows days that are the wrong way round, and counts what is set', () => {
    expect(daysCrossed({ ...EVERYTHING, from: '2026-11-30', to: '2026-11-01' })).toBe(true);
    expect(daysCrossed({ ...EVERYTHING, from: '2026-11-01', to: '2026-11-01' })).toBe(false);
    expect(daysCrossed({ ...EVERYTHING, from: '2026-11-30' })).toBe(false);
    expect(filtersSet({ ...EVERYTHING, q: 'x', phase: 'new', sort: 'oldest' })).toBe(0);
    expect(filtersSet({ ...EVERYTHING, from: '2026-11-01', vendor: '7', late: true })).toBe(3);
  });

  it('sends only what is set', () => {
    expect(parametersOf({ ...EVERYTHING, q: '  ' })).toEqual({});
    expect(parametersOf({ ...EVERYTHING, q: ' 0812 ', sort: 'oldest' })).toEqual({ q: '0812', sort: 'oldest' });
  });
});
