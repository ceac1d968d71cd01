/** Body and answers of one delivery: what was said, attempt by attempt. */
import { useQuery } from '@tanstack/react-query';
import { readDelivery } from '@/api/calls';
import type { Delivery } from '@/api/model';
import { describeError } from '@/i18n/describe-error';
import { formatTime } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';

export function DeliveryDetails({ webhook, delivery, timezone }: { webhook: number; delivery: Delivery; timezone: string }) {
  const { locale, t } = useLocale();
  const details = useQuery({
    // Each attempt adds to it.
    queryKey: ['webhooks', webhook, 'delivery', delivery.id, delivery.attempts.length, delivery.state],
    queryFn: () => readDelivery(webhook, delivery.id),
  });
  if (details.isError) return <p className="mt-2 font-medium text-red">{describeError(details.error, t)}</p>;
  if (!details.data) return <p className="mt-2 text-muted">{t.common.loading}</p>;
  return (
    <div className="mt-3 space-y-3">
      <Text label={t.webhooks.body} text={indented(details.data.body ?? '')} />
      <ol className="space-y-2">
        {details.data.attempts.map((attempt, index) => (
          <li key={attempt.at}>
            <p className="text-sm [overflow-wrap:anywhere]">
              <span className="font-medium">{t.webhooks.attempt(index + 1)}</span>
              <span className="text-muted">
                {' · '}
                {formatTime(attempt.at, timezone, locale, true)} · {attempt.status ? `HTTP ${String(attempt.status)}` : attempt.error} · {attempt.duration_ms} ms
              </span>
            </p>
            {attempt.response && <Text label={t.webhooks.response(index + 1)} text={attempt.response} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <pre tabIndex={0} role="region" aria-label={label} className="max-h-72 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
      {text}
    </pre>
  );
}

/** JSON as people read it; anything else as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
