/** Enters or changes how a courier is asked. Keys go in and never come back: an empty value keeps the one that is there. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createCourier, putCourier } from '@/api/calls';
import type { Courier } from '@/api/model';
import { Problem } from '@/api/problem';
import { describeError } from '@/failures/describe-error';
import { useFieldTexts } from '@/failures/field-texts';
import { AnswerFields } from '@/features/couriers/answer-fields';
import { bodyOf, type CourierDraft, draftOf, type Faults, faultsOf } from '@/features/couriers/courier-draft';
import { HeaderRows } from '@/features/couriers/header-rows';
import { useCouriersTexts } from '@/features/couriers/texts';
import { WordRows } from '@/features/couriers/word-rows';
import { Button } from '@/ui/button';
import { DurationField, type TimeUnit } from '@/ui/duration-field';
import { CheckField, TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

interface Props {
  /** `null` for a new one. */
  courier: Courier | null;
  onClose: () => void;
  onSaved: () => void;
}

export interface FieldProps {
  draft: CourierDraft;
  change: (part: Partial<CourierDraft>) => void;
  errorOf: (field: string) => string | null;
}

const UNITS: readonly TimeUnit[] = ['min', 'h'];

export function CourierForm({ courier, onClose, onSaved }: Props) {
  const t = useCouriersTexts();
  const [draft, setDraft] = useState(() => draftOf(courier));
  const [faults, setFaults] = useState<Faults>({});
  const saving = useMutation({
    mutationFn: () => (courier ? putCourier(courier.id, bodyOf(draft)) : createCourier(bodyOf(draft))),
    onSuccess: onSaved,
    networkMode: 'always',
  });
  const { form, refuse } = useRefusalFocus(saving.error);
  const refused = saving.error instanceof Problem ? saving.error : null;
  const found = useFieldTexts(saving.error);
  const taken = refused?.code === 'name_taken';
  const known = taken || Object.keys(found).length > 0;
  const errorOf = (field: string) => {
    const fault = faults[field];
    if (fault) return t.couriers.faults[fault];
    if (field === 'name' && taken) return t.couriers.taken;
    return found[field] ?? null;
  };
  const change = (part: Partial<CourierDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    if (Object.keys(faults).length > 0) setFaults(faultsOf(next));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft);
    setFaults(found);
    if (Object.keys(found).length === 0) saving.mutate();
    else refuse();
  };
  const fields: FieldProps = { draft, change, errorOf };
  const title = courier ? t.couriers.editTitle(courier.name) : t.couriers.addTitle;

  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={title} className="space-y-5 rounded-2xl border border-line bg-surface p-4 sm:p-6">
      <h2 className="text-lg font-semibold [overflow-wrap:anywhere]">{title}</h2>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <TextField label={t.couriers.name} hint={t.couriers.nameHint} autoComplete="off" maxLength={60} error={errorOf('name')} value={draft.name} onChange={(event) => change({ name: event.target.value })} />
        <TextField label={t.couriers.url} hint={t.couriers.urlHint} type="url" inputMode="url" autoComplete="off" spellCheck={false} maxLength={2000} error={errorOf('url')} value={draft.url} onChange={(event) => change({ url: event.target.value })} />
      </div>
      <HeaderRows {...fields} />
      <AnswerFields {...fields} />
      <WordRows {...fields} />
      <div className="grid gap-4 sm:grid-cols-2">
        <DurationField label={t.couriers.every} hint={t.couriers.everyHint} units={UNITS} error={errorOf('every_seconds')} value={draft.every} onChange={(every) => change({ every })} />
      </div>
      <CheckField label={t.couriers.enabled} checked={draft.enabled} onChange={(event) => change({ enabled: event.target.checked })} />
      {saving.error && !known && <Refusal>{refused?.code === 'too_many_couriers' ? t.couriers.tooMany : describeError(saving.error, t)}</Refusal>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button tone="quiet" onClick={onClose}>
          {t.common.cancel}
        </Button>
        <Button type="submit" tone="primary" disabled={saving.isPending}>
          {t.common.save}
        </Button>
      </div>
    </form>
  );
}
