/** Makes or changes what is known of a vendor. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeVendor, createVendor } from '@/api/calls';
import type { Flow, Vendor } from '@/api/model';
import { Problem } from '@/api/problem';
import { useTexts } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { CheckField, SelectField, TextField } from '@/ui/field';

interface Props {
  /** `null` for a new one. */
  vendor: Vendor | null;
  flows: readonly Flow[];
  onClose: () => void;
  onSaved: () => void;
}

export function VendorForm({ vendor, flows, onClose, onSaved }: Props) {
  const t = useTexts();
  const [id, setId] = useState('');
  const [name, setName] = useState(vendor?.name ?? '');
  const [flow, setFlow] = useState(vendor?.flow ?? '');
  const [accepts, setAccepts] = useState(vendor?.auto_accept ?? false);
  const saving = useMutation({
    mutationFn: () => {
      const told = { name, flow: flow || null, auto_accept: accepts };
      return vendor ? changeVendor(vendor.id, told) : createVendor({ ...told, id });
    },
    onSuccess: onSaved,
    networkMode: 'always',
  });
  const fields = saving.error instanceof Problem ? saving.error.fields : {};
  const taken = saving.error instanceof Problem && saving.error.code === 'vendor_exists';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Dialog title={vendor ? t.vendors.editTitle : t.vendors.add} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4" noValidate>
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
        {saving.error && !taken && Object.keys(fields).length === 0 && <p className="font-medium text-red">{saving.error instanceof Problem ? saving.error.message : t.errors.unreachable}</p>}
        <div className="flex justify-end gap-2">
          <Button tone="quiet" onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button type="submit" tone="primary" disabled={saving.isPending}>
            {t.products.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
