/** What a source has reported, the latest first, what became of each report, and applying one again. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { applyReceipt, readReceipt, readReceipts } from '@/api/calls';
import type { Receipt } from '@/api/model';
import { describeError } from '@/failures/describe-error';
import { useSourcesTexts } from '@/features/sources/texts';
import { formatDateTime } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';

/** How often an open list is read again. */
const REFRESH_MS = 3_000;

function receiptsKey(source: number) {
  return ['sources', source, 'receipts'] as const;
}

export function ReceiptList({ source, timezone }: { source: number; timezone: string }) {
  const t = useSourcesTexts();
  const list = useInfiniteQuery({
    queryKey: receiptsKey(source),
    queryFn: ({ pageParam }) => readReceipts(source, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: REFRESH_MS,
  });
  const receipts = list.data?.pages.flatMap((page) => page.receipts) ?? [];
  return (
    <div className="border-t border-line p-5">
      <h3 className="mb-2 font-semibold">{t.sources.receipts}</h3>
      {list.isError && <p className="font-medium text-red">{describeError(list.error, t)}</p>}
      {list.isSuccess && receipts.length === 0 && <p className="text-muted">{t.sources.receiptsEmpty}</p>}
      <ul className="divide-y divide-line">
        {receipts.map((receipt) => (
          <Row key={receipt.id} source={source} receipt={receipt} timezone={timezone} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button className="mt-3" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t.sources.older}
        </Button>
      )}
    </div>
  );
}

const TONES: Readonly<Record<string, string>> = {
  applied: 'bg-(--ready-bg) text-(--ready-fg)',
  ignored: 'bg-(--done-bg) text-(--done-fg)',
  unmatched: 'bg-(--accepted-bg) text-(--accepted-fg)',
  pending: 'bg-(--accepted-bg) text-(--accepted-fg)',
  failed: 'bg-(--closed-bg) text-(--closed-fg)',
};

function Row({ source, receipt, timezone }: { source: number; receipt: Receipt; timezone: string }) {
  const { locale } = useLocale();
  const t = useSourcesTexts();
  const toast = useToast();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const again = useMutation({
    mutationFn: () => applyReceipt(source, receipt.id),
    onSuccess: () => {
      toast(t.sources.appliedAgain);
      void client.invalidateQueries({ queryKey: receiptsKey(source) });
    },
    onError: (error) => toast(describeError(error, t), 'error'),
    networkMode: 'always',
  });
  const name = t.sources.receipt(receipt.id);
  const outcome = t.sources.outcomes[receipt.outcome as keyof typeof t.sources.outcomes] ?? receipt.outcome;
  return (
    <li aria-label={name} className="py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className={`rounded-md px-2 py-1 text-sm font-semibold ${TONES[receipt.outcome] ?? ''}`}>{outcome}</span>
        <p className="min-w-0 flex-1 basis-48">
          <span className="block [overflow-wrap:anywhere]">{receipt.detail}</span>
          <span className="block text-sm text-muted">
            {formatDateTime(receipt.received_at, timezone, locale)}
            {receipt.repeats > 0 && ` · ${t.sources.repeated(receipt.repeats)}`}
          </span>
        </p>
        <Button aria-expanded={open} aria-label={`${open ? t.sources.hideDetails : t.sources.details}: ${name}`} onClick={() => setOpen(!open)}>
          {open ? t.sources.hideDetails : t.sources.details}
        </Button>
        <Button aria-label={`${t.sources.applyAgain}: ${name}`} disabled={again.isPending} onClick={() => again.mutate()}>
          {t.sources.applyAgain}
        </Button>
      </div>
      {open && <Body source={source} receipt={receipt.id} />}
    </li>
  );
}

function Body({ source, receipt }: { source: number; receipt: number }) {
  const t = useSourcesTexts();
  const whole = useQuery({ queryKey: ['sources', source, 'receipt', receipt], queryFn: () => readReceipt(source, receipt) });
  if (whole.isError) return <p className="mt-2 font-medium text-red">{describeError(whole.error, t)}</p>;
  if (!whole.data) return <p className="mt-2 text-muted">{t.common.loading}</p>;
  return (
    <div className="mt-3 space-y-2">
      <dl className="grid gap-x-3 text-sm sm:grid-cols-[auto_1fr]">
        {whole.data.headers?.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="font-mono text-muted">{name}</dt>
            <dd className="font-mono [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <pre tabIndex={0} role="region" aria-label={t.sources.body} className="max-h-72 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
        {indented(whole.data.body ?? '')}
      </pre>
    </div>
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
