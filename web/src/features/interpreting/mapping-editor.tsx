/**
 * "We saw this event, is this your order number?": a proposal on a real sample, every field with its value, to be changed
 * by a select or by a click into the sample, and confirmed.
 */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { changeMapping, createMapping, tryMapping } from '@/api/calls';
import { type Guess, type Mapping, type Status, STATUSES } from '@/api/model';
import { FieldRow } from '@/features/interpreting/field-row';
import { at, type FieldName, fieldsOf, type Kind, KINDS, parsedData, placesFor, pointerOf, withField } from '@/features/interpreting/pointers';
import { SampleTree } from '@/features/interpreting/sample-tree';
import { describeError } from '@/features/interpreting/describe-error';
import { useInterpretingTexts } from '@/features/interpreting/texts';
import { Button } from '@/ui/button';
import { SelectField, TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';
import { useToast } from '@/ui/toast';

interface Props {
  /** The mapping to begin with. */
  start: Mapping;
  /** What was guessed; `null` when a mapping is changed that was made before. */
  guess: Guess | null;
  /** The mapping that is changed; `null` for a new one. */
  id: number | null;
  samples: readonly { data: string; at: string }[];
  onClose: () => void;
  onSaved: () => void;
}

const STATES: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  payment: ['pending', 'review', 'paid', 'failed', 'expired', 'cancelled'],
  shipment: ['packed', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'failed', 'returned'],
};

