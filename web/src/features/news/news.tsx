/**
 * What happened besides orders that come and move: a dispute, a payment that came too late, a product that runs out, an
 * app's own events. Of the last day also what came while nobody looked. What is critical stays until somebody puts it away.
 */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import type { Envelope } from '@/api/model';
import { withGone, withRead } from '@/features/news/news-marks';
import { newsPath, newsText } from '@/features/news/news-text';
import { useMarks } from '@/features/news/use-marks';
import { Age } from '@/order/order-facts';
import { useTexts } from '@/i18n/locale';
import { isCritical, standing } from '@/realtime/news';
import { useLiveState } from '@/realtime/use-live';
import { linkTo } from '@/ui/address';
import { Button } from '@/ui/button';

/** Beside what is critical; the rest on request, because the orders below matter more. */
const SHOWN = 5;

interface Props {
  timezone: string;
  /** Under which name this browser remembers what the reader has read. */
  marksKey: string;
}

export function News({ timezone, marksKey }: Props) {
  const { cache } = useLiveState();
  const t = useTexts();
  const [all, setAll] = useState(false);
  const { marks, change } = useMarks(marksKey, cache?.epoch ?? '');
  if (!cache) return null;
  const news = standing(cache.news, cache.orders).filter(({ seq }) => !marks.gone.includes(seq));
  const newest = news[0];
  const unread = news.filter(({ seq }) => seq > marks.read).length;
  const shown = news.filter((event, place) => all || place < SHOWN || isCritical(event));
  const dismiss = ({ seq }: Envelope) => change((before) => withGone(before, [seq]));

  return (
    <section aria-labelledby="news-title">
      <div className="mb-2 flex min-h-11 flex-wrap items-center gap-x-3">
        <h2 id="news-title" tabIndex={-1} className="text-lg font-semibold outline-none">
          {t.news.title}
        </h2>
        {unread > 0 && newest && (
          <>
            <span className="tabular mr-auto rounded-full bg-pine px-2.5 py-0.5 text-sm font-semibold text-on-pine" data-testid="news-unread">
              {t.news.unread(unread)}
            </span>
            <Button tone="quiet" onClick={() => change((before) => withRead(before, newest.seq))}>
              {t.news.readAll}
            </Button>
          </>
        )}
      </div>
      {news.length === 0 ? (
        <p className="rounded-2xl border border-line bg-surface px-4 py-3 text-muted">{t.news.none}</p>
      ) : (
        <ul className="overflow-clip rounded-2xl border border-line bg-surface">
          {shown.map((event) => (
            <NewsRow key={event.event_id} event={event} unread={event.seq > marks.read} timezone={timezone} onDismiss={() => dismiss(event)} />
          ))}
        </ul>
      )}
      {(shown.length < news.length || (all && news.length > SHOWN)) && (
        <Button tone="quiet" className="mt-1" icon={all ? <ChevronUp aria-hidden="true" className="size-5" /> : <ChevronDown aria-hidden="true" className="size-5" />} onClick={() => setAll(!all)}>
          {all ? t.news.fewer : t.news.more(news.length - shown.length)}
        </Button>
      )}
    </section>
  );
}

function NewsRow({ event, unread, timezone, onDismiss }: { event: Envelope; unread: boolean; timezone: string; onDismiss: () => void }) {
  const t = useTexts();
  const path = newsPath(event);
  const text = newsText(event, t);
  const critical = isCritical(event);
  const dismiss = () => {
    // The pressed button goes with its row; whoever came by keyboard stays in the list.
    document.getElementById('news-title')?.focus({ preventScroll: true });
    onDismiss();
  };
  return (
    <li
      data-news={event.type}
      data-unread={unread || undefined}
      className={`arriving flex items-center gap-x-3 border-line ps-4 pe-1 py-1 not-last:border-b ${critical ? 'bg-red-wash shadow-[inset_5px_0_0_var(--red)]' : unread ? 'shadow-[inset_5px_0_0_var(--pine)]' : ''}`}
    >
      <span aria-hidden="true">{event.icon}</span>
      <p className={`flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 py-2 [overflow-wrap:anywhere] ${unread ? 'font-semibold' : ''}`}>
        <span className="min-w-0 flex-1 basis-48">
          {unread && <span className="sr-only">{t.news.unreadOne}: </span>}
          {critical && <span className="sr-only">{t.news.critical}: </span>}
          {text}
        </span>
        <span className="text-sm font-normal text-muted">
          <Age since={event.at} timezone={timezone} />
        </span>
      </p>
      {path && event.order && (
        <a {...linkTo(path)} aria-label={t.news.openOrder(event.order.code)} className="inline-flex min-h-11 min-w-11 items-center justify-center font-medium underline decoration-edge/60 underline-offset-4 hover:decoration-current">
          {t.news.open}
        </a>
      )}
      <button type="button" aria-label={t.news.dismiss(text)} title={t.news.dismissTitle} onClick={dismiss} className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-sunken hover:text-ink">
        <X aria-hidden="true" className="size-5" />
      </button>
    </li>
  );
}
