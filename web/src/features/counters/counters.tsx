/** The counts of the store. The server counts; events only move its numbers between two readings. */
import type { Stats } from '@/api/model';
import { formatAge, formatCount } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { useLiveState, useNow } from '@/realtime/use-live';

const NAMES = ['unpaid', 'pending', 'confirmed', 'completed', 'closed', 'total'] as const;
type Name = (typeof NAMES)[number];

export function Counters() {
  const { cache } = useLiveState();
  const { t } = useLocale();
  return (
    <section aria-label={t.counters.label} className="rounded-2xl border border-line bg-surface">
      <dl className="grid grid-cols-3 sm:grid-cols-6">
        {NAMES.map((name) => (
          <Counter key={name} name={name} stats={cache?.stats ?? null} />
        ))}
      </dl>
    </section>
  );
}

function Counter({ name, stats }: { name: Name; stats: Stats | null }) {
  const { locale, t } = useLocale();
  const waiting = name === 'pending' && stats !== null && stats.pending > 0;
  return (
    <div className="flex min-w-0 flex-col border-line px-3 py-3 not-first:border-s max-sm:nth-[4]:border-s-0 max-sm:nth-[n+4]:border-t sm:px-5 sm:py-4">
      <dt className="text-[0.8125rem] text-muted">{t.counters[name]}</dt>
      <dd className="tabular mt-0.5 text-2xl leading-tight font-semibold tracking-tight sm:text-[2rem]" data-counter={name}>
        {stats ? (
          <span className={waiting ? 'underline decoration-brass decoration-4 underline-offset-4' : stats[name] === 0 ? 'text-muted' : ''}>{formatCount(stats[name], locale)}</span>
        ) : (
          <span className="skeleton inline-block h-7 w-10 rounded" aria-hidden="true" />
        )}
      </dd>
      {name === 'pending' && <Oldest since={waiting ? (stats.oldest_pending_at ?? null) : null} />}
    </div>
  );
}

function Oldest({ since }: { since: string | null }) {
  const { locale, t } = useLocale();
  const { server } = useNow();
  // The line keeps its place when there is nothing to say, so that the list below stays where it is.
  return <dd className="tabular mt-1 min-h-5 text-[0.8125rem] text-muted">{since ? t.counters.oldest(formatAge(server - Date.parse(since), locale)) : null}</dd>;
}
