/** One webhook: what it is for, what can be done with it, and its log when opened. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { changeWebhook, deleteWebhook, testWebhook } from '@/api/calls';
import { CHANNEL_EVENTS, type ChannelEventKind, type Webhook } from '@/api/model';
import { DeliveryLog, deliveriesKey } from '@/features/webhooks/delivery-log';
import { describeError } from '@/i18n/describe-error';
import { useTexts } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';

interface Props {
  webhook: Webhook;
  timezone: string;
  onEdit: () => void;
  onChanged: () => void;
}

export function WebhookCard({ webhook, timezone, onEdit, onChanged }: Props) {
  const t = useTexts();
  const toast = useToast();
  const client = useQueryClient();
  const title = useId();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const onError = (error: Error) => toast(describeError(error, t), 'error');
  const toggle = useMutation({ mutationFn: () => changeWebhook(webhook.id, { enabled: !webhook.enabled }), onSuccess: onChanged, onError, networkMode: 'always' });
  const remove = useMutation({ mutationFn: () => deleteWebhook(webhook.id), onSuccess: onChanged, onError, networkMode: 'always' });
  const test = useMutation({
    mutationFn: () => testWebhook(webhook.id),
    onSuccess: () => {
      toast(t.webhooks.testSent);
      setOpen(true);
      void client.invalidateQueries({ queryKey: deliveriesKey(webhook.id) });
    },
    onError,
    networkMode: 'always',
  });
  const all = webhook.events.length === CHANNEL_EVENTS.length;
  const named = (kind: string) => t.webhooks.kinds[kind as ChannelEventKind] ?? kind;

  return (
    <section aria-labelledby={title} className="rounded-2xl border border-line bg-surface">
      <div className="space-y-3 p-5">
        <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
          <h2 id={title} className="min-w-0 flex-1 basis-64 font-mono text-base font-semibold [overflow-wrap:anywhere]">
            {webhook.url}
          </h2>
          <span className={`rounded-md px-2 py-1 text-sm font-semibold ${webhook.enabled ? 'bg-(--ready-bg) text-(--ready-fg)' : 'bg-(--done-bg) text-(--done-fg)'}`}>{webhook.enabled ? t.webhooks.on : t.webhooks.off}</span>
        </div>
        <p className="text-muted">
          {all ? t.webhooks.allEvents : webhook.events.map(named).join(', ')}
          {webhook.channel_prefix && (
            <>
              {' · '}
              {t.webhooks.onlyChannels} <code className="font-mono text-sm text-ink">{webhook.channel_prefix}*</code>
            </>
          )}
          {webhook.batch ? '' : ` · ${t.webhooks.oneByOne}`}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => test.mutate()} disabled={test.isPending}>
            {t.webhooks.test}
          </Button>
          <Button onClick={() => toggle.mutate()} disabled={toggle.isPending}>
            {webhook.enabled ? t.webhooks.switchOff : t.webhooks.switchOn}
          </Button>
          <Button onClick={onEdit}>{t.webhooks.edit}</Button>
          <Button tone="danger" onClick={() => setAsking(true)}>
            {t.webhooks.remove}
          </Button>
          <Button className="ms-auto" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t.webhooks.hideLog : t.webhooks.showLog}
          </Button>
        </div>
      </div>
      {open && <DeliveryLog webhook={webhook.id} timezone={timezone} />}
      {asking && (
        <Dialog title={t.webhooks.removeTitle} onClose={() => setAsking(false)}>
          <p className="[overflow-wrap:anywhere]">{t.webhooks.removeText(webhook.url)}</p>
          <div className="mt-5 flex justify-end gap-2">
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {t.common.cancel}
            </Button>
            <Button tone="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
              {t.webhooks.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
