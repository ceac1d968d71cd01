/** One order with everything that is known of it, what has happened to it, and what can be done. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { readOrder, readTimeline } from '@/api/calls';
import type { Envelope, Flow, Order } from '@/api/model';
import { Problem } from '@/api/problem';
import { Cases } from '@/features/orders/cases';
import { Delivery, Details, Goods, Money } from '@/features/orders/order-panels';
import { Panel } from '@/features/orders/panel';
import { useOrdersTexts } from '@/features/orders/texts';
import { ShipmentCorrection } from '@/features/orders/shipment-correction';
import { Timeline } from '@/features/orders/timeline';
import { cameFrom, linkTo } from '@/ui/address';
import { Failure } from '@/ui/failure';
import { flowOf, isShipmentCorrectable } from '@/order/offers';
import { OrderActions } from '@/order/order-actions';
import { When } from '@/order/order-facts';
import { StatusBadge } from '@/order/status-badge';
import { useVendors, VendorLine } from '@/order/vendors';
import { describeError } from '@/failures/describe-error';
import { formatDateTime } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { useLiveState } from '@/realtime/use-live';

interface Props {
  code: string;
  flows: readonly Flow[];
  role: string;
  timezone: string;
  words: 'own' | 'translated';
  /** Whether the reader sees the orders of several vendors. */
  vendors: boolean;
}

/** How soon an order is read again that may have changed; also the most often, however much happens in the store. */
const REREAD_MS = 500;

/** Pages of a history that are read in one go; what has had more than that many events is read on the next time. */
const PAGES = 20;

interface History {
  epoch: string;
  seq: number;
  events: readonly Envelope[];
}

/** The history, of which `held` was read before: events never change, so only those after it are asked for. */
async function wholeTimeline(code: string, held: History | undefined): Promise<History> {
  let events = held?.events ?? [];
  for (let page = 1; ; page += 1) {
    const read = await readTimeline(code, events.at(-1)?.seq ?? 0);
    // A restored database counts anew.
    if (held && held.epoch !== read.epoch) return wholeTimeline(code, undefined);
    events = [...events, ...read.events];
    if (!read.has_more || page === PAGES) return { epoch: read.epoch, seq: read.has_more ? 0 : read.seq, events };
  }
}

export function OrderPage({ code, flows, role, timezone, words, vendors }: Props) {
  const t = useOrdersTexts();
  const client = useQueryClient();
  const seq = useLiveState().cache?.seq ?? 0;
  // Whatever happens to any order moves the log; what was read before that may be out of date, however old the order is.
  const rhythm = (read: { seq: number } | undefined) => (read && read.seq < seq ? REREAD_MS : false);
  const read = useQuery({ queryKey: ['orders', 'one', code], queryFn: () => readOrder(code), refetchInterval: (query) => rhythm(query.state.data), retry: false });
  const timeline = useQuery({ queryKey: ['orders', 'timeline', code], queryFn: () => wholeTimeline(code, client.getQueryData<History>(['orders', 'timeline', code])), refetchInterval: (query) => rhythm(query.state.data), retry: false });
  const order = read.data?.order;
  const { nameOf } = useVendors(vendors);
  const reread = () => {
    void read.refetch();
    void timeline.refetch();
  };

  const back = (
    <a {...linkTo(cameFrom('/orders'))} className="inline-flex min-h-11 items-center gap-2 font-medium text-pine">
      <ArrowLeft aria-hidden="true" className="size-5" />
      {t.pages.orders}
    </a>
  );
  if (!order) {
    const missing = read.error instanceof Problem && read.error.status === 404;
    return (
      <>
        {back}
        <h1 className="tabular text-2xl font-semibold tracking-tight [overflow-wrap:anywhere]">{code}</h1>
        {read.error && !missing ? (
          <Failure message={describeError(read.error, t)} onRetry={reread} />
        ) : (
          <p role="status" className={missing ? 'font-medium' : 'text-muted'}>
            {missing ? t.orders.missing(code) : t.common.loading}
          </p>
        )}
      </>
    );
  }
  const flow = flowOf(order, flows);
  return (
    <>
      {back}
      <Head order={order} flow={flow} timezone={timezone} words={words} vendor={nameOf(order)} />
      <OrderActions order={order} flow={flow} role={role} timezone={timezone} words={words} onActed={reread} />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:items-start">
        <div className="space-y-5">
          <Goods order={order} />
          <Money order={order} timezone={timezone} />
          {order.cases.length > 0 && <Cases order={order} decides={role === 'owner' || role === 'admin'} timezone={timezone} onDecided={reread} />}
          <Delivery
            order={order}
            timezone={timezone}
            correction={isShipmentCorrectable(order, role) ? <ShipmentCorrection order={order} flow={flow} words={words} onActed={reread} /> : null}
          />
          <Details order={order} timezone={timezone} />
        </div>
        <Panel title={t.orders.history}>
          {timeline.data ? <Timeline events={timeline.data.events} timezone={timezone} /> : <p className="text-muted">{timeline.error ? describeError(timeline.error, t) : t.common.loading}</p>}
        </Panel>
      </div>
    </>
  );
}

const CONTACT = 'inline-flex min-h-11 items-center text-ink underline decoration-edge/60 underline-offset-4 hover:decoration-current';

function Head({ order, flow, timezone, words, vendor }: { order: Order; flow: Flow; timezone: string; words: Props['words']; vendor: string | null }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="tabular text-2xl font-semibold tracking-tight [overflow-wrap:anywhere]">{order.code}</h1>
        <StatusBadge order={order} flow={flow} words={words} />
      </div>
      <p className="text-lg font-medium [overflow-wrap:anywhere]"><bdi>{order.customer_name || t.feed.noName}</bdi></p>
      <VendorLine name={vendor} />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted [overflow-wrap:anywhere]">
        {order.customer_phone && (
          <a href={`tel:${order.customer_phone.replace(/[^\d+]/g, '')}`} className={CONTACT}>
            {order.customer_phone}
          </a>
        )}
        {order.customer_email && (
          <a href={`mailto:${encodeURIComponent(order.customer_email)}`} className={CONTACT}>
            {order.customer_email}
          </a>
        )}
        <time dateTime={order.created_at}>{formatDateTime(order.created_at, timezone, locale)}</time>
        <When order={order} timezone={timezone} />
      </p>
      {order.late && <p className="font-medium text-red">{t.orders.lateSince(formatDateTime(order.late.due_at, timezone, locale))}</p>}
      {order.note && (
        <p className="border-s-2 border-edge ps-2 whitespace-pre-line [overflow-wrap:anywhere]">
          <bdi>{order.note}</bdi>
        </p>
      )}
      {order.reason && <p className="text-muted [overflow-wrap:anywhere]">“<bdi>{order.reason}</bdi>”</p>}
    </div>
  );
}
