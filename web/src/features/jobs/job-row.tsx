/** One job: which order it is about, when it is due, why it failed, and what a person may do about it. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { cancelJob, retryJob } from '@/api/calls';
import type { Job } from '@/api/model';
import { describeError } from '@/failures/describe-error';
import { formatDateTime } from '@/i18n/format';
import { useJobsTexts } from '@/features/jobs/texts';
import { useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';

const TONES: Readonly<Record<string, string>> = {
  ready: 'bg-(--accepted-bg) text-(--accepted-fg)',
  running: 'bg-(--ready-bg) text-(--ready-fg)',
  failed: 'bg-(--closed-bg) text-(--closed-fg)',
  parked: 'bg-sunken text-muted',
};

export function JobRow({ job, timezone, onChanged }: { job: Job; timezone: string; onChanged: () => void }) {
  const { locale } = useLocale();
  const t = useJobsTexts();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const settle = (done: string) => ({
    onSuccess: () => {
      toast(done);
      setAsking(false);
      onChanged();
    },
    onError: (error: Error) => {
      toast(describeError(error, t), 'error');
      setAsking(false);
      onChanged();
    },
    networkMode: 'always' as const,
  });
  const retry = useMutation({ mutationFn: () => retryJob(job.id), ...settle(t.jobs.retried) });
  const cancel = useMutation({ mutationFn: () => cancelJob(job.id), ...settle(t.jobs.cancelled) });

  const kind = t.jobs.kinds[job.kind as keyof typeof t.jobs.kinds] ?? job.kind;
  const state = t.jobs.states[job.state as keyof typeof t.jobs.states] ?? job.state;
  const about = job.payment_reference ?? job.order_code;
  const name = about ? `${kind}, ${about}` : `${kind}, ${String(job.id)}`;
  const when = formatDateTime(job.due_at, timezone, locale);
  return (
    <li aria-label={name} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <span className={`rounded-md px-2 py-1 text-sm font-semibold ${TONES[job.state] ?? ''}`}>{state}</span>
      <div className="min-w-0 flex-1 basis-56">
        <p>
          <span className="font-medium">{kind}</span>
          {about && (
            <>
              {' '}
              <span className="inline-block text-muted [overflow-wrap:anywhere]">· {about}</span>
            </>
          )}
        </p>
        <p className="text-sm text-muted">
          {job.state === 'failed' ? t.jobs.gaveUp(when) : t.jobs.due(when)}
          {job.attempts > 0 && ` · ${t.jobs.attempts(job.attempts)}`}
        </p>
        {job.last_error && <p className="text-sm text-red [overflow-wrap:anywhere]">{job.last_error}</p>}
      </div>
      {job.can_retry && (
        <Button aria-label={`${t.jobs.retry}: ${name}`} disabled={retry.isPending} onClick={() => retry.mutate()}>
          {t.jobs.retry}
        </Button>
      )}
      {job.can_cancel && (
        <Button tone="danger" aria-label={`${t.jobs.cancel}: ${name}`} onClick={() => setAsking(true)}>
          {t.jobs.cancel}
        </Button>
      )}
      {asking && (
        <Dialog title={t.jobs.cancelTitle} onClose={() => setAsking(false)}>
          <p className="mb-5 [overflow-wrap:anywhere]">{t.jobs.cancelText(name)}</p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setAsking(false)}>{t.common.cancel}</Button>
            <Button tone="danger" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
              {t.jobs.cancel}
            </Button>
          </div>
        </Dialog>
      )}
    </li>
  );
}
