/** The groups of orders as links, each with how many the server counts in it; the search below narrows the chosen one. */
import type { Stats } from '@/api/model';
import { addressOf, type OrderSearch, PHASES, type Phase } from '@/features/orders/order-search';
import { useOrdersTexts } from '@/features/orders/texts';
import { formatCount } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { useLiveState } from '@/realtime/use-live';
import { linkTo } from '@/ui/address';

const COUNTER_OF: Readonly<Record<Phase | '', Exclude<keyof Stats, 'oldest_pending_at'>>> = { '': 'total', unpaid: 'unpaid', new: 'pending', active: 'confirmed', done: 'completed', closed: 'closed' };

export function PhaseTabs({ search }: { search: OrderSearch }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const stats = useLiveState().cache?.stats;
  return (
    <nav aria-label={t.orders.groups} className="grid grid-cols-3 rounded-2xl border border-line bg-sunken sm:grid-cols-6">
      {(['', ...PHASES] as const).map((phase) => (
        <a
          key={phase}
          // A status of another group would leave nothing over.
          {...linkTo(addressOf({ ...search, phase, status: '' }))}
          aria-current={phase === search.phase ? 'page' : undefined}
          className="m-0.5 flex min-h-12 min-w-0 flex-col items-center justify-center rounded-xl px-1 py-1.5 text-center text-sm text-muted hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-sm"
        >
          <span className="tabular text-lg leading-tight font-semibold">{stats ? formatCount(stats[COUNTER_OF[phase]], locale) : '–'}</span>
          <span className="[overflow-wrap:anywhere]">{phase ? t.counters[COUNTER_OF[phase]] : t.orders.all}</span>
        </a>
      ))}
    </nav>
  );
}
