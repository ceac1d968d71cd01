import { expect, it } from 'vitest';
import { emitLines, emitNames } from '@/features/apps/words-draft';

it('other names of events are lines, and come back from them', () => {
  const names = { 'order.created': ['App\\Events\\OrderCreated', 'a=b'], 'payment.received': ['payment_success'] };
  expect(emitNames(emitLines(names))).toEqual(names);
  expect(emitNames(' order.created=x \n\n order.created = y')).toEqual({ 'order.created': ['x', 'y'] });
  expect(emitNames('nonsense')).toEqual({ nonsense: [''] });
});
