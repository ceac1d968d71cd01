/** The parts of an order that people read: what was ordered, for when, and since when it waits. */
import type { Order } from '@/api/model';
import { formatAge, formatDateTime, formatMoney, formatStay, nightsOf } from '@/i18n/format';
import { isolate } from '@/i18n/isolate';
import { useLocale } from '@/i18n/locale';
import { useNow } from '@/realtime/use-live';

const ITEMS_SHOWN = 3;

export function Items({ order }: { order: Order }) {
  const { t } = useLocale();
  const hidden = order.items.length - ITEMS_SHOWN;
  return (
    <span>
      {order.items.slice(0, ITEMS_SHOWN).map((item, place) => (
        <span key={place}>
          {place > 0 && ', '}
          <span className="tabular font-semibold">{item.qty}×</span> <bdi>{item.name}</bdi>
        </span>
      ))}
      {hidden > 0 && <span className="text-muted"> {order.items_truncated ? '…' : t.feed.moreItems(hidden)}</span>}
    </span>
  );
}

/** Dates of a booking, or the time for which a delivery is wanted; nothing for an order of now. */
export function When({ order, timezone }: { order: Order; timezone: string }) {
  const { locale, t } = useLocale();
  const { booking, delivery } = order;
  if (booking) {
    const parts = [
      booking.resource_name && isolate(booking.resource_name),
      formatStay(booking.check_in, booking.check_out, locale),
      t.feed.nights(nightsOf(booking.check_in, booking.check_out)),
      booking.guests ? t.feed.guests(booking.guests) : null,
    ];
    return <span className="tabular">{parts.filter(Boolean).join(' · ')}</span>;
  }
  if (delivery?.due_at) return <span className="tabular">{t.feed.due(formatDateTime(delivery.due_at, timezone, locale))}</span>;
  return null;
}

export function Age({ since, timezone }: { since: string; timezone: string }) {
  const { locale, t } = useLocale();
  const { server } = useNow();
  const ms = server - Date.parse(since);
  return (
    <time dateTime={since} title={formatDateTime(since, timezone, locale)} className="tabular whitespace-nowrap">
      {ms < 5_000 ? t.feed.justNow : t.feed.age(formatAge(ms, locale))}
    </time>
  );
}

export function Total({ order }: { order: Order }) {
  const { locale } = useLocale();
  return <span className="tabular text-base font-semibold whitespace-nowrap">{formatMoney(order.total, order.currency, locale)}</span>;
}
