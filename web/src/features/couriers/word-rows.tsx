/** What the courier's own words mean. The usual ones are known without being here. */
import { Plus } from 'lucide-react';
import { SHIPMENT_STATES } from '@/api/model';
import { FIRST_STATE, type WordRow } from '@/features/couriers/courier-draft';
import type { FieldProps } from '@/features/couriers/courier-form';
import { nextKey } from '@/features/couriers/header-rows';
import { useCouriersTexts } from '@/features/couriers/texts';
import { Button } from '@/ui/button';
import { SelectField, TextField } from '@/ui/field';

const MOST = 100;

export function WordRows({ draft, change, errorOf }: FieldProps) {
  const t = useCouriersTexts();
  const rows = draft.words;
  const set = (row: WordRow, part: Partial<WordRow>) => change({ words: rows.map((each) => (each === row ? { ...each, ...part } : each)) });
  return (
    <fieldset className="space-y-3">
      <legend className="font-medium">{t.couriers.words}</legend>
      <p className="text-sm text-muted">{t.couriers.wordsHint}</p>
      {rows.map((row, at) => (
        <div key={row.key} role="group" aria-label={t.couriers.wordNo(at + 1)} className="grid items-start gap-3 rounded-lg border border-line p-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
          <TextField
            label={t.couriers.word}
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            error={errorOf(`word:${String(row.key)}`) ?? errorOf(`words.${row.word.trim()}`)}
            value={row.word}
            onChange={(event) => set(row, { word: event.target.value })}
          />
          <SelectField label={t.couriers.means} value={row.state} onChange={(event) => set(row, { state: event.target.value })}>
            {SHIPMENT_STATES.map((state) => (
              <option key={state} value={state}>
                {t.couriers.states[state]}
              </option>
            ))}
          </SelectField>
          <Button tone="quiet" className="sm:mt-7" aria-label={`${t.common.remove}: ${t.couriers.wordNo(at + 1)}`} onClick={() => change({ words: rows.filter((each) => each !== row) })}>
            {t.common.remove}
          </Button>
        </div>
      ))}
      {rows.length < MOST && (
        <Button icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => change({ words: [...rows, { key: nextKey(rows), word: '', state: FIRST_STATE }] })}>
          {t.couriers.addWord}
        </Button>
      )}
    </fieldset>
  );
}
