/** The values of a sample and where they are, as JSON pointers; and a mapping's fields, as a person edits them. */
import type { Mapping } from '@/api/model';

/** A value that a field can come from. */
export interface Place {
  pointer: string;
  /** What stands there, as JSON, shortened. */
  shown: string;
  list: boolean;
}

const MAX_PLACES = 300;
const MAX_DEPTH = 7;
const MAX_SHOWN = 40;

/** What each kind of event may have, in the order of the form; the server's list is the one that counts. */
export const FIELDS = {
  'order.upsert': [
    'ext_id', 'code', 'status', 'customer_name', 'customer_phone', 'customer_email', 'total', 'currency', 'discount', 'shipping', 'tax', 'paid',
    'vendor_id', 'flow', 'note', 'reason', 'booking.resource_name', 'booking.resource_id', 'booking.check_in', 'booking.check_out', 'booking.guests',
    'delivery.type', 'delivery.address', 'items', 'item.name', 'item.qty', 'item.unit_price', 'item.total', 'item.sku', 'item.options',
    'customer_user_id', 'modified_at',
  ],
  'order.status': ['ext_id', 'code', 'to', 'reason', 'courier', 'tracking_no', 'modified_at'],
  payment: ['ext_id', 'code', 'payment_ref', 'transaction_id', 'state', 'amount', 'currency', 'method', 'at'],
  shipment: ['ext_id', 'code', 'tracking_no', 'state', 'courier', 'text'],
  stock: ['sku', 'name', 'stock'],
  user: ['id', 'name', 'email'],
} as const;

export type Kind = keyof typeof FIELDS;
export const KINDS = Object.keys(FIELDS) as Kind[];
export type FieldName = (typeof FIELDS)[Kind][number];

export function fieldsOf(kind: string): readonly FieldName[] {
  return FIELDS[kind as Kind] ?? [];
}

/** The data of a sample; some SDKs wrap the text in a text once more. */
export function parsedData(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  } catch {
    return null;
  }
}

/** Every value and every list of a sample, in the order in which they stand there. Lists are not entered. */
export function placesOf(data: unknown): Place[] {
  const found: Place[] = [];
  const walk = (value: unknown, pointer: string, depth: number) => {
    if (found.length >= MAX_PLACES) return;
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < MAX_DEPTH) {
      for (const [name, inner] of Object.entries(value)) walk(inner, `${pointer}/${escaped(name)}`, depth + 1);
    } else if (pointer !== '') {
      found.push({ pointer, shown: shown(value), list: Array.isArray(value) });
    }
  };
  walk(data, '', 0);
  return found;
}

/** What a pointer leads to. */
export function at(data: unknown, pointer: string): unknown {
  let value = data;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function shown(value: unknown): string {
  const text = Array.isArray(value) ? `[${String(value.length)}]` : (JSON.stringify(value) ?? '');
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}

/** Where a field can come from: a field of an item is looked for in the first item. */
export function placesFor(field: FieldName, data: unknown, mapping: Mapping): Place[] {
  if (!field.startsWith('item.')) return placesOf(data).filter((place) => place.list === (field === 'items'));
  const list = mapping.set.items;
  const items = typeof list === 'string' ? at(data, list) : undefined;
  return Array.isArray(items) ? placesOf(items[0]).filter((place) => !place.list) : [];
}

/** The pointer of a field; `null` for a fixed value or none. */
export function pointerOf(mapping: Mapping, field: FieldName): string | null {
  const origin: unknown = mapping.set[field];
  return typeof origin === 'string' ? origin : null;
}

/** The fixed value of a field; `null` for a pointer or none. */
export function constantOf(mapping: Mapping, field: FieldName): string | null {
  const origin: unknown = mapping.set[field];
  return typeof origin === 'object' && origin !== null && 'value' in origin ? String(origin.value) : null;
}

export function withField(mapping: Mapping, field: FieldName, origin: string | { value: string } | null): Mapping {
  const others = Object.entries(mapping.set).filter(([name]) => name !== field);
  const set = Object.fromEntries(origin === null ? others : [...Object.entries(mapping.set), [field, origin]]);
  return { ...mapping, set: set as Mapping['set'] };
}
