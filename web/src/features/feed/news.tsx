/**
 * What happened besides the orders: a product that runs out, a new customer, an app's own events. The newest few as lines
 * above the orders, and each as a toast when it arrives; what it says is in the reader's language where we know the words.
 */
import { useEffect, useRef } from 'react';
import type { Envelope } from '@/api/model';
import { Age } from '@/order/order-facts';
import type { Texts } from '@/i18n/en';
import { isolate } from '@/i18n/isolate';
import { useTexts } from '@/i18n/locale';
import { useLiveState } from '@/realtime/use-live';
import { useToast } from '@/ui/toast';

export function News({ timezone }: { timezone: string }) {
  const { cache } = useLiveState();
  const t = useTexts();
  const news = cache?.news;
  useNewsToasts(news ?? []);
  if (!news || news.length === 0) return null;
  return (
    <section aria-labelledby="news-title">
      <h2 id="news-title" className="mb-2 text-lg font-semibold">
        {t.news.title}
      </h2>
      <ul className="overflow-clip rounded-2xl border border-line bg-surface">
        {news.map((event) => (
          <li key={event.event_id} data-news={event.type} className="arriving flex flex-wrap items-baseline gap-x-3 border-line px-4 py-3 not-last:border-b">
            <span aria-hidden="true">{event.icon}</span>
            <span className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">{newsText(event, t)}</span>
            <span className="text-sm text-muted">
              <Age since={event.at} timezone={timezone} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One line about an event that is about no order. */
export function newsText(event: Envelope, t: Texts): string {
  if (event.type === 'stock.low' && event.product) return t.news.stockLow(isolate(event.product.name), event.product.stock ?? 0);
  if (event.type === 'user.registered' && event.user) return t.news.registered(isolate(event.user.name), event.user.email ?? null);
  const by = event.actor.name ? isolate(event.actor.name) : null;
  if (event.type === 'vendor.paused' && event.vendor) return event.misses ? t.news.vendorPaused(isolate(event.vendor.name), event.misses) : t.news.vendorPausedBy(isolate(event.vendor.name), by);
  if (event.type === 'vendor.resumed' && event.vendor) return t.news.vendorResumed(isolate(event.vendor.name), by);
  return event.title ? `${event.title} - ${event.text}` : event.text;
}

/** Of several that arrive together, the newest is told: the others are in the list. */
function useNewsToasts(news: readonly Envelope[]): void {
  const toast = useToast();
  const t = useTexts();
  const told = useRef<string | null>(news[0]?.event_id ?? null);
  const newest = news[0];
  useEffect(() => {
    if (!newest || newest.event_id === told.current) return;
    told.current = newest.event_id;
    toast(newsText(newest, t));
  }, [newest, toast, t]);
}
