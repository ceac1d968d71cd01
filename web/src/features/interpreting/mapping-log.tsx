/** What came of the last events that were read. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { applyMappingLogEntry, readMappingLog } from '@/api/calls';
import type { MappingLogEntry } from '@/api/model';
import { describeError } from '@/features/interpreting/describe-error';
import { Button } from '@/ui/button';
import { formatDateTime } from '@/i18n/format';
import { useInterpretingTexts } from '@/features/interpreting/texts';
import { useLocale } from '@/i18n/locale';

type Outcome = 'applied' | 'unchanged' | 'ignored' | 'failed';

const TONES: Readonly<Record<Outcome, string>> = {
  applied: 'bg-(--ready-bg) text-(--ready-fg)',
  unchanged: 'bg-(--done-bg) text-(--done-fg)',
  ignored: 'bg-(--done-bg) text-(--done-fg)',
  failed: 'bg-red-wash text-red',
};

export function MappingLog({ timezone }: { timezone: string }) {
  const t = useInterpretingTexts();
  const log = useQuery({ queryKey: ['mapping-log'], queryFn: readMappingLog, refetchInterval: 10_000 });
  if (log.isError) return <p className="text-red">{describeError(log.error, t)}</p>;
  if (!log.data) return <p className="text-muted">{t.common.loading}</p>;
  if (log.data.length === 0) return <p className="text-muted">{t.interpreting.logEmpty}</p>;
  return (
    <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
      {log.data.map((entry) => (
        <Entry key={entry.id} entry={entry} timezone={timezone} />
      ))}
    </ul>
  );
}

function Entry({ entry, timezone }: { entry: MappingLogEntry; timezone: string }) {
  const { locale } = useLocale();
  const t = useInterpretingTexts();
  const outcome = entry.outcome as Outcome;
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => applyMappingLogEntry(entry.id),
    onSuccess: (entries) => {
      queries.setQueryData(['mapping-log'], entries);
      return queries.invalidateQueries({ queryKey: ['mappings'] });
    },
  });
  return (
    <li className="space-y-1 px-5 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className={`rounded-md px-2 py-0.5 text-sm font-semibold ${TONES[outcome]}`}>{t.interpreting.outcomes[outcome]}</span>
        <span className="font-mono text-sm [overflow-wrap:anywhere]">{entry.event}</span>
        {entry.order_code && <span className="font-semibold">{entry.order_code}</span>}
        <time dateTime={entry.at} className="ms-auto text-sm text-muted tabular-nums">
          {formatDateTime(entry.at, timezone, locale)}
        </time>
      </div>
      {entry.detail && (
        <p lang="en" className="text-sm [overflow-wrap:anywhere]">
          {entry.detail}
        </p>
      )}
      {outcome === 'failed' && entry.data && (
        <div className="flex flex-wrap items-center gap-3">
          <Button tone="quiet" disabled={again.isPending} onClick={() => again.mutate()}>
            {t.interpreting.readAgain}
          </Button>
          {again.isError && <p className="text-red">{describeError(again.error, t)}</p>}
        </div>
      )}
      {entry.data && (
        <details className="text-sm">
          <summary className="min-h-11 cursor-pointer py-2.5 text-muted">{t.interpreting.showData}</summary>
          <pre tabIndex={0} className="max-h-60 overflow-auto rounded-lg bg-sunken p-3 font-mono whitespace-pre-wrap [overflow-wrap:anywhere]">
            {entry.data}
          </pre>
        </details>
      )}
    </li>
  );
}
