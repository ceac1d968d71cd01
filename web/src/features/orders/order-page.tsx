/** One order with everything that is known of it, what has happened to it, and what can be done. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { decideCase, readOrder, readTimeline } from '@/api/calls';
import type { Flow, Order, OrderCase } from '@/api/model';
import { Problem } from '@/api/problem';
import { useOrdersTexts } from '@/features/orders/texts';
import { linkTo } from '@/ui/address';
import { flowOf } from '@/order/offers';
import { OrderActions } from '@/order/order-actions';
import { When } from '@/order/order-facts';
import { StatusBadge } from '@/order/status-badge';
import { Timeline } from '@/features/orders/timeline';
import { describeError } from '@/failures/describe-error';
import { formatDateTime, formatMoney } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { useLiveState } from '@/realtime/use-live';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { useToast } from '@/ui/toast';

interface Props {
  code: string;
  flows: readonly Flow[];
  role: string;
  timezone: string;
  words: 'own' | 'translated';
}

/** How soon an order is read again that may have changed; also the most often, however much happens in the store. */
const REREAD_MS = 500;

export function OrderPage({ code, flows, role, timezone, words }: Props) {
  const t = useOrdersTexts();
  const seq = useLiveState().cache?.seq ?? 0;
  // Whatever happens to any order moves the log; what was read before that may be out of date, however old the order is.
  const rhythm = (read: { seq: number } | undefined) => (read && read.seq < seq ? REREAD_MS : false);
  const read = useQuery({ queryKey: ['orders', 'one', code], queryFn: () => readOrder(code), refetchInterval: (query) => rhythm(query.state.data), retry: false });
  const timeline = useQuery({ queryKey: ['orders', 'timeline', code], queryFn: () => readTimeline(code), refetchInterval: (query) => rhythm(query.state.data), retry: false });
  const order = read.data?.order;
  const reread = () => {
    void read.refetch();
    void timeline.refetch();
  };

  const back = (
    <a {...linkTo('/orders')} className="inline-flex min-h-11 items-center gap-2 font-medium text-pine">
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
      <Head order={order} flow={flow} timezone={timezone} words={words} />
      <OrderActions order={order} flow={flow} role={role} timezone={timezone} words={words} onActed={reread} />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:items-start">
        <div className="space-y-5">
          <Goods order={order} />
          <Money order={order} timezone={timezone} />
          {order.cases.length > 0 && <Cases order={order} decides={role === 'owner' || role === 'admin'} timezone={timezone} onDecided={reread} />}
          <Delivery order={order} timezone={timezone} />
        </div>
        <Panel title={t.orders.history}>
          {timeline.data ? <Timeline events={timeline.data.events} timezone={timezone} /> : <p className="text-muted">{timeline.error ? describeError(timeline.error, t) : t.common.loading}</p>}
        </Panel>
      </div>
    </>
  );
}

function Head({ order, flow, timezone, words }: { order: Order; flow: Flow; timezone: string; words: Props['words'] }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="tabular text-2xl font-semibold tracking-tight [overflow-wrap:anywhere]">{order.code}</h1>
        <StatusBadge order={order} flow={flow} words={words} />
      </div>
      <p className="text-lg font-medium [overflow-wrap:anywhere]">{order.customer_name || t.feed.noName}</p>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-muted [overflow-wrap:anywhere]">
        {order.customer_phone && <span>{order.customer_phone}</span>}
        {order.customer_email && <span>{order.customer_email}</span>}
        <time dateTime={order.created_at}>{formatDateTime(order.created_at, timezone, locale)}</time>
        <When order={order} timezone={timezone} />
      </p>
      {order.note && <p className="border-s-2 border-edge ps-2 [overflow-wrap:anywhere]">{order.note}</p>}
      {order.reason && <p className="text-muted [overflow-wrap:anywhere]">“{order.reason}”</p>}
    </div>
  );
}

function Goods({ order }: { order: Order }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  const extras: [string, number][] = [
    [t.orders.discount, -order.discount],
    [t.orders.shipping, order.shipping],
    [t.orders.tax, order.tax],
  ];
  return (
    <Panel title={t.orders.items}>
      <ul className="space-y-2">
        {order.items.map((item, place) => (
          <li key={place} className="flex gap-3">
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="tabular font-semibold">{item.qty}×</span> {item.name}
              {item.options && <span className="block text-sm text-muted">{item.options}</span>}
            </span>
            <span className="tabular whitespace-nowrap">{money(item.total)}</span>
          </li>
        ))}
      </ul>
      <dl className="mt-3 space-y-1 border-t border-line pt-3">
        {extras
          .filter(([, amount]) => amount !== 0)
          .map(([name, amount]) => (
            <Line key={name} name={name} value={money(amount)} />
          ))}
        <Line name={t.orders.total} value={money(order.total)} strong />
      </dl>
    </Panel>
  );
}

