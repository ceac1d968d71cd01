/** What is looked for, as it stands in the address bar: a list that was found can be sent to a colleague. */
import { PAYMENT_STATUSES, type Status, STATUSES } from '@/api/model';

/** The groups of statuses that have a tab of their own, in the order in which an order passes them. */
export const PHASES = ['unpaid', 'new', 'active', 'done', 'closed'] as const;
export type Phase = (typeof PHASES)[number];

const STATUSES_OF: Readonly<Record<Phase, readonly Status[]>> = {
  unpaid: ['pending_payment'],
  new: ['placed'],
  active: ['accepted', 'preparing', 'ready', 'shipped'],
  done: ['completed'],
  closed: ['expired', 'declined', 'cancelled'],
};

/** How many pages are shown at once at most: a page of the browser cannot hold a million orders, and nobody reads on so far. */
export const PAGES_MOST = 20;

export interface OrderSearch {
  q: string;
  phase: Phase | '';
  status: string;
  payment_status: string;
  vendor: string;
  /** Days in the store's time zone, `2026-11-21`. */
  from: string;
  to: string;
  /** Only what should have been ready or on its way by now. */
  late: boolean;
  sort: 'newest' | 'oldest';
}

export const EVERYTHING: OrderSearch = { q: '', phase: '', status: '', payment_status: '', vendor: '', from: '', to: '', late: false, sort: 'newest' };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function known<T extends string>(value: string | null, values: readonly T[]): T | '' {
  return values.find((each) => each === value) ?? '';
}

/** The statuses that can be told apart within a tab. */
export function statusesIn(phase: Phase | ''): readonly Status[] {
  return phase ? STATUSES_OF[phase] : STATUSES;
}

/** Reads an address; what nobody could have chosen is left out. */
export function searchOf(query: string): OrderSearch {
  const read = new URLSearchParams(query);
  const day = (name: string) => (DAY.test(read.get(name) ?? '') ? (read.get(name) ?? '') : '');
  const phase = known(read.get('phase'), PHASES);
  return {
    q: (read.get('q') ?? '').slice(0, 100),
    phase,
    status: known(read.get('status'), statusesIn(phase)),
    payment_status: known(read.get('payment_status'), PAYMENT_STATUSES),
    vendor: (read.get('vendor') ?? '').slice(0, 120),
    from: day('from'),
    to: day('to'),
    late: read.get('late') === 'true',
    sort: read.get('sort') === 'oldest' ? 'oldest' : 'newest',
  };
}

/** How many pages of the list were shown, 1 to `PAGES_MOST`. */
export function pagesOf(query: string): number {
  const pages = Number.parseInt(new URLSearchParams(query).get('pages') ?? '', 10);
  return Number.isFinite(pages) ? Math.min(Math.max(pages, 1), PAGES_MOST) : 1;
}

/** The filters that are set: the parameters of the list, of the export and of the address. */
export function parametersOf(search: OrderSearch): Record<string, string> {
  const entries = Object.entries({ ...search, q: search.q.trim(), vendor: search.vendor.trim(), late: search.late ? 'true' : '' });
  return Object.fromEntries(entries.filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'newest')));
}

export function addressOf(search: OrderSearch, pages = 1): string {
  const query = new URLSearchParams({ ...parametersOf(search), ...(pages > 1 && { pages: String(pages) }) }).toString();
  return query ? `/orders?${query}` : '/orders';
}

/** How many filters are set besides the tab and the search box, which are seen anyway. */
export function filtersSet(search: OrderSearch): number {
  return Object.keys(parametersOf({ ...search, q: '', phase: '', sort: 'newest' })).length;
}

/** Whether the days are the wrong way round, which no order fits and the server refuses. */
export function daysCrossed({ from, to }: OrderSearch): boolean {
  return from !== '' && to !== '' && to < from;
}
