/** One courier: where it is asked, how often, and what can be done with it. */
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { deleteCourier, putCourier } from '@/api/calls';
import type { Courier } from '@/api/model';
import { describeError } from '@/failures/describe-error';
import { switched } from '@/features/couriers/courier-draft';
import { useCouriersTexts } from '@/features/couriers/texts';
import { formatAge } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';

export function CourierCard({ courier, onEdit, onChanged }: { courier: Courier; onEdit: () => void; onChanged: () => void }) {
  const { locale } = useLocale();
  const t = useCouriersTexts();
  const toast = useToast();
  const title = useId();
  const [asking, setAsking] = useState(false);
  const onError = (error: Error) => toast(describeError(error, t), 'error');
  const toggle = useMutation({ mutationFn: () => putCourier(courier.id, switched(courier)), onSuccess: onChanged, onError, networkMode: 'always' });
  const remove = useMutation({ mutationFn: () => deleteCourier(courier.id), onSuccess: onChanged, onError, networkMode: 'always' });
  const words = Object.keys(courier.words).length;
  const facts = [t.couriers.asked(formatAge(courier.every_seconds * 1_000, locale)), courier.headers.length > 0 && courier.headers.join(', '), words > 0 && t.couriers.wordCount(words)].filter(Boolean);

  return (
    <section aria-labelledby={title} className="space-y-3 rounded-2xl border border-line bg-surface p-5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h2 id={title} className="min-w-0 flex-1 basis-48 text-lg font-semibold [overflow-wrap:anywhere]">
          {courier.name}
        </h2>
        <span className={`rounded-md px-2 py-1 text-sm font-semibold ${courier.enabled ? 'bg-(--ready-bg) text-(--ready-fg)' : 'bg-(--done-bg) text-(--done-fg)'}`}>{courier.enabled ? t.common.on : t.common.off}</span>
      </div>
      <p className="font-mono text-sm [overflow-wrap:anywhere]">{courier.url}</p>
      <p className="text-muted [overflow-wrap:anywhere]">{facts.join(' · ')}</p>
      <div className="flex flex-wrap gap-2">
        <Button aria-label={`${t.common.edit}: ${courier.name}`} onClick={onEdit}>
          {t.common.edit}
        </Button>
        <Button onClick={() => toggle.mutate()} disabled={toggle.isPending}>
          {courier.enabled ? t.common.switchOff : t.common.switchOn}
        </Button>
        <Button tone="danger" aria-label={`${t.common.remove}: ${courier.name}`} onClick={() => setAsking(true)}>
          {t.common.remove}
        </Button>
      </div>
      {asking && (
        <Dialog title={t.couriers.removeTitle(courier.name)} onClose={() => setAsking(false)}>
          <p>{t.couriers.removeText}</p>
          <div className="mt-5 flex justify-end gap-2">
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {t.common.cancel}
            </Button>
            <Button tone="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
              {t.common.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
