/** Reads out new orders: the first by name, those of the next five seconds as a number. */
import { useEffect, useRef } from 'react';
import type { Order } from '@/api/model';
import { isNewer, type Mark } from '@/features/feed/feed-window';
import { formatMoney } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { newestFirst } from '@/realtime/reconcile';
import { useAnnouncer } from '@/ui/announcer';

const MERGE_MS = 5_000;

export function useOrderAnnouncements(orders: ReadonlyMap<string, Order> | null): void {
  const { locale, t } = useLocale();
  const { say } = useAnnouncer();
  const heard = useRef<Mark | 'nothing' | null>(null);
  const merging = useRef<{ count: number } | null>(null);

  useEffect(() => {
    if (!orders) return;
    const sorted = [...orders.values()].sort(newestFirst);
    const mark = heard.current;
    heard.current = sorted[0] ?? 'nothing';
    // What was there when the page opened is no news.
    if (mark === null) return;
    const news = mark === 'nothing' ? sorted : sorted.filter((order) => isNewer(order, mark));
    if (news.length === 0) return;
    if (merging.current) {
      merging.current.count += news.length;
      return;
    }
    const [first] = news;
    if (news.length === 1 && first) say(t.announce.order(first.code, first.items.length, formatMoney(first.total, first.currency, locale)));
    else say(t.announce.orders(news.length));
    const window = { count: 0 };
    merging.current = window;
    setTimeout(() => {
      merging.current = null;
      if (window.count > 0) say(t.announce.orders(window.count));
    }, MERGE_MS);
  }, [orders, say, locale, t]);
}
