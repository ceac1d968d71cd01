/** Where channel events are sent: the app's webhooks, each with its log. For owners and admins. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { readWebhooks } from '@/api/calls';
import type { Webhook } from '@/api/model';
import { WebhookCard } from '@/features/webhooks/webhook-card';
import { WebhookForm } from '@/features/webhooks/webhook-form';
import { describeError } from '@/failures/describe-error';
import { useWebhooksTexts } from '@/features/webhooks/texts';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { NothingYet } from '@/ui/nothing-yet';

export const WEBHOOKS = ['webhooks'] as const;

export function WebhooksPage({ timezone }: { timezone: string }) {
  const t = useWebhooksTexts();
  const client = useQueryClient();
  const list = useQuery({ queryKey: WEBHOOKS, queryFn: readWebhooks });
  const [form, setForm] = useState<Webhook | 'new' | null>(null);
  const changed = () => {
    setForm(null);
    void client.invalidateQueries({ queryKey: WEBHOOKS });
  };

  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-2xl font-semibold tracking-tight">{t.pages.webhooks}</h1>
          <p className="mt-1 text-muted">{t.webhooks.lead}</p>
        </div>
        <Button tone="primary" icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setForm('new')}>
          {t.webhooks.add}
        </Button>
      </div>
      {list.isError && <Failure message={describeError(list.error, t)} onRetry={() => void list.refetch()} />}
      {list.isPending && <p className="text-muted">{t.common.loading}</p>}
      {list.data?.length === 0 && <NothingYet title={t.webhooks.emptyTitle} text={t.webhooks.emptyText} />}
      <ul className="space-y-4">
        {list.data?.map((webhook) => (
          <li key={webhook.id}>
            <WebhookCard webhook={webhook} timezone={timezone} onEdit={() => setForm(webhook)} onChanged={changed} />
          </li>
        ))}
      </ul>
      {form && <WebhookForm webhook={form === 'new' ? null : form} onClose={() => setForm(null)} onSaved={changed} />}
    </>
  );
}
