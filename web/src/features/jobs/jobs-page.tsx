/** What the server does by itself: what waits, what it is at, what it gave up. For owners and admins. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readJobs } from '@/api/calls';
import { JobRow } from '@/features/jobs/job-row';
import { describeError } from '@/failures/describe-error';
import { useJobsTexts } from '@/features/jobs/texts';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { SelectField } from '@/ui/field';
import { NothingYet } from '@/ui/nothing-yet';

/** How often the open list is read again. */
const REFRESH_MS = 5_000;

const KINDS = ['order.expire', 'order.unattended', 'order.decline', 'order.late', 'order.complete', 'payment.recover', 'shipment.track', 'receipt', 'webhook'] as const;
const STATES = ['ready', 'running', 'failed', 'parked'] as const;

const JOBS = ['jobs'] as const;

export function JobsPage({ timezone }: { timezone: string }) {
  const t = useJobsTexts();
  const client = useQueryClient();
  const [kind, setKind] = useState('');
  const [state, setState] = useState('');
  const list = useInfiniteQuery({
    queryKey: [...JOBS, kind, state],
    queryFn: ({ pageParam }) => readJobs({ kind, state, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: REFRESH_MS,
  });
  const jobs = list.data?.pages.flatMap((page) => page.jobs) ?? [];
  const changed = () => void client.invalidateQueries({ queryKey: JOBS });

  return (
    <>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t.pages.jobs}</h1>
        <p className="mt-1 max-w-prose text-muted">{t.jobs.lead}</p>
      </div>
      <div className="grid gap-3 sm:max-w-xl sm:grid-cols-2">
        <SelectField label={t.jobs.kind} value={kind} onChange={(event) => setKind(event.target.value)}>
          <option value="">{t.jobs.all}</option>
          {KINDS.map((value) => (
            <option key={value} value={value}>
              {t.jobs.kinds[value]}
            </option>
          ))}
        </SelectField>
        <SelectField label={t.jobs.state} value={state} onChange={(event) => setState(event.target.value)}>
          <option value="">{t.jobs.all}</option>
          {STATES.map((value) => (
            <option key={value} value={value}>
              {t.jobs.states[value]}
            </option>
          ))}
        </SelectField>
      </div>
      {list.isError && <Failure message={describeError(list.error, t)} onRetry={() => void list.refetch()} />}
      {list.isPending && <p className="text-muted">{t.common.loading}</p>}
      {list.isSuccess && jobs.length === 0 && <NothingYet title={t.jobs.emptyTitle} text={kind || state ? t.jobs.emptyFiltered : t.jobs.emptyText} />}
      {jobs.length > 0 && (
        <ul className="divide-y divide-line rounded-2xl border border-line bg-surface px-5">
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} timezone={timezone} onChanged={changed} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t.jobs.older}
        </Button>
      )}
    </>
  );
}
