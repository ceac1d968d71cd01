/** One mapping: which events it reads, what came of them, and what can be done with it. */
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { changeMapping, deleteMapping } from '@/api/calls';
import type { MappingEntry } from '@/api/model';
import type { Kind } from '@/features/interpreting/pointers';
import { describeError } from '@/features/interpreting/describe-error';
import { useTexts } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';

export function MappingCard({ entry, onEdit, onChanged }: { entry: MappingEntry; onEdit: () => void; onChanged: () => void }) {
  const t = useTexts();
  const toast = useToast();
  const title = useId();
  const [asking, setAsking] = useState(false);
  const onError = (error: Error) => toast(describeError(error, t), 'error');
  const toggle = useMutation({ mutationFn: () => changeMapping(entry.id, { enabled: !entry.enabled }), onSuccess: onChanged, onError, networkMode: 'always' });
  const remove = useMutation({ mutationFn: () => deleteMapping(entry.id), onSuccess: onChanged, onError, networkMode: 'always' });
  const counts = [
    [t.interpreting.outcomes.applied, entry.applied],
    [t.interpreting.outcomes.unchanged, entry.unchanged],
    [t.interpreting.outcomes.ignored, entry.ignored],
    [t.interpreting.outcomes.failed, entry.failed],
  ] as const;

  return (
    <section aria-labelledby={title} className="space-y-3 rounded-2xl border border-line bg-surface p-5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h3 id={title} className="min-w-0 flex-1 basis-64 font-mono text-base font-semibold [overflow-wrap:anywhere]">
          {entry.mapping.event.join(', ')}
        </h3>
        <span className={`rounded-md px-2 py-1 text-sm font-semibold ${entry.enabled ? 'bg-(--ready-bg) text-(--ready-fg)' : 'bg-(--done-bg) text-(--done-fg)'}`}>{entry.enabled ? t.webhooks.on : t.webhooks.off}</span>
      </div>
      <p className="text-muted [overflow-wrap:anywhere]">
        {t.interpreting.kinds[entry.mapping.as as Kind]} · {entry.mapping.channel ?? t.interpreting.allChannels}
      </p>
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        {counts.map(([label, count]) => (
          <div key={label} className="flex gap-2">
            <dt className="text-muted">{label}</dt>
            <dd className={`font-semibold tabular-nums ${label === t.interpreting.outcomes.failed && count > 0 ? 'text-red' : ''}`}>{count}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onEdit}>{t.webhooks.edit}</Button>
        <Button disabled={toggle.isPending} onClick={() => toggle.mutate()}>
          {entry.enabled ? t.webhooks.switchOff : t.webhooks.switchOn}
        </Button>
        <Button tone="danger" onClick={() => setAsking(true)}>
          {t.webhooks.remove}
        </Button>
      </div>
      {asking && (
        <Dialog title={t.interpreting.removeTitle} onClose={() => setAsking(false)}>
          <p>{t.interpreting.removeText}</p>
          <div className="mt-5 flex justify-end gap-2">
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {t.common.cancel}
            </Button>
            <Button tone="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
              {t.webhooks.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
