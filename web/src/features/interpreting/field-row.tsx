/** One field of a mapping: where it comes from, and how the sample's value is understood. */
import type { FieldReading, GuessedField, Mapping, Status } from '@/api/model';
import { constantOf, type FieldName, type Place, pointerOf } from '@/features/interpreting/pointers';
import { useInterpretingTexts } from '@/features/interpreting/texts';
import { Button } from '@/ui/button';
import { SelectField, TextField } from '@/ui/field';

const FIXED = '=';

interface Props {
  field: FieldName;
  mapping: Mapping;
  places: readonly Place[];
  reading: FieldReading | undefined;
  guessed: GuessedField | undefined;
  picking: boolean;
  onPicking: () => void;
  onChange: (origin: string | { value: string } | null) => void;
}

export function FieldRow({ field, mapping, places, reading, guessed, picking, onPicking, onChange }: Props) {
  const t = useInterpretingTexts();
  const label = t.interpreting.fields[field];
  const pointer = pointerOf(mapping, field);
  const constant = constantOf(mapping, field);
  const listed = pointer === null || places.some((place) => place.pointer === pointer);
  const unsure = guessed !== undefined && pointer === guessed.pointer && guessed.confidence < 70;
  const hint = reading?.value != null ? t.interpreting.understood(shown(field, reading.value, t.status)) : reading && !reading.problem ? t.interpreting.nothingThere : undefined;

  return (
    <div className="space-y-2 border-b border-line py-3 last:border-b-0">
      <div className="flex flex-wrap items-end gap-2">
        <SelectField
          label={label}
          className="min-w-0 flex-1 basis-40"
          value={constant !== null ? FIXED : (pointer ?? '')}
          onChange={(event) => {
            const chosen = event.target.value;
            onChange(chosen === FIXED ? { value: '' } : chosen === '' ? null : chosen);
          }}
        >
          <option value="">{t.interpreting.leaveOut}</option>
          <option value={FIXED}>{t.interpreting.fixed}</option>
          {!listed && <option value={pointer}>{pointer}</option>}
          {places.map((place) => (
            <option key={place.pointer} value={place.pointer}>
              {place.shown} · {place.pointer}
            </option>
          ))}
        </SelectField>
        {!field.startsWith('item.') && (
          <Button aria-pressed={picking} aria-label={t.interpreting.pickFor(label)} className="aria-pressed:bg-pine aria-pressed:text-on-pine" onClick={onPicking}>
            {t.interpreting.pick}
          </Button>
        )}
      </div>
      {constant !== null && <TextField label={t.interpreting.fixedFor(label)} value={constant} onChange={(event) => onChange({ value: event.target.value })} />}
      {reading?.problem ? <p className="text-sm text-red">{t.interpreting.problem(reading.problem)}</p> : hint && <p className="text-sm [overflow-wrap:anywhere]">{hint}</p>}
      {unsure && <p className="text-sm text-muted">{t.interpreting.unsure}</p>}
    </div>
  );
}

/** A status in the reader's language; anything else as it was read. */
function shown(field: FieldName, value: string, statuses: Readonly<Record<Status, string>>): string {
  return field === 'status' || field === 'to' ? (statuses[value as Status] ?? value) : value;
}