export function MappingEditor({ start, guess, id, samples, onClose, onSaved }: Props) {
  const t = useInterpretingTexts();
  const toast = useToast();
  const [mapping, setMapping] = useState(start);
  const [sample, setSample] = useState(0);
  const [picking, setPicking] = useState<FieldName | null>(null);
  const text = samples[sample]?.data ?? '{}';
  const data = useMemo(() => parsedData(text), [text]);
  const trial = useQuery({
    queryKey: ['try', mapping, text],
    queryFn: () => tryMapping(mapping, text),
    placeholderData: keepPreviousData,
    retry: false,
    networkMode: 'always',
  });
  const saving = useMutation({
    mutationFn: () => (id === null ? createMapping(mapping) : changeMapping(id, { mapping })),
    onSuccess: () => {
      toast(t.interpreting.saved);
      onSaved();
    },
    networkMode: 'always',
  });
  const { form } = useRefusalFocus<HTMLElement>(saving.error);
  const kind = mapping.as as Kind;
  const chosen = fieldsOf(kind).filter((field) => field in mapping.set);
  const others = fieldsOf(kind).filter((field) => !(field in mapping.set));
  const used = new Map(chosen.flatMap((field) => (pointerOf(mapping, field) !== null && !field.startsWith('item.') ? [[pointerOf(mapping, field) ?? '', t.interpreting.fields[field]] as const] : [])));
  const words = wordsOf(mapping, samples.map((one) => parsedData(one.data)));
  const set = (field: FieldName, origin: string | { value: string } | null) => setMapping((before) => withField(before, field, origin));

  return (
    <section ref={form} aria-label={t.interpreting.editor(mapping.event[0] ?? '')} className="space-y-5 rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <div>
        <h2 className="text-lg font-semibold [overflow-wrap:anywhere]">{t.interpreting.question(mapping.event[0] ?? '')}</h2>
        <p className="mt-1 text-muted">{guess ? (guess.confidence > 0 ? t.interpreting.sure(guess.confidence) : t.interpreting.incomplete) : t.interpreting.editLead}</p>
        {guess && guess.notes.length > 0 && (
          <ul className="mt-2 list-disc ps-5 text-sm">
            {guess.notes.map((note) => (
              <li key={note} lang="en">
                {note}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="grid gap-5 lg:grid-cols-2">
        <div className="min-w-0 lg:sticky lg:top-20 lg:self-start">
          <div className="flex flex-wrap items-end justify-between gap-2 pb-2">
            <h3 className="font-semibold">{t.interpreting.sample}</h3>
            {samples.length > 1 && (
              <SelectField label={t.interpreting.which} value={String(sample)} onChange={(event) => setSample(Number(event.target.value))}>
                {samples.map((one, index) => (
                  <option key={one.at} value={index}>
                    {index + 1}
                  </option>
                ))}
              </SelectField>
            )}
          </div>
          <p className="pb-2 text-sm text-muted" aria-live="polite">
            {picking ? t.interpreting.picking(t.interpreting.fields[picking]) : t.interpreting.pickHint}
          </p>
          <SampleTree
            data={data}
            used={used}
            onPick={
              picking &&
              ((pointer) => {
                set(picking, pointer);
                setPicking(null);
              })
            }
          />
        </div>
        <div className="min-w-0">
          <SelectField label={t.interpreting.kind} value={kind} onChange={(event) => setMapping({ ...mapping, as: event.target.value, set: {} })}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t.interpreting.kinds[one]}
              </option>
            ))}
          </SelectField>
          {chosen.map((field) => (
            <FieldRow
              key={field}
              field={field}
              mapping={mapping}
              places={placesFor(field, data, mapping)}
              reading={trial.data?.fields.find((one) => one.field === field)}
              guessed={guess?.fields.find((one) => one.field === field)}
              picking={picking === field}
              onPicking={() => setPicking(picking === field ? null : field)}
              onChange={(origin) => set(field, origin)}
            />
          ))}
          {others.length > 0 && (
            <SelectField label={t.interpreting.addField} value="" className="pt-3" onChange={(event) => set(event.target.value as FieldName, { value: '' })}>
              <option value="">{t.interpreting.choose}</option>
              {others.map((field) => (
                <option key={field} value={field}>
                  {t.interpreting.fields[field]}
                </option>
              ))}
            </SelectField>
          )}
        </div>
      </div>
      {words.length > 0 && (
        <fieldset className="space-y-2">
          <legend className="font-semibold">{t.interpreting.words}</legend>
          <p className="text-sm text-muted">{t.interpreting.wordsHint}</p>
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {words.map((word) => (
              <SelectField key={word} label={`“${word}”`} value={mapping.status_map?.[word] ?? ''} onChange={(event) => setMapping(withWord(mapping, word, event.target.value))}>
                <option value="">{t.interpreting.itself}</option>
                {(STATES[kind] ?? STATUSES).map((state) => (
                  <option key={state} value={state}>
                    {STATES[kind] ? state : t.status[state as Status]}
                  </option>
                ))}
              </SelectField>
            ))}
          </div>
        </fieldset>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField label={t.interpreting.unit} hint={t.interpreting.unitHint} value={mapping.unit ?? 'major'} onChange={(event) => setMapping({ ...mapping, unit: event.target.value })}>
          <option value="major">{t.interpreting.major}</option>
          <option value="minor">{t.interpreting.minor}</option>
        </SelectField>
        <TextField label={t.interpreting.channel} hint={t.interpreting.channelHint} value={mapping.channel ?? ''} onChange={(event) => setMapping({ ...mapping, channel: event.target.value || null })} />
        <TextField label={t.interpreting.source} hint={t.interpreting.sourceHint} value={mapping.source ?? ''} onChange={(event) => setMapping({ ...mapping, source: event.target.value || null })} />
      </div>
      <div role="status" className="rounded-lg border border-line bg-sunken p-4">
        {trial.isError ? (
          <p className="text-red">{describeError(trial.error, t)}</p>
        ) : !trial.data ? (
          <p className="text-muted">{t.common.loading}</p>
        ) : trial.data.ok ? (
          <p className="font-medium">
            {trial.data.order ? t.interpreting.would(trial.data.order.ext_id ?? '', trial.data.order.total_display, t.status[(trial.data.order.status ?? 'placed') as Status]) : t.interpreting.works}
          </p>
        ) : (
          <p className="text-red [overflow-wrap:anywhere]">{t.interpreting.problem(trial.data.problem ?? '')}</p>
        )}
      </div>
      {saving.isError && <Refusal>{describeError(saving.error, t)}</Refusal>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button tone="quiet" onClick={onClose}>
          {t.common.cancel}
        </Button>
        <Button tone="primary" disabled={saving.isPending || trial.data?.ok !== true} onClick={() => saving.mutate()}>
          {id === null ? t.interpreting.confirm : t.common.save}
        </Button>
      </div>
    </section>
  );
}

/** The words for statuses that stand in the samples or in the mapping. */
function wordsOf(mapping: Mapping, samples: readonly unknown[]): string[] {
  const field = (['status', 'to', 'state'] as const).find((name) => name in mapping.set);
  const pointer = field && pointerOf(mapping, field);
  const seen = samples.map((data) => (pointer == null ? undefined : at(data, pointer))).filter((word) => typeof word === 'string');
  return [...new Set([...Object.keys(mapping.status_map ?? {}), ...seen])].slice(0, 50);
}

function withWord(mapping: Mapping, word: string, meaning: string): Mapping {
  const rest = Object.fromEntries(Object.entries(mapping.status_map ?? {}).filter(([known]) => known !== word));
  return { ...mapping, status_map: meaning === '' ? rest : { ...rest, [word]: meaning } };
}