function Money({ order, timezone }: { order: Order; timezone: string }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  return (
    <Panel title={t.orders.payment}>
      <dl className="space-y-1">
        <Line name={t.orders.status} value={wordFor(order.payment_status, t.orders.paymentStatus)} strong />
        <Line name={t.orders.paid} value={money(order.paid)} />
        {order.refunded > 0 && <Line name={t.orders.refunded} value={money(order.refunded)} />}
      </dl>
      <ul className="mt-3 space-y-3 empty:hidden">
        {order.payments.map((payment) => (
          <li key={`${payment.provider} ${payment.ref}`} className="border-t border-line pt-3">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span className="font-medium [overflow-wrap:anywhere]">{payment.method ?? payment.provider}</span>
              <span className="tabular">{money(payment.amount)}</span>
            </p>
            <p className="text-sm text-muted [overflow-wrap:anywhere]">
              {[wordFor(payment.status, t.orders.attempt), payment.ref, formatDateTime(payment.updated_at, timezone, locale)].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What can be decided about a case that is here; the server has the last word. */
const DECISIONS: Readonly<Record<string, readonly Decision[]>> = {
  requested: ['approve', 'reject', 'refunded'],
  approved: ['refunded', 'failed'],
  failed: ['approve', 'refunded'],
  open: ['won', 'lost'],
};
type Decision = 'approve' | 'reject' | 'refunded' | 'failed' | 'won' | 'lost';

function Cases({ order, decides, timezone, onDecided }: { order: Order; decides: boolean; timezone: string; onDecided: () => void }) {
  const t = useOrdersTexts();
  return (
    <Panel title={t.orders.cases}>
      <ul className="space-y-4">
        {order.cases.map((entry) => (
          <CaseRow key={entry.code} entry={entry} decides={decides} currency={order.currency} timezone={timezone} onDecided={onDecided} />
        ))}
      </ul>
    </Panel>
  );
}

function CaseRow({ entry, decides, currency, timezone, onDecided }: { entry: OrderCase; decides: boolean; currency: string; timezone: string; onDecided: () => void }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const toast = useToast();
  const deciding = useMutation({
    mutationFn: (decision: Decision) => decideCase(entry.code, decision),
    onSuccess: onDecided,
    onError: (error) => {
      toast(describeError(error, t), 'error');
      onDecided();
    },
    networkMode: 'always',
    retry: false,
  });
  return (
    <li aria-label={entry.code}>
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium [overflow-wrap:anywhere]">
          {entry.kind === 'refund' ? t.orders.refund : t.orders.dispute} · {wordFor(entry.status, t.orders.caseStatus)}
        </span>
        <span className="tabular">{formatMoney(entry.amount, currency, locale)}</span>
      </p>
      <p className="text-sm text-muted [overflow-wrap:anywhere]">{[entry.code, formatDateTime(entry.opened_at, timezone, locale)].join(' · ')}</p>
      {entry.reason && <p className="text-sm [overflow-wrap:anywhere]">“{entry.reason}”</p>}
      {entry.due_at && <p className="text-sm">{t.orders.dueBy(formatDateTime(entry.due_at, timezone, locale))}</p>}
      <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
        {(decides ? (DECISIONS[entry.status] ?? []) : []).map((decision) => (
          <Button key={decision} disabled={deciding.isPending} aria-label={`${t.orders.decide[decision]} ${entry.code}`} onClick={() => deciding.mutate(decision)}>
            {t.orders.decide[decision]}
          </Button>
        ))}
      </div>
    </li>
  );
}

function Delivery({ order, timezone }: { order: Order; timezone: string }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const { delivery, shipment } = order;
  if (!delivery && !shipment && !order.courier) return null;
  return (
    <Panel title={t.orders.delivery}>
      <dl className="space-y-1">
        {delivery?.address && <Line name={t.orders.address} value={delivery.address} />}
        {order.courier && <Line name={t.action.courier} value={order.courier} />}
        {order.tracking_no && <Line name={t.action.tracking} value={order.tracking_no} />}
        {shipment && <Line name={t.orders.parcel} value={`${shipment.text ?? shipment.status_label} · ${formatDateTime(shipment.updated_at, timezone, locale)}`} />}
      </dl>
    </Panel>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-2xl border border-line bg-surface p-4">
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Line({ name, value, strong = false }: { name: string; value: string; strong?: boolean }) {
  return (
    <div className={`flex flex-wrap justify-between gap-x-4 ${strong ? 'font-semibold' : ''}`}>
      <dt className={strong ? '' : 'text-muted'}>{name}</dt>
      <dd className="tabular [overflow-wrap:anywhere]">{value}</dd>
    </div>
  );
}

/** The word for a state; a newer server's state is shown as it is. */
function wordFor(state: string, words: Readonly<Record<string, string>>): string {
  return words[state] ?? state;
}
