/** Sets the account at the gateway up. The key goes in and never comes back, so an empty field keeps the one that is there. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { putGateway } from '@/api/calls';
import type { Gateway } from '@/api/model';
import { describeError } from '@/failures/describe-error';
import { useFieldTexts } from '@/failures/field-texts';
import { useGatewayTexts } from '@/features/gateway/texts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { CheckField, TextField } from '@/ui/field';
import { PasswordField } from '@/ui/password-field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';
import { Segments } from '@/ui/segments';

interface Props {
  /** `null` for a new one. */
  account: Gateway | null;
  onClose: () => void;
  onSaved: (account: Gateway) => void;
}

export function GatewayForm({ account, onClose, onSaved }: Props) {
  const t = useGatewayTexts();
  const [environment, setEnvironment] = useState<'sandbox' | 'production'>(account?.environment === 'production' ? 'production' : 'sandbox');
  const [serverKey, setServerKey] = useState('');
  const [clientKey, setClientKey] = useState(account?.client_key ?? '');
  const [merchantId, setMerchantId] = useState(account?.merchant_id ?? '');
  const [baseUrl, setBaseUrl] = useState(account?.base_url ?? '');
  const [enabled, setEnabled] = useState(account?.enabled ?? true);
  const saving = useMutation({
    mutationFn: () =>
      putGateway({ environment, enabled, server_key: serverKey.trim() || null, client_key: clientKey.trim() || null, merchant_id: merchantId.trim() || null, base_url: baseUrl.trim() || null }),
    onSuccess: onSaved,
    networkMode: 'always',
  });
  const fields = useFieldTexts(saving.error);
  const known = fields.server_key ?? fields.client_key ?? fields.merchant_id ?? fields.base_url;
  const { form } = useRefusalFocus(saving.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const plain = { autoComplete: 'off', spellCheck: false, maxLength: 200 } as const;

  return (
    <Dialog title={account ? t.gateway.editTitle : t.gateway.setUp} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        <div>
          <p className="mb-1.5 font-medium">{t.gateway.environment}</p>
          <Segments
            label={t.gateway.environment}
            value={environment}
            onChange={setEnvironment}
            options={[
              { value: 'sandbox', text: t.gateway.sandbox },
              { value: 'production', text: t.gateway.production },
            ]}
          />
        </div>
        <PasswordField
          label={t.gateway.serverKey}
          hint={account ? t.gateway.serverKeyKeep : t.gateway.serverKeyHint}
          showText={t.common.show}
          hideText={t.common.hide}
          autoComplete="new-password"
          maxLength={200}
          error={fields.server_key}
          value={serverKey}
          onChange={(event) => setServerKey(event.target.value)}
        />
        <TextField {...plain} label={`${t.gateway.clientKey} (${t.action.optional})`} hint={t.gateway.clientKeyHint} error={fields.client_key} value={clientKey} onChange={(event) => setClientKey(event.target.value)} />
        <TextField {...plain} label={`${t.gateway.merchantId} (${t.action.optional})`} error={fields.merchant_id} value={merchantId} onChange={(event) => setMerchantId(event.target.value)} />
        <details open={baseUrl !== '' || fields.base_url !== undefined}>
          <summary className="cursor-pointer py-2.5 font-medium">{t.gateway.advanced}</summary>
          <TextField {...plain} maxLength={2000} type="url" inputMode="url" label={t.gateway.baseUrl} hint={t.gateway.baseUrlHint} error={fields.base_url} value={baseUrl} onChange={(event) => setBaseUrl(event.target.value)} />
        </details>
        <CheckField label={t.gateway.enabled} checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
        {saving.error && !known && <Refusal>{describeError(saving.error, t)}</Refusal>}
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
