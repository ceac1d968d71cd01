/** What is looked for, as it stands in the address bar: a list that was found can be sent to a colleague. */
import { STATUSES } from '@/api/model';

export const PAYMENT_STATUSES = ['unpaid', 'review', 'paid', 'part_refunded', 'refunded', 'disputed', 'reversed'] as const;

export interface OrderSearch {
  q: string;
  status: string;
  payment_status: string;
  vendor: string;
  /** Days in the store's time zone, `2026-11-21`. */
  from: string;
  to: string;
  sort: 'newest' | 'oldest';
}

export const EVERYTHING: OrderSearch = { q: '', status: '', payment_status: '', vendor: '', from: '', to: '', sort: 'newest' };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const known = (value: string | null, values: readonly string[]): string => (value && values.includes(value) ? value : '');

/** Reads an address; what nobody could have chosen is left out. */
export function searchOf(query: string): OrderSearch {
  const read = new URLSearchParams(query);
  const day = (name: string) => (DAY.test(read.get(name) ?? '') ? (read.get(name) ?? '') : '');
  return {
    q: (read.get('q') ?? '').slice(0, 100),
    status: known(read.get('status'), STATUSES),
    payment_status: known(read.get('payment_status'), PAYMENT_STATUSES),
    vendor: (read.get('vendor') ?? '').slice(0, 120),
    from: day('from'),
    to: day('to'),
    sort: read.get('sort') === 'oldest' ? 'oldest' : 'newest',
  };
}

/** The filters that are set: the parameters of the list, of the export and of the address. */
export function parametersOf(search: OrderSearch): Record<string, string> {
  const entries = Object.entries({ ...search, q: search.q.trim(), vendor: search.vendor.trim() });
  return Object.fromEntries(entries.filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'newest')));
}

export function addressOf(search: OrderSearch): string {
  const query = new URLSearchParams(parametersOf(search)).toString();
  return query ? `/orders?${query}` : '/orders';
}
