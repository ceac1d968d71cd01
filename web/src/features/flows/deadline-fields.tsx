/** How long each wait may take. An empty field is no limit. */
import type { Wait } from '@/features/flows/flow-draft';
import type { FieldProps } from '@/features/flows/flow-form';
import { useFlowsTexts } from '@/features/flows/texts';
import { type Duration, DurationField, type TimeUnit } from '@/ui/duration-field';
import { CheckField, TextField } from '@/ui/field';

/** Nobody pays within seconds. */
const PAY_UNITS: readonly TimeUnit[] = ['min', 'h', 'd'];

export function DeadlineFields({ draft, change, errorOf }: FieldProps) {
  const t = useFlowsTexts();
  const wait = (name: Wait) => ({
    error: errorOf(`deadlines.${name}`),
    value: draft.waits[name],
    onChange: (value: Duration) => change({ waits: { ...draft.waits, [name]: value } }),
  });
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t.flows.deadlines}</legend>
      <p className="mb-3 text-sm text-muted">{t.flows.deadlinesHint}</p>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <DurationField label={t.flows.pay} hint={t.flows.payHint} units={PAY_UNITS} error={errorOf('deadlines.pay_seconds')} value={draft.pay} onChange={(pay) => change({ pay })} />
        <DurationField label={t.flows.warn} hint={t.flows.warnHint} {...wait('accept_warn_seconds')} />
        <DurationField label={t.flows.alarm} hint={t.flows.alarmHint} {...wait('accept_alarm_seconds')} />
        <DurationField label={t.flows.limit} hint={t.flows.limitHint} {...wait('accept_limit_seconds')} />
        <DurationField label={t.flows.ready} hint={t.flows.readyHint} {...wait('ready_seconds')} />
        <DurationField label={t.flows.ship} hint={t.flows.shipHint} {...wait('ship_seconds')} />
        <TextField
          label={t.flows.complete}
          hint={t.flows.completeHint}
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          error={errorOf('deadlines.auto_complete_days')}
          value={draft.completeDays}
          onChange={(event) => change({ completeDays: event.target.value })}
        />
      </div>
      <CheckField label={t.flows.decline} hint={t.flows.declineHint} error={errorOf('deadlines.auto_decline')} checked={draft.autoDecline} onChange={(event) => change({ autoDecline: event.target.checked })} />
    </fieldset>
  );
}
