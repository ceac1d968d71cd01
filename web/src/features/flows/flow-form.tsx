/** Edits one kind of order, with the way that its orders would take beside it. */
import { type FormEvent, useState } from 'react';
import type { FlowSettings } from '@/api/model';
import { DeadlineFields } from '@/features/flows/deadline-fields';
import { draftOf, type Faults, faultsOf, type FlowDraft, type Labels, settingsOf } from '@/features/flows/flow-draft';
import { FlowPath } from '@/features/flows/flow-path';
import { LabelFields } from '@/features/flows/label-fields';
import { StepFields } from '@/features/flows/step-fields';
import { useFlowsTexts } from '@/features/flows/texts';
import { Button } from '@/ui/button';
import { CheckField, TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

interface Props {
  /** What the form begins with. */
  start: FlowSettings;
  isNew: boolean;
  usual: Labels;
  /** Names of the other flows. */
  taken: readonly string[];
  saving: boolean;
  /** What the server found wrong, by its names of the flow's fields. */
  refused: Readonly<Record<string, string>>;
  /** Why it was not saved, another for each attempt. */
  error: Error | null;
  /** What it said of no field. */
  failure: string | null;
  /** What an app has that has configured nothing, where there is such a flow. */
  onReset: FlowSettings | null;
  onCancel: () => void;
  onSave: (flow: FlowSettings) => void;
}

export interface FieldProps {
  draft: FlowDraft;
  change: (part: Partial<FlowDraft>) => void;
  errorOf: (field: string) => string | null;
}

export function FlowForm({ start, isNew, usual, taken, saving, error, refused, failure, onReset, onCancel, onSave }: Props) {
  const t = useFlowsTexts();
  const [draft, setDraft] = useState(() => draftOf(start));
  const [faults, setFaults] = useState<Faults>({});
  const { form, refuse } = useRefusalFocus(error);
  const flow = settingsOf(draft, start, usual);
  // Beside what was just corrected nothing may go on claiming that it is wrong.
  const change = (part: Partial<FlowDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    if (Object.keys(faults).length > 0) setFaults(faultsOf(next, taken));
  };
  const errorOf = (field: string) => {
    const fault = faults[field];
    if (fault) return t.flows.faults[fault];
    return Object.entries(refused).find(([name]) => name === field || name.startsWith(`${field}.`) || name.startsWith(`${field}[`))?.[1] ?? null;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft, taken);
    setFaults(found);
    if (Object.keys(found).length === 0) onSave(flow);
    else refuse();
  };
  const fields: FieldProps = { draft, change, errorOf };

  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={isNew ? t.flows.addTitle : t.flows.editTitle(start.name)} className="space-y-6 rounded-2xl border border-line bg-surface p-4 sm:p-6">
      <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0 space-y-6">
          <h2 className="text-lg font-semibold [overflow-wrap:anywhere]">{isNew ? t.flows.addTitle : t.flows.editTitle(t.flows.names[start.name as keyof typeof t.flows.names] ?? start.name)}</h2>
          {isNew && <TextField label={t.flows.name} hint={t.flows.nameHint} autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={40} error={errorOf('name')} value={draft.name} onChange={(event) => change({ name: event.target.value })} />}
          <StepFields {...fields} usual={usual} />
          <div className="space-y-1">
            <CheckField label={t.flows.needsAccept} hint={t.flows.needsAcceptHint} error={errorOf('needs_accept')} checked={draft.needsAccept} onChange={(event) => change({ needsAccept: event.target.checked })} />
            <CheckField label={t.flows.delivers} hint={t.flows.deliversHint} checked={draft.delivers} onChange={(event) => change({ delivers: event.target.checked })} />
            <CheckField label={t.flows.completesOnDelivery} hint={t.flows.completesOnDeliveryHint} checked={draft.completesOnDelivery} onChange={(event) => change({ completesOnDelivery: event.target.checked })} />
          </div>
        </div>
        <section aria-labelledby="flow-preview" className="min-w-0 rounded-xl bg-sunken p-4 lg:sticky lg:top-4 lg:self-start">
          <h3 id="flow-preview" className="mb-3 font-semibold">
            {t.flows.preview}
          </h3>
          <FlowPath flow={flow} usual={usual} />
        </section>
      </div>
      <DeadlineFields {...fields} />
      <LabelFields {...fields} usual={usual} />
      {failure && <Refusal>{failure}</Refusal>}
      <div className="flex flex-wrap justify-end gap-2">
        {onReset && (
          <Button tone="quiet" className="me-auto" onClick={() => setDraft(draftOf(onReset))}>
            {t.flows.reset}
          </Button>
        )}
        <Button tone="quiet" onClick={onCancel}>
          {t.common.cancel}
        </Button>
        <Button type="submit" tone="primary" disabled={saving}>
          {t.common.save}
        </Button>
      </div>
    </form>
  );
}
