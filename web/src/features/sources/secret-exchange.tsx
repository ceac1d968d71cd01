/** Gives a source another secret. Those before go on working until somebody ends them. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { rotateSource } from '@/api/calls';
import type { Source, SourceSecrets } from '@/api/model';
import { describeError } from '@/failures/describe-error';
import { useFieldTexts } from '@/failures/field-texts';
import { useSourcesTexts } from '@/features/sources/texts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

interface Props {
  source: Source;
  onClose: () => void;
  onDone: (secrets: SourceSecrets) => void;
}

export function SecretExchange({ source, onClose, onDone }: Props) {
  const t = useSourcesTexts();
  const [secret, setSecret] = useState('');
  const saving = useMutation({ mutationFn: () => rotateSource(source.id, { secret }), onSuccess: onDone, networkMode: 'always' });
  const known = useFieldTexts(saving.error).secret;
  const { form } = useRefusalFocus(saving.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Dialog title={t.sources.newSecretTitle(source.name)} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        <TextField label={t.sources.secret} hint={t.sources.newSecretHint} autoComplete="off" spellCheck={false} maxLength={500} error={known} value={secret} onChange={(event) => setSecret(event.target.value)} />
        {saving.error && !known && <Refusal>{describeError(saving.error, t)}</Refusal>}
        <div className="flex justify-end gap-2">
          <Button tone="quiet" onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button type="submit" tone="primary" disabled={saving.isPending}>
            {t.sources.newSecret}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
