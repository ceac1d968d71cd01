/** What was sent to a webhook, the latest first, and sending one of it once more. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readDeliveries, resendDelivery } from '@/api/calls';
import type { Delivery } from '@/api/model';
import { DeliveryDetails } from '@/features/webhooks/delivery-details';
import { describeError } from '@/i18n/describe-error';
import { formatDateTime } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';

/** How often an open log is read again. */
const REFRESH_MS = 3_000;

export function deliveriesKey(webhook: number) {
  return ['webhooks', webhook, 'deliveries'] as const;
}

export function DeliveryLog({ webhook, timezone }: { webhook: number; timezone: string }) {
  const { t } = useLocale();
  const log = useInfiniteQuery({
    queryKey: deliveriesKey(webhook),
    queryFn: ({ pageParam }) => readDeliveries(webhook, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: REFRESH_MS,
  });
  const deliveries = log.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <div className="border-t border-line p-5">
      <h3 className="mb-2 font-semibold">{t.webhooks.log}</h3>
      {log.isError && <p className="font-medium text-red">{describeError(log.error, t)}</p>}
      {log.isSuccess && deliveries.length === 0 && <p className="text-muted">{t.webhooks.logEmpty}</p>}
      <ul className="divide-y divide-line">
        {deliveries.map((delivery) => (
          <Row key={delivery.id} webhook={webhook} delivery={delivery} timezone={timezone} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button className="mt-3" disabled={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t.webhooks.older}
        </Button>
      )}
    </div>
  );
}

const TONES: Readonly<Record<string, string>> = {
  delivered: 'bg-(--ready-bg) text-(--ready-fg)',
  pending: 'bg-(--accepted-bg) text-(--accepted-fg)',
  failed: 'bg-(--closed-bg) text-(--closed-fg)',
};

function Row({ webhook, delivery, timezone }: { webhook: number; delivery: Delivery; timezone: string }) {
  const { locale, t } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const again = useMutation({
    mutationFn: () => resendDelivery(webhook, delivery.id),
    onSuccess: () => {
      toast(t.webhooks.resent);
      void client.invalidateQueries({ queryKey: deliveriesKey(webhook) });
    },
    onError: (error) => toast(describeError(error, t), 'error'),
    networkMode: 'always',
  });
  const last = delivery.attempts.at(-1);
  const name = t.webhooks.delivery(delivery.id);
  const state = t.webhooks.states[delivery.state as keyof typeof t.webhooks.states] ?? delivery.state;
  return (
    <li aria-label={name} className="py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className={`rounded-md px-2 py-1 text-sm font-semibold ${TONES[delivery.state] ?? ''}`}>{state}</span>
        <p className="min-w-0 flex-1 basis-48">
          <span className="font-medium">{delivery.cause === 'test' ? t.webhooks.causeTest : t.webhooks.carried(delivery.events)}</span>
          {delivery.cause === 'resend' && <span className="text-muted"> · {t.webhooks.causeResend}</span>}
          <span className="block text-sm text-muted [overflow-wrap:anywhere]">
            {formatDateTime(delivery.created_at, timezone, locale)}
            {last && ` · ${t.webhooks.attempts(delivery.attempts.length)} · ${last.status ? `HTTP ${String(last.status)}` : (last.error ?? '')} · ${String(last.duration_ms)} ms`}
          </span>
        </p>
        <Button aria-expanded={open} aria-label={`${open ? t.webhooks.hideDetails : t.webhooks.details}: ${name}`} onClick={() => setOpen(!open)}>
          {open ? t.webhooks.hideDetails : t.webhooks.details}
        </Button>
        <Button aria-label={`${t.webhooks.resend}: ${name}`} disabled={again.isPending} onClick={() => again.mutate()}>
          {t.webhooks.resend}
        </Button>
      </div>
      {open && <DeliveryDetails webhook={webhook} delivery={delivery} timezone={timezone} />}
    </li>
  );
}
