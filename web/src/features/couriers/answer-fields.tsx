/** Where the courier's word stands in its answer: chosen from an example that is pasted, or written by hand. */
import { useMemo, useState } from 'react';
import { type Place, placesOf } from '@/features/couriers/answer-places';
import type { FieldProps } from '@/features/couriers/courier-form';
import { useCouriersTexts } from '@/features/couriers/texts';
import { AreaField, SelectField, TextField } from '@/ui/field';

export function AnswerFields({ draft, change, errorOf }: FieldProps) {
  const t = useCouriersTexts();
  const [answer, setAnswer] = useState('');
  const places = useMemo(() => (answer.trim() === '' ? [] : placesOf(answer)), [answer]);
  return (
    <fieldset className="space-y-4">
      <legend className="font-medium">{t.couriers.answer}</legend>
      <AreaField label={t.couriers.example} hint={t.couriers.exampleHint} rows={4} error={places === null ? t.couriers.exampleBroken : null} value={answer} onChange={(event) => setAnswer(event.target.value)} />
      <div className="grid gap-4 sm:grid-cols-2">
        <PlaceField label={t.couriers.statusAt} hint={t.couriers.statusAtHint} places={places ?? []} error={errorOf('status_at')} value={draft.statusAt} onChange={(statusAt) => change({ statusAt })} />
        <PlaceField label={t.couriers.textAt} hint={t.couriers.textAtHint} places={places ?? []} error={errorOf('text_at')} value={draft.textAt} onChange={(textAt) => change({ textAt })} optional />
      </div>
    </fieldset>
  );
}

interface PlaceProps {
  label: string;
  hint: string;
  places: readonly Place[];
  error: string | null;
  value: string;
  onChange: (pointer: string) => void;
  optional?: boolean;
}

/** A choice of the example's values; without an example, the pointer itself. */
function PlaceField({ label, hint, places, error, value, onChange, optional = false }: PlaceProps) {
  const t = useCouriersTexts();
  if (places.length === 0) return <TextField label={label} hint={hint} placeholder="/data/status" autoComplete="off" spellCheck={false} maxLength={200} error={error} value={value} onChange={(event) => onChange(event.target.value)} />;
  const elsewhere = value !== '' && !places.some((place) => place.pointer === value);
  return (
    <SelectField label={label} error={error} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{optional ? t.couriers.noText : t.couriers.choose}</option>
      {elsewhere && <option value={value}>{value}</option>}
      {places.map((place) => (
        <option key={place.pointer} value={place.pointer}>
          {place.shown} ({place.pointer})
        </option>
      ))}
    </SelectField>
  );
}
