/** Makes a source: which system it is, and what its requests are signed with. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { createSource, readVendors } from '@/api/calls';
import { PROVIDERS, type Provider, type SourceSecrets } from '@/api/model';
import { describeError } from '@/failures/describe-error';
import { useFieldTexts } from '@/failures/field-texts';
import { useSourcesTexts } from '@/features/sources/texts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { CheckField, SelectField, TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

interface Props {
  onClose: () => void;
  onMade: (made: SourceSecrets) => void;
}

/** Where we may choose the secret. */
const OURS: readonly Provider[] = ['woocommerce', 'standard', 'generic'];

export function SourceForm({ onClose, onMade }: Props) {
  const t = useSourcesTexts();
  const [provider, setProvider] = useState<Provider>('midtrans');
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const [vendor, setVendor] = useState('');
  const [origin, setOrigin] = useState('');
  const [header, setHeader] = useState('x-callback-token');
  const [required, setRequired] = useState(false);
  const list = useId();
  const isShop = provider === 'shopify' || provider === 'woocommerce';
  const vendors = useQuery({ queryKey: ['vendors'], queryFn: readVendors, enabled: isShop });
  const saving = useMutation({
    mutationFn: () =>
      createSource({
        provider,
        name: name.trim() || t.sources.providers[provider],
        ...(secret && { secret }),
        settings: {
          ...(isShop && vendor.trim() && { vendor_id: vendor.trim() }),
          ...(isShop && origin.trim() && { origin: origin.trim() }),
          ...(provider === 'generic' && { scheme: { kind: 'token' as const, header: header.trim() } }),
          ...(provider === 'midtrans' && required && { confirm: 'required' as const }),
        },
      }),
    onSuccess: onMade,
    networkMode: 'always',
  });
  const fields = useFieldTexts(saving.error);
  const { form } = useRefusalFocus(saving.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };

  return (
    <Dialog title={t.sources.addTitle} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        <SelectField label={t.sources.provider} value={provider} onChange={(event) => setProvider(event.target.value as Provider)}>
          {PROVIDERS.map((one) => (
            <option key={one} value={one}>
              {t.sources.providers[one]}
            </option>
          ))}
        </SelectField>
        <TextField label={t.sources.name} hint={t.sources.nameHint} autoComplete="off" maxLength={60} error={fields.name} value={name} onChange={(event) => setName(event.target.value)} />
        <TextField
          label={t.sources.secret}
          hint={OURS.includes(provider) ? t.sources.secretOurs : t.sources.secretTheirs[provider]}
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          error={fields.secret}
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
        {provider === 'generic' && (
          <TextField label={t.sources.header} hint={t.sources.headerHint} autoComplete="off" spellCheck={false} maxLength={100} error={fields['settings.scheme.header']} value={header} onChange={(event) => setHeader(event.target.value)} />
        )}
        {isShop && (
          <>
            <datalist id={list}>
              {vendors.data?.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </datalist>
            <TextField list={list} label={t.sources.vendor} hint={t.sources.vendorHint} autoComplete="off" spellCheck={false} maxLength={64} error={fields['settings.vendor_id']} value={vendor} onChange={(event) => setVendor(event.target.value)} />
            <TextField label={t.sources.origin} hint={t.sources.originHint} autoComplete="off" spellCheck={false} maxLength={40} error={fields['settings.origin']} value={origin} onChange={(event) => setOrigin(event.target.value)} />
          </>
        )}
        {provider === 'midtrans' && <CheckField label={t.sources.confirm} hint={t.sources.confirmHint} checked={required} onChange={() => setRequired(!required)} />}
        {saving.error && Object.keys(fields).length === 0 && <Refusal>{describeError(saving.error, t)}</Refusal>}
        <div className="flex justify-end gap-2">
          <Button tone="quiet" onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button type="submit" tone="primary" disabled={saving.isPending}>
            {t.sources.make}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
