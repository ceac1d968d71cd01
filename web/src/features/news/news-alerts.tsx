/**
 * Word of what happened, on whatever page somebody is: a toast with the way to its order, read out as urgently as it is
 * meant. Draws nothing itself. Sounds are the alarm's business.
 */
import { useEffect, useRef } from 'react';
import type { Envelope } from '@/api/model';
import { newsPath, newsText } from '@/features/news/news-text';
import { useTexts } from '@/i18n/locale';
import { isCritical, isNews } from '@/realtime/news';
import { useLiveContext } from '@/realtime/use-live';
import { useToast } from '@/ui/toast';

/** As many as there is room for at once. */
const MOST = 3;
/** Those that come so soon after one another are told together. */
const MERGE_MS = 1_000;

export function NewsAlerts() {
  const { live } = useLiveContext();
  const toast = useToast();
  const t = useTexts();
  const tell = useRef<(event: Envelope) => void>(() => undefined);
  useEffect(() => {
    tell.current = (event) => {
      const path = newsPath(event);
      const critical = isCritical(event);
      toast(newsText(event, t), critical ? 'error' : 'plain', { urgent: critical, ...(path && event.order && { link: { path, text: t.news.open } }) });
    };
  }, [toast, t]);

  useEffect(() => {
    let waiting: Envelope[] | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    // Of many, the newest; critical ones come last, so that no other pushes them out.
    const release = () => {
      const all = waiting ?? [];
      waiting = null;
      timer = null;
      if (all.length === 0) return;
      hold();
      const ranked = all.sort((a, b) => Number(isCritical(a)) - Number(isCritical(b)) || a.seq - b.seq);
      for (const event of ranked.slice(-MOST)) tell.current(event);
    };
    const hold = () => {
      waiting = [];
      timer = setTimeout(release, MERGE_MS);
    };
    const stop = live.onHeard((event, own) => {
      if (own || !isNews(event)) return;
      if (waiting) {
        waiting.push(event);
        return;
      }
      hold();
      tell.current(event);
    });
    return () => {
      stop();
      if (timer) clearTimeout(timer);
    };
  }, [live]);
  return null;
}
