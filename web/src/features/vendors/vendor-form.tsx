/** Makes or changes what is known of a vendor. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, Fragment, useState } from 'react';
import { changeVendor, createVendor } from '@/api/calls';
import type { Flow, Vendor } from '@/api/model';
import { Problem } from '@/api/problem';
import { describeError } from '@/failures/describe-error';
import { useFieldTexts } from '@/failures/field-texts';
import { useVendorsTexts } from '@/features/vendors/texts';
import { faultsOf, type Faults, hasOwn, type Times, timesOf, TIMES, toldTimes } from '@/features/vendors/vendor-times';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { DurationField } from '@/ui/duration-field';
import { CheckField, SelectField, TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

interface Props {
  /** `null` for a new one. */
  vendor: Vendor | null;
  flows: readonly Flow[];
  onClose: () => void;
  onSaved: () => void;
}

export function VendorForm({ vendor, flows, onClose, onSaved }: Props) {
  const t = useVendorsTexts();
  const [id, setId] = useState('');
  const [name, setName] = useState(vendor?.name ?? '');
  const [flow, setFlow] = useState(vendor?.flow ?? '');
  const [accepts, setAccepts] = useState(vendor?.auto_accept ?? false);
  const [times, setTimes] = useState(() => timesOf(vendor));
  const [faults, setFaults] = useState<Faults>({});
  const saving = useMutation({
    mutationFn: () => {
      const told = { name, flow: flow || null, auto_accept: accepts, ...toldTimes(times) };
      return vendor ? changeVendor(vendor.id, told) : createVendor({ ...told, id });
    },
    onSuccess: onSaved,
    networkMode: 'always',
  });
  const { form, refuse } = useRefusalFocus(saving.error);
  const fields = useFieldTexts(saving.error);
  const setTime = (part: Partial<Times>) => {
    const next = { ...times, ...part };
    setTimes(next);
    if (Object.keys(faults).length > 0) setFaults(faultsOf(next));
  };
  const errorOf = (field: keyof Faults) => {
    const fault = faults[field];
    return fault ? t.vendors.faults[fault] : fields[field];
  };
  const taken = saving.error instanceof Problem && saving.error.code === 'vendor_exists';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(times);
    setFaults(found);
    if (Object.keys(found).length === 0) saving.mutate();
    else refuse();
  };
  return (
    <Dialog title={vendor ? t.vendors.editTitle : t.vendors.add} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        {!vendor && <TextField label={t.vendors.id} hint={t.vendors.idHint} autoComplete="off" spellCheck={false} maxLength={64} error={fields.id ?? (taken ? t.vendors.taken : null)} value={id} onChange={(event) => setId(event.target.value)} />}
        <TextField label={t.vendors.name} autoComplete="off" maxLength={120} error={fields.name} value={name} onChange={(event) => setName(event.target.value)} />
        <SelectField label={t.vendors.flow} error={fields.flow} value={flow} onChange={(event) => setFlow(event.target.value)}>
          <option value="">{t.vendors.flowOfApp}</option>
          {flows.map((each) => (
            <option key={each.name} value={each.name}>
              {each.name}
            </option>
          ))}
        </SelectField>
        <CheckField label={t.vendors.accept} hint={t.vendors.acceptHint} checked={accepts} onChange={(event) => setAccepts(event.target.checked)} />
        <details open={hasOwn(vendor)}>
          <summary className="py-2.5 font-medium">{t.vendors.times}</summary>
          <p className="mb-3 text-sm text-muted">{t.vendors.timesHint}</p>
          <div className="space-y-4">
            {TIMES.map((time) => (
              <Fragment key={time}>
                {time === 'pause_s' && (
                  <TextField
                    label={t.vendors.misses}
                    hint={t.vendors.missesHint}
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={3}
                    error={errorOf('pause_after_misses')}
                    value={times.misses}
                    onChange={(event) => setTime({ misses: event.target.value })}
                  />
                )}
                <DurationField label={t.vendors.time[time]} hint={t.vendors.timeHint[time]} error={errorOf(time)} value={times[time]} onChange={(value) => setTime({ [time]: value })} />
              </Fragment>
            ))}
          </div>
        </details>
        {saving.error && !taken && Object.keys(fields).length === 0 && <Refusal>{describeError(saving.error, t)}</Refusal>}
        <div className="flex justify-end gap-2">
          <Button tone="quiet" onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button type="submit" tone="primary" disabled={saving.isPending}>
            {t.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
