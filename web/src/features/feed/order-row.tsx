/** One order of the feed: a ticket on a phone, a line on a desk. */
import { memo, useRef } from 'react';
import { type Flow, type Order, statusOf } from '@/api/model';
import { flowOf } from '@/order/offers';
import { OrderActions } from '@/order/order-actions';
import { Age, Items, Total, When } from '@/order/order-facts';
import { PaymentWord } from '@/order/payment-word';
import { StatusBadge } from '@/order/status-badge';
import { VendorLine } from '@/order/vendors';
import { isolate } from '@/i18n/isolate';
import { useTexts } from '@/i18n/locale';
import { linkTo } from '@/ui/address';

interface Props {
  order: Order;
  flows: readonly Flow[];
  role: string;
  timezone: string;
  /** Whether the shop's own words for statuses are in the reader's language. */
  words: 'own' | 'translated';
  /** Whose it is, where that has to be said. */
  vendor: string | null;
  /** It came while we were looking. */
  arriving: boolean;
  /** It rings now. */
  due: boolean;
}

export const OrderRow = memo(function OrderRow({ order, flows, role, timezone, words, vendor, arriving, due }: Props) {
  const t = useTexts();
  const flow = flowOf(order, flows);
  const row = useRef<HTMLLIElement>(null);
  const by = statusOf(order) === 'placed' ? null : order.status_by.name;

  /** The pressed button may be gone now; the focus stays on the row instead of falling to the page. */
  const keepFocus = () => {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) row.current?.focus({ preventScroll: true });
    });
  };

  return (
    <li ref={row} id={`order-${order.uid}`} tabIndex={-1} data-order={order.code} data-due={due || undefined} className={`grid -outline-offset-2 not-last:border-b not-last:border-line ${arriving ? 'arriving' : ''}`}>
      <div className="min-h-0 overflow-clip">
        <article
          aria-label={order.code}
          className={`grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3.5 xl:grid-cols-[12.5rem_minmax(0,1fr)_8.5rem_24.75rem] xl:items-center ${due ? 'bg-brass-wash shadow-[inset_5px_0_0_var(--brass)]' : ''}`}
        >
          <div className="xl:row-span-2 xl:self-center">
            <StatusBadge order={order} flow={flow} words={words} />
            <p className="tabular mt-1 hidden text-sm text-muted xl:block">
              <CodeLink code={order.code} />
            </p>
          </div>
          <p className="self-center text-end text-sm text-muted xl:hidden">
            <Age since={order.created_at} timezone={timezone} />
          </p>

          <div className="min-w-0 max-xl:mt-1.5 xl:row-span-2">
            <p className="text-base font-semibold [overflow-wrap:anywhere]">
              {order.customer_name ? <bdi>{order.customer_name}</bdi> : <span className="text-muted">{t.feed.noName}</span>}
              <span className="hidden text-sm font-normal text-muted xl:inline">
                {' · '}
                <Age since={order.created_at} timezone={timezone} />
              </span>
            </p>
            <p className="text-[0.9375rem] [overflow-wrap:anywhere]">
              <Items order={order} />
            </p>
            <VendorLine name={vendor} />
            <p className="text-sm text-muted empty:hidden">
              <When order={order} timezone={timezone} />
            </p>
            {order.note && (
              <p className="mt-1 border-s-2 border-edge ps-2 text-sm whitespace-pre-line [overflow-wrap:anywhere]">
                <span className="sr-only">{t.feed.note}: </span>
                <bdi>{order.note}</bdi>
              </p>
            )}
            {order.reason && <p className="text-sm text-muted [overflow-wrap:anywhere]">“<bdi>{order.reason}</bdi>”</p>}
          </div>

          <div className="text-end max-xl:mt-1.5 xl:row-span-2">
            <Total order={order} />
            <p className="text-sm text-muted">
              <PaymentWord order={order} />
            </p>
          </div>

          <p className="col-span-2 flex flex-wrap items-center gap-x-3 text-sm text-muted xl:hidden">
            <CodeLink code={order.code} />
            <Trace order={order} by={by} />
          </p>

          <div className="col-span-2 max-xl:mt-2 xl:col-span-1 xl:row-span-2">
            <OrderActions order={order} flow={flow} role={role} timezone={timezone} words={words} onActed={keepFocus} />
            <p className="mt-1 hidden justify-end text-sm text-muted empty:hidden xl:flex">
              <Trace order={order} by={by} />
            </p>
          </div>
        </article>
      </div>
    </li>
  );
});

/** The way to everything that is known of the order. */
function CodeLink({ code }: { code: string }) {
  return (
    <a {...linkTo(`/orders/${encodeURIComponent(code)}`)} className="inline-flex min-h-6 items-center tracking-wide underline decoration-edge/60 underline-offset-4 hover:decoration-current max-xl:min-h-11">
      {code}
    </a>
  );
}

/** Who did the last thing, or who has seen it. */
function Trace({ order, by }: { order: Order; by: string | null | undefined }) {
  const t = useTexts();
  if (by) return <span>{t.feed.by(isolate(by))}</span>;
  if (statusOf(order) !== 'placed' || !order.ack_at) return null;
  return <span>{order.ack_by ? t.feed.seenBy(isolate(order.ack_by)) : t.feed.seen}</span>;
}
