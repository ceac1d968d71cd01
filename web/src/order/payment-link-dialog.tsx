/** The page on which a customer pays an order: its address, to be copied into a chat or opened on the till. */
import { useQuery } from '@tanstack/react-query';
import { Copy, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { openPaymentLink } from '@/api/calls';
import type { Order } from '@/api/model';
import { Problem } from '@/api/problem';
import { formatDateTime } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import { Dialog } from '@/ui/dialog';

interface Props {
  order: Order;
  timezone: string;
  onClose: () => void;
}

export function PaymentLinkDialog({ order, timezone, onClose }: Props) {
  const { t, locale } = useLocale();
  const [copied, setCopied] = useState<boolean | null>(null);
  // The same link is given as long as it can be paid, so asking is safe whenever the dialog opens.
  const link = useQuery({ queryKey: ['payment-link', order.uid], queryFn: () => openPaymentLink(order.code), retry: false, staleTime: 0, gcTime: 0, networkMode: 'always' });
  return (
    <Dialog title={t.paymentLink.title(order.code)} onClose={onClose}>
      <div aria-live="polite" className="space-y-4">
        {link.isFetching && !link.data && <p className="text-muted">{t.paymentLink.opening}</p>}
        {link.isError && !link.isFetching && (
          <>
            <p className="font-medium text-red">{describe(link.error, t)}</p>
            <Button onClick={() => void link.refetch()}>{t.common.retry}</Button>
          </>
        )}
        {link.data && (
          <>
            <p className="rounded-lg bg-sunken px-3 py-2 font-mono text-sm [overflow-wrap:anywhere]">{link.data.url}</p>
            <p className="text-muted">
              {t.paymentLink.until(formatDateTime(link.data.expires_at, timezone, locale))}
              {' · '}
              <span className="tracking-wide">{link.data.reference}</span>
            </p>
            <div className="flex flex-wrap gap-2">
              <Button tone="primary" icon={<Copy aria-hidden="true" className="size-5" />} onClick={() => void copyText(link.data.url).then(setCopied)}>
                {copied ? t.common.copied : t.common.copy}
              </Button>
              <a
                href={link.data.url}
                target="_blank"
                rel="noopener noreferrer"
                className="inline-flex min-h-11 items-center gap-2 rounded-lg border border-edge/60 px-4 font-medium hover:bg-sunken"
              >
                <ExternalLink aria-hidden="true" className="size-5" />
                {t.paymentLink.open}
              </a>
            </div>
            {copied === false && <p className="text-sm text-red">{t.paymentLink.notCopied}</p>}
          </>
        )}
      </div>
      <div className="mt-5 flex justify-end">
        <Button tone="quiet" onClick={onClose}>
          {t.common.close}
        </Button>
      </div>
    </Dialog>
  );
}

function describe(error: Error, t: ReturnType<typeof useLocale>['t']): string {
  if (!(error instanceof Problem)) return t.errors.unreachable;
  const known: Readonly<Record<string, string>> = t.paymentLink.refusals;
  return known[error.code] ?? t.errors.unknown(error.message);
}
