/**
 * The newest orders, newest on top. Rows appear by themselves while nobody is in the list; while
 * somebody is, a pill counts them instead.
 */
import { ArrowUp } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Flow, Order } from '@/api/model';
import { EmptyFeed } from '@/features/feed/empty-feed';
import { feedWindow, isNewer, type Mark } from '@/features/feed/feed-window';
import { OrderRow } from '@/features/feed/order-row';
import { useHold } from '@/features/feed/use-hold';
import { useOrderAnnouncements } from '@/features/feed/use-order-announcements';
import { useTexts } from '@/i18n/locale';
import { useVendors } from '@/order/vendors';
import { newestFirst, NEWEST_HELD } from '@/realtime/reconcile';
import { useLiveState, useNow } from '@/realtime/use-live';

interface Props {
  flows: readonly Flow[];
  role: string;
  timezone: string;
  words: 'own' | 'translated';
  /** Whether the reader sees the orders of several vendors. */
  vendors: boolean;
}

const BEFORE_ALL: Mark = { created_at: '', uid: '' };

export function Feed({ vendors, ...props }: Props) {
  // Asked for with the page, so that the first order waits for no name.
  const { nameOf } = useVendors(vendors);
  const { cache, failing } = useLiveState();
  const t = useTexts();
  const top = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const held = useHold(list, top);
  useOrderAnnouncements(cache?.orders ?? null);

  const [wasHeld, setWasHeld] = useState(false);
  const [mark, setMark] = useState<Mark | null>(null);
  const [baseline, setBaseline] = useState<Mark | null>(null);
  const newest = cache ? newestOf(cache.orders.values()) : null;
  if (cache && !baseline) setBaseline(newest ?? BEFORE_ALL);
  if (held !== wasHeld) {
    setWasHeld(held);
    setMark(held ? newest : null);
  }

  const { shown, kept, older } = feedWindow(cache?.orders.values() ?? [], mark);
  const showAll = () => {
    setMark(newest);
    window.scrollTo({ top: 0, behavior: 'smooth' });
    document.getElementById(`order-${newest?.uid ?? ''}`)?.focus({ preventScroll: true });
  };

  return (
    <section aria-labelledby="feed-title" className="relative">
      <div ref={top} />
      {older.length > 0 && (
        <>
          <h2 className="mb-2 text-lg font-semibold">{t.feed.titleWaiting}</h2>
          <Rows {...props} nameOf={nameOf} orders={older} baseline={null} label={t.feed.titleWaiting} />
        </>
      )}
      {kept > 0 && (
        <div className="pointer-events-none sticky top-32 z-20 flex h-0 justify-end sm:justify-center">
          <button type="button" onClick={showAll} className="arriving pointer-events-auto -mt-2 inline-flex h-11 items-center gap-2 rounded-full bg-ink px-5 font-semibold text-canvas shadow-lg" data-testid="pill">
            <ArrowUp aria-hidden="true" className="size-4" />
            {t.feed.newOrders(kept)}
          </button>
        </div>
      )}
      <div className="mb-2 flex items-baseline gap-3">
        <h2 id="feed-title" className="text-lg font-semibold">
          {t.feed.title}
        </h2>
        {shown.length === NEWEST_HELD && <p className="text-sm text-muted">{t.feed.newest(NEWEST_HELD)}</p>}
      </div>
      <div ref={list}>
        {cache === null ? (
          <Waiting failing={failing} />
        ) : shown.length === 0 && kept === 0 ? (
          <div className="rounded-2xl border border-line bg-surface">
            <EmptyFeed />
          </div>
        ) : (
          <Rows {...props} nameOf={nameOf} orders={shown} baseline={baseline} label={t.feed.title} />
        )}
      </div>
    </section>
  );
}

function Rows({ orders, baseline, label, nameOf, ...props }: Omit<Props, 'vendors'> & { nameOf: (order: Order) => string | null; orders: Order[]; baseline: Mark | null; label: string }) {
  const { server } = useNow();
  return (
    <div role="log" aria-live="off" aria-label={label} className="mb-6 overflow-clip rounded-2xl border border-line bg-surface">
      <ol>
        {orders.map((order) => (
          <OrderRow
            key={order.uid}
            order={order}
            {...props}
            vendor={nameOf(order)}
            arriving={baseline !== null && isNewer(order, baseline)}
            due={Boolean(order.rings_at) && Date.parse(order.rings_at ?? '') <= server}
          />
        ))}
      </ol>
    </div>
  );
}

/** Grey rows of the final size, or why there are none. */
function Waiting({ failing }: { failing: boolean }) {
  const t = useTexts();
  if (failing) {
    return (
      <div className="rounded-2xl border border-line bg-surface px-5 py-10">
        <h3 className="text-lg font-semibold">{t.feed.errorTitle}</h3>
        <p className="text-muted">{t.feed.errorText}</p>
      </div>
    );
  }
  return (
    <div aria-busy="true" aria-label={t.common.loading} role="group" className="rounded-2xl border border-line bg-surface">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="flex gap-6 border-line px-4 py-5 not-last:border-b">
          <div className="skeleton h-10 w-40 rounded-lg" />
          <div className="skeleton h-10 flex-1 rounded-lg" />
          <div className="skeleton h-10 w-24 rounded-lg" />
        </div>
      ))}
    </div>
  );
}

function newestOf(orders: Iterable<Order>): Order | null {
  let newest: Order | null = null;
  for (const order of orders) if (!newest || newestFirst(order, newest) < 0) newest = order;
  return newest;
}
