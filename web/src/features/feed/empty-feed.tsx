/** The first thing that a new owner sees: one line that makes the bell ring. */
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { BellMark } from '@/ui/bell-mark';
import { Button } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import { useTexts } from '@/i18n/locale';

/** A request that the server accepts as it stands, apart from the key. */
export function curlLine(origin: string): string {
  return [
    `curl -X POST ${origin}/v1/orders \\`,
    `  -H 'Authorization: Bearer YOUR_API_KEY' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"customer":{"name":"Budi"},"currency":"IDR","pay_later":true,"items":[{"name":"Nasi goreng","qty":2,"unit_price":"22500"}]}'`,
  ].join('\n');
}

export function EmptyFeed() {
  const t = useTexts();
  const line = curlLine(location.origin);
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(line));
  return (
    <div className="px-5 py-10 sm:px-10 sm:py-14">
      <BellMark className="mb-5 size-12" />
      <h3 className="text-xl font-semibold">{t.feed.emptyTitle}</h3>
      <p className="mt-1 text-muted">{t.feed.emptyText}</p>
      <div className="mt-4 rounded-xl border border-line bg-sunken">
        <pre tabIndex={0} aria-label="curl" className="overflow-x-auto p-4 font-mono text-[0.8125rem] leading-relaxed">
          {line}
        </pre>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button icon={<Copy aria-hidden="true" className="size-4" />} onClick={() => void copy()}>
          {copied ? t.common.copied : t.common.copy}
        </Button>
        <p className="min-w-0 flex-1 basis-60 text-sm text-muted">{t.feed.emptyKey}</p>
      </div>
    </div>
  );
}
