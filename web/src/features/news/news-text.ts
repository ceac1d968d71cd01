/** What a line of news says, and where it leads. */
import type { Envelope } from '@/api/model';
import type { Texts } from '@/i18n/en';
import { isolate } from '@/i18n/isolate';

/** In the reader's language where we know the words, else in the server's: the app's language, and an app's own words. */
export function newsText(event: Envelope, t: Texts): string {
  if (event.type === 'stock.low' && event.product) return t.news.stockLow(isolate(event.product.name), event.product.stock ?? 0);
  if (event.type === 'user.registered' && event.user) return t.news.registered(isolate(event.user.name), event.user.email ?? null);
  const by = event.actor.name ? isolate(event.actor.name) : null;
  if (event.type === 'vendor.paused' && event.vendor) return event.misses ? t.news.vendorPaused(isolate(event.vendor.name), event.misses) : t.news.vendorPausedBy(isolate(event.vendor.name), by);
  if (event.type === 'vendor.resumed' && event.vendor) return t.news.vendorResumed(isolate(event.vendor.name), by);
  return event.title ? `${event.title} - ${event.text}` : event.text;
}

/** The page of the order that it is about. */
export function newsPath(event: Envelope): string | null {
  return event.order ? `/orders/${encodeURIComponent(event.order.code)}` : null;
}
