/** A length of time as people say it: a number, and of what. Empty is none at all. */
import { useId } from 'react';
import { useTexts } from '@/i18n/locale';
import { CONTROL, FieldLabel, FieldNote, type Frame } from '@/ui/field';

const SECONDS = { s: 1, min: 60, h: 3_600, d: 86_400 } as const;
export type TimeUnit = keyof typeof SECONDS;
const UNITS = Object.keys(SECONDS) as TimeUnit[];

/** What stands in the field. */
export interface Duration {
  text: string;
  unit: TimeUnit;
}

/** Seconds in the largest unit that shows them whole; what is none yet begins with `unit`. */
export function durationOf(seconds: number | null | undefined, unit: TimeUnit = 'min'): Duration {
  if (seconds === null || seconds === undefined) return { text: '', unit };
  const whole = seconds === 0 ? unit : (UNITS.findLast((each) => seconds % SECONDS[each] === 0) ?? 's');
  return { text: String(seconds / SECONDS[whole]), unit: whole };
}

/** `null` for an empty field, `NaN` for one that holds no whole number of seconds. */
export function secondsOf({ text, unit }: Duration): number | null {
  const plain = text.trim();
  if (plain === '') return null;
  const seconds = Math.round(Number(plain.replace(',', '.')) * SECONDS[unit] * 1_000) / 1_000;
  return Number.isInteger(seconds) ? seconds : Number.NaN;
}

interface Props extends Frame {
  value: Duration;
  onChange: (value: Duration) => void;
  units?: readonly TimeUnit[];
  disabled?: boolean;
}

export function DurationField({ label, hint, error, value, onChange, units = UNITS, disabled = false }: Props) {
  const id = useId();
  const t = useTexts();
  const edge = error ? 'border-red' : 'border-edge';
  return (
    <div>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <div className="flex gap-2">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          maxLength={8}
          disabled={disabled}
          className={`${CONTROL} ${edge} min-w-0 flex-1 basis-16`}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-note`}
          value={value.text}
          onChange={(event) => onChange({ ...value, text: event.target.value })}
        />
        <select aria-label={t.common.unit(label)} disabled={disabled} className={`${CONTROL} ${edge} flex-1 basis-24`} value={value.unit} onChange={(event) => onChange({ ...value, unit: event.target.value as TimeUnit })}>
          {UNITS.filter((unit) => units.includes(unit) || unit === value.unit).map((unit) => (
            <option key={unit} value={unit}>
              {t.common.units[unit]}
            </option>
          ))}
        </select>
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}
