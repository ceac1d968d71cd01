import { expect, test } from 'vitest';
import { routeOf } from '@/app/route';

test('an address that means nothing is no page, rather than the live one', () => {
  expect(routeOf('/')).toEqual({ page: 'home' });
  expect(routeOf('/products/')).toEqual({ page: 'products' });
  expect(routeOf('/orders/ORD-261121-7K3Q')).toEqual({ page: 'orders' });
  expect(routeOf('/setup/abc')).toEqual({ page: 'setup', token: 'abc' });
  for (const path of ['/nope', '/products/1', '/orders/a/b', '/setup']) expect(routeOf(path), path).toEqual({ page: 'missing' });
});
