/** What is known of an order: its lines, its money, how it reaches the customer, and where it comes from. */
import type { ReactNode } from 'react';
import { type Order, statusOf } from '@/api/model';
import { Line, Panel, wordFor } from '@/features/orders/panel';
import { PaymentWord } from '@/order/payment-word';
import { useOrdersTexts } from '@/features/orders/texts';
import { formatDateTime, formatMoney } from '@/i18n/format';
import { isolate } from '@/i18n/isolate';
import { useLocale } from '@/i18n/locale';

export function Goods({ order }: { order: Order }) {
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
              <span className="tabular font-semibold">{item.qty}×</span> <bdi>{item.name}</bdi>
              {item.options && <span className="block text-sm text-muted"><bdi>{item.options}</bdi></span>}
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

export function Money({ order, timezone }: { order: Order; timezone: string }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  const surplus = order.paid - order.refunded - order.total;
  return (
    <Panel title={t.orders.payment}>
      <dl className="space-y-1">
        <Line name={t.orders.status} value={<PaymentWord order={order} />} strong />
        <Line name={t.orders.paid} value={money(order.paid)} />
        {order.refunded > 0 && <Line name={t.orders.refunded} value={money(order.refunded)} />}
        {surplus > 0 && <Line name={t.orders.surplus} value={<span className="text-red">{money(surplus)}</span>} strong />}
      </dl>
      <ul className="mt-3 space-y-3 empty:hidden">
        {order.payments.map((payment) => (
          <li key={`${payment.provider} ${payment.ref}`} className="border-t border-line pt-3">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span className="font-medium [overflow-wrap:anywhere]"><bdi>{methodWord(payment, t)}</bdi></span>
              <span className="tabular">{money(payment.amount)}</span>
            </p>
            <p className="text-sm text-muted [overflow-wrap:anywhere]">
              {[wordFor(payment.status, t.orders.attempt), payment.provider === 'staff' ? payment.receipt && isolate(payment.receipt) : payment.ref, payment.by && t.feed.by(isolate(payment.by)), formatDateTime(payment.updated_at, timezone, locale)].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** How the money came: in the reader's words what staff chose, else in those of the gateway. */
function methodWord({ method, provider }: Order['payments'][number], t: ReturnType<typeof useOrdersTexts>): string {
  if (!method) return wordFor(provider, t.orders.providers);
  return provider === 'staff' ? wordFor(method, t.paid.methods) : method;
}

/** `correction` asks for another courier or number; `null` where there is nothing to correct, or nobody who may. */
export function Delivery({ order, timezone, correction }: { order: Order; timezone: string; correction: ReactNode }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const { delivery, shipment } = order;
  if (!delivery && !shipment && !order.courier && !order.tracking_no && !correction) return null;
  return (
    <Panel title={t.orders.delivery}>
      <dl className="space-y-1">
        {delivery && <Line name={t.orders.deliveryBy} value={wordFor(delivery.type, t.orders.deliveryType)} />}
        {delivery?.address && <Line name={t.orders.address} value={<bdi className="whitespace-pre-line">{delivery.address}</bdi>} />}
        {order.courier && <Line name={t.action.courier} value={<bdi>{order.courier}</bdi>} />}
        {order.tracking_no && <Line name={t.action.tracking} value={order.tracking_no} />}
        {shipment && <Line name={t.orders.parcel} value={`${isolate(shipment.text ?? shipment.status_label)} · ${formatDateTime(shipment.updated_at, timezone, locale)}`} />}
      </dl>
      {correction}
    </Panel>
  );
}

/** Where it comes from, who has it, and by when. */
export function Details({ order, timezone }: { order: Order; timezone: string }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const time = (at: string | null | undefined) => (at ? formatDateTime(at, timezone, locale) : null);
  const seen = [order.ack_by && isolate(order.ack_by), time(order.ack_at)].filter(Boolean).join(' · ');
  const lines: [string, string | null | undefined][] = [
    [t.orders.source, [order.source, order.ext_id].filter(Boolean).join(' · ')],
    [t.orders.payBy, statusOf(order) === 'pending_payment' ? time(order.expires_at) : null],
    [t.orders.placed, time(order.placed_at)],
    [t.feed.seen, seen],
    [t.orders.eta, time(order.eta)],
    [t.orders.closed, time(order.closed_at)],
  ];
  return (
    <Panel title={t.orders.details}>
      <dl className="space-y-1">
        {lines.map(([name, value]) => value && <Line key={name} name={name} value={value} />)}
      </dl>
    </Panel>
  );
}
