/** What has happened to an order, the latest first, in the words of its notifications. */
import type { Envelope } from '@/api/model';
import { useOrdersTexts } from '@/features/orders/texts';
import { formatDateTime } from '@/i18n/format';
import { isolate, isolateIn } from '@/i18n/isolate';
import { useLocale } from '@/i18n/locale';

export function Timeline({ events, timezone }: { events: readonly Envelope[]; timezone: string }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  if (events.length === 0) return <p className="text-muted">{t.orders.noHistory}</p>;
  return (
    <ol className="space-y-4">
      {events.toReversed().map((event) => (
        <li key={event.event_id} className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2">
          <span aria-hidden="true">{event.icon}</span>
          <div>
            <p className="[overflow-wrap:anywhere]">
              {event.title && <span className="font-medium">{event.title}: </span>}
              {isolateIn(event.text, [event.order?.customer_name, event.actor.name])}
            </p>
            <p className="text-sm text-muted">
              <time dateTime={event.at}>{formatDateTime(event.at, timezone, locale)}</time>
              {event.actor.name && ` · ${isolate(event.actor.name)}`}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
