import { describe, expect, it } from 'vitest';
import type { Mapping } from '@/api/model';
import { at, constantOf, parsedData, placesFor, placesOf, pointerOf, withField } from '@/features/interpreting/pointers';

const data = { booking: { id: 77, 'a/b~c': 'x', villa: { name: 'Ubud' } }, items: [{ name: 'Kopi', qty: 2 }], socket: null };
const mapping: Mapping = { channel: null, event: ['e'], as: 'order.upsert', set: { items: '/items' as never }, status_map: {}, unit: 'major', source: null };

describe('places in a sample', () => {
  it('are found with pointers that lead back to them', () => {
    const found = placesOf(data);
    expect(found.map((place) => place.pointer)).toEqual(['/booking/id', '/booking/a~1b~0c', '/booking/villa/name', '/items', '/socket']);
    for (const place of found) expect(at(data, place.pointer)).not.toBeUndefined();
    expect(at(data, '/booking/a~1b~0c')).toBe('x');
    expect(at(data, '/booking/id/deeper')).toBeUndefined();
  });

  it('of an item are those inside the list', () => {
    expect(placesFor('item.name', data, mapping).map((place) => place.pointer)).toEqual(['/name', '/qty']);
    expect(placesFor('items', data, mapping).map((place) => place.pointer)).toEqual(['/items']);
    expect(placesFor('ext_id', data, mapping).some((place) => place.list)).toBe(false);
  });

  it('data may be wrapped once more, and may be nothing', () => {
    expect(parsedData('"{\\"a\\":1}"')).toEqual({ a: 1 });
    expect(parsedData('{')).toBeNull();
    expect(placesOf(null)).toEqual([]);
  });

  it('a field is a pointer, a fixed value or nothing', () => {
    const fixed = withField(mapping, 'vendor_id', { value: 'main' });
    expect([constantOf(fixed, 'vendor_id'), pointerOf(fixed, 'vendor_id'), pointerOf(fixed, 'items')]).toEqual(['main', null, '/items']);
    expect(withField(fixed, 'vendor_id', null).set).toEqual({ items: '/items' });
  });
});
