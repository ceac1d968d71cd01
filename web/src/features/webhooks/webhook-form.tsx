/** Makes or changes a webhook. What the server does not like is shown beside the field that it is about. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { changeWebhook, createWebhook } from '@/api/calls';
import { CHANNEL_EVENTS, type ChannelEventKind, type Webhook } from '@/api/model';
import { describeError } from '@/failures/describe-error';
import { useFieldTexts } from '@/failures/field-texts';
import { useWebhooksTexts } from '@/features/webhooks/texts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

interface Props {
  /** `null` for a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  onSaved: () => void;
}

export function WebhookForm({ webhook, onClose, onSaved }: Props) {
  const t = useWebhooksTexts();
  const list = useId();
  const [url, setUrl] = useState(webhook?.url ?? 'https://');
  const [prefix, setPrefix] = useState(webhook?.channel_prefix ?? '');
  const [batch, setBatch] = useState(webhook?.batch ?? true);
  const [events, setEvents] = useState<ReadonlySet<string>>(new Set(webhook?.events ?? CHANNEL_EVENTS));
  const saving = useMutation({
    mutationFn: () => {
      const body = { url: url.trim(), channel_prefix: prefix.trim(), batch, events: CHANNEL_EVENTS.filter((kind) => events.has(kind)) };
      return webhook ? changeWebhook(webhook.id, body) : createWebhook(body);
    },
    onSuccess: onSaved,
    networkMode: 'always',
  });
  const fields = useFieldTexts(saving.error);
  const eventsError = Object.entries(fields).find(([field]) => field.startsWith('events'))?.[1];
  const known = fields.url ?? fields.channel_prefix ?? eventsError;
  const { form } = useRefusalFocus(saving.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const toggle = (kind: ChannelEventKind) => {
    const next = new Set(events);
    if (!next.delete(kind)) next.add(kind);
    setEvents(next);
  };

  return (
    <Dialog title={webhook ? t.webhooks.editTitle : t.webhooks.addTitle} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        <TextField label={t.webhooks.url} hint={t.webhooks.urlHint} type="url" inputMode="url" autoComplete="off" spellCheck={false} required error={fields.url} value={url} onChange={(event) => setUrl(event.target.value)} />
        <fieldset>
          <legend className="mb-1 font-medium">{t.webhooks.events}</legend>
          {CHANNEL_EVENTS.map((kind) => (
            <Tick key={kind} wrong={eventsError !== undefined} note={list} checked={events.has(kind)} onChange={() => toggle(kind)}>
              {t.webhooks.kinds[kind]} <code className="font-mono text-sm text-muted">{kind}</code>
            </Tick>
          ))}
          {eventsError && (
            <p id={list} className="text-sm text-red">
              {eventsError}
            </p>
          )}
        </fieldset>
        <TextField label={t.webhooks.prefix} hint={t.webhooks.prefixHint} autoComplete="off" spellCheck={false} maxLength={200} error={fields.channel_prefix} value={prefix} onChange={(event) => setPrefix(event.target.value)} />
        <Tick checked={batch} onChange={() => setBatch(!batch)}>
          {t.webhooks.batch}
        </Tick>
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

function Tick({ checked, wrong = false, note, onChange, children }: { checked: boolean; wrong?: boolean; note?: string; onChange: () => void; children: ReactNode }) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input type="checkbox" className="size-5 shrink-0 accent-pine" aria-invalid={wrong || undefined} aria-describedby={wrong ? note : undefined} checked={checked} onChange={onChange} />
      <span>{children}</span>
    </label>
  );
}
