/** One order of the list that was found: a card on a phone, a line on a desk. All of it leads to its page. */
import type { KeyboardEvent } from 'react';
import type { Flow, Order } from '@/api/model';
import type { Outcome } from '@/features/orders/bulk-accept';
import { useOrdersTexts } from '@/features/orders/texts';
import { formatDateTime } from '@/i18n/format';
import { isolate } from '@/i18n/isolate';
import { useLocale } from '@/i18n/locale';
import { Items, Total, When } from '@/order/order-facts';
import { flowOf } from '@/order/offers';
import { StatusBadge } from '@/order/status-badge';
import { VendorLine } from '@/order/vendors';
import { linkTo } from '@/ui/address';
import { PaymentWord } from '@/order/payment-word';

interface Props {
  order: Order;
  flows: readonly Flow[];
  timezone: string;
  words: 'own' | 'translated';
  /** Whose it is, where that has to be said. */
  vendor: string | null;
  /** `null`: it cannot be chosen. */
  chosen: boolean | null;
  /** Whether others can be, so that room is kept. */
  choosing: boolean;
  outcome: Outcome | undefined;
  onToggle: () => void;
}

export function FoundOrder({ order, flows, timezone, words, vendor, chosen, choosing, outcome, onToggle }: Props) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const made = formatDateTime(order.created_at, timezone, locale);
  const onKeyDown = (event: KeyboardEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === 'x' && chosen !== null) onToggle();
    else if (!move(event.currentTarget, event.key)) return;
    event.preventDefault();
  };
  return (
    <li data-order={order.code} className="flex not-last:border-b not-last:border-line">
      {choosing && (
        <label className="flex w-12 shrink-0 items-start justify-center pt-3.5 md:items-center md:pt-0">
          {chosen !== null && <input type="checkbox" className="size-6 accent-pine" checked={chosen} aria-label={t.orders.choose(order.code)} onChange={onToggle} />}
        </label>
      )}
      <a
        {...linkTo(`/orders/${encodeURIComponent(order.code)}`)}
        data-row=""
        onKeyDown={onKeyDown}
        className={`grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 py-3 pe-4 -outline-offset-2 hover:bg-sunken md:grid-cols-[12rem_minmax(0,1fr)_8rem_8.5rem] md:items-center ${choosing ? '' : 'ps-4'}`}
      >
        <span>
          <StatusBadge order={order} flow={flowOf(order, flows)} words={words} />
          <span className="tabular mt-1 block text-sm text-muted">
            <span className="tracking-wide">{order.code}</span>
            <span className="block md:hidden">{made}</span>
          </span>
        </span>
        <span className="min-w-0 max-md:order-last max-md:col-span-2">
          <span className={`block font-semibold [overflow-wrap:anywhere] ${order.customer_name ? '' : 'text-muted'}`}>
            <bdi>{order.customer_name || t.feed.noName}</bdi>
          </span>
          <span className="block text-[0.9375rem] [overflow-wrap:anywhere]">
            <Items order={order} />
          </span>
          <VendorLine name={vendor} />
          <span className="block text-sm text-muted empty:hidden">
            <When order={order} timezone={timezone} />
          </span>
          {order.late && <span className="block text-sm font-medium text-red">{t.orders.lateSince(formatDateTime(order.late.due_at, timezone, locale))}</span>}
          {outcome && (
            <span className="block text-sm">
              <OutcomeLine outcome={outcome} />
            </span>
          )}
        </span>
        <time dateTime={order.created_at} className="tabular hidden text-sm text-muted md:block">
          {made}
        </time>
        <span className="text-end">
          <Total order={order} />
          <span className="block text-sm text-muted">
            <PaymentWord order={order} />
          </span>
        </span>
      </a>
    </li>
  );
}

function OutcomeLine({ outcome }: { outcome: Outcome }) {
  const t = useOrdersTexts();
  switch (outcome.kind) {
    case 'accepted':
      return <span className="font-medium text-pine">{t.orders.acceptedNow}</span>;
    case 'already':
      return <span className="font-medium">{outcome.by ? t.outcome.alreadyBy(t.status.accepted, isolate(outcome.by)) : t.status.accepted}</span>;
    case 'refused':
      return <span className="font-medium text-red">{t.errors.unknown(outcome.message)}</span>;
    case 'unanswered':
      return <span className="font-medium text-red">{t.orders.unanswered}</span>;
  }
}

/** Moves the focus along the list; whether the key was one for that. Only a row that has the focus listens, so no letter is lost elsewhere. */
function move(row: HTMLElement, key: string): boolean {
  const rows = [...(row.closest('ul')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const here = rows.indexOf(row);
  const to = { ArrowDown: here + 1, j: here + 1, ArrowUp: here - 1, k: here - 1, Home: 0, End: rows.length - 1 }[key];
  if (to === undefined) return false;
  rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
  return true;
}
