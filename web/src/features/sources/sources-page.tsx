/** Who reports to the app: gateways, shops and couriers, each with what it has reported. For owners and admins. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { readSources } from '@/api/calls';
import type { SourceSecrets } from '@/api/model';
import { SourceCard } from '@/features/sources/source-card';
import { SourceForm } from '@/features/sources/source-form';
import { SourceUrl } from '@/features/sources/source-url';
import { describeError } from '@/failures/describe-error';
import { useSourcesTexts } from '@/features/sources/texts';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { NothingYet } from '@/ui/nothing-yet';

export const SOURCES = ['sources'] as const;

/** How often the list is read again, for what came in meanwhile. */
const REFRESH_MS = 5_000;

export function SourcesPage({ timezone }: { timezone: string }) {
  const t = useSourcesTexts();
  const client = useQueryClient();
  const list = useQuery({ queryKey: SOURCES, queryFn: readSources, refetchInterval: REFRESH_MS });
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<SourceSecrets | null>(null);
  const changed = () => void client.invalidateQueries({ queryKey: SOURCES });
  const handOver = (secrets: SourceSecrets) => {
    setAdding(false);
    if (secrets.url ?? secrets.secret) setMade(secrets);
    changed();
  };

  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-2xl font-semibold tracking-tight">{t.pages.sources}</h1>
          <p className="mt-1 text-muted">{t.sources.lead}</p>
        </div>
        <Button tone="primary" icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setAdding(true)}>
          {t.sources.add}
        </Button>
      </div>
      {list.isError && <Failure message={describeError(list.error, t)} onRetry={() => void list.refetch()} />}
      {list.isPending && <p className="text-muted">{t.common.loading}</p>}
      {list.data?.length === 0 && <NothingYet title={t.sources.emptyTitle} text={t.sources.emptyText} />}
      <ul className="space-y-4">
        {list.data?.map((source) => (
          <li key={source.id}>
            <SourceCard source={source} timezone={timezone} onChanged={changed} onHandOver={handOver} />
          </li>
        ))}
      </ul>
      {adding && <SourceForm onClose={() => setAdding(false)} onMade={handOver} />}
      {made && <SourceUrl made={made} onClose={() => setMade(null)} />}
    </>
  );
}
