/** The refunds and disputes of an order, and what those who may can decide about them. */
import { useMutation } from '@tanstack/react-query';
import { decideCase } from '@/api/calls';
import type { Order, OrderCase } from '@/api/model';
import { Panel, wordFor } from '@/features/orders/panel';
import { useOrdersTexts } from '@/features/orders/texts';
import { describeError } from '@/failures/describe-error';
import { formatDateTime, formatMoney } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';

/** What can be decided about a case that is here; the server has the last word. */
const DECISIONS: Readonly<Record<string, readonly Decision[]>> = {
  requested: ['approve', 'reject', 'refunded'],
  approved: ['refunded', 'failed'],
  failed: ['approve', 'refunded'],
  open: ['won', 'lost'],
};
type Decision = 'approve' | 'reject' | 'refunded' | 'failed' | 'won' | 'lost';

export function Cases({ order, decides, timezone, onDecided }: { order: Order; decides: boolean; timezone: string; onDecided: () => void }) {
  const t = useOrdersTexts();
  return (
    <Panel title={t.orders.cases}>
      <ul className="space-y-4">
        {order.cases.map((entry) => (
          <CaseRow key={entry.code} entry={entry} decides={decides} currency={order.currency} timezone={timezone} onDecided={onDecided} />
        ))}
      </ul>
    </Panel>
  );
}

function CaseRow({ entry, decides, currency, timezone, onDecided }: { entry: OrderCase; decides: boolean; currency: string; timezone: string; onDecided: () => void }) {
  const { locale } = useLocale();
  const t = useOrdersTexts();
  const toast = useToast();
  const deciding = useMutation({
    mutationFn: (decision: Decision) => decideCase(entry.code, decision),
    onSuccess: onDecided,
    onError: (error) => {
      toast(describeError(error, t), 'error');
      onDecided();
    },
    networkMode: 'always',
    retry: false,
  });
  return (
    <li aria-label={entry.code}>
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium [overflow-wrap:anywhere]">
          {entry.kind === 'refund' ? t.orders.refund : t.orders.dispute} · {wordFor(entry.status, t.orders.caseStatus)}
        </span>
        <span className="tabular">{formatMoney(entry.amount, currency, locale)}</span>
      </p>
      <p className="text-sm text-muted [overflow-wrap:anywhere]">{[entry.code, formatDateTime(entry.opened_at, timezone, locale)].join(' · ')}</p>
      {entry.reason && <p className="text-sm [overflow-wrap:anywhere]">“<bdi>{entry.reason}</bdi>”</p>}
      {entry.due_at && <p className="text-sm">{t.orders.dueBy(formatDateTime(entry.due_at, timezone, locale))}</p>}
      <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
        {(decides ? (DECISIONS[entry.status] ?? []) : []).map((decision) => (
          <Button key={decision} disabled={deciding.isPending} aria-label={`${t.orders.decide[decision]} ${entry.code}`} onClick={() => deciding.mutate(decision)}>
            {t.orders.decide[decision]}
          </Button>
        ))}
      </div>
    </li>
  );
}
