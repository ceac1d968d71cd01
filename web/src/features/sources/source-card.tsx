/** One source: how it is doing, what can be done with it, and what it has reported when opened. */
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { changeSource, deleteSource, rotateSource } from '@/api/calls';
import type { Source, SourceSecrets } from '@/api/model';
import { ReceiptList } from '@/features/sources/receipt-list';
import { SecretExchange } from '@/features/sources/secret-exchange';
import { describeError } from '@/failures/describe-error';
import { useSourcesTexts } from '@/features/sources/texts';
import { formatDateTime } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';

interface Props {
  source: Source;
  timezone: string;
  onChanged: () => void;
  onHandOver: (secrets: SourceSecrets) => void;
}

export function SourceCard({ source, timezone, onChanged, onHandOver }: Props) {
  const { locale } = useLocale();
  const t = useSourcesTexts();
  const toast = useToast();
  const title = useId();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState<'delete' | 'secret' | null>(null);
  const onError = (error: Error) => toast(describeError(error, t), 'error');
  const toggle = useMutation({ mutationFn: () => changeSource(source.id, { enabled: !source.enabled }), onSuccess: onChanged, onError, networkMode: 'always' });
  const remove = useMutation({ mutationFn: () => deleteSource(source.id), onSuccess: onChanged, onError, networkMode: 'always' });
  const newUrl = useMutation({ mutationFn: () => rotateSource(source.id, { url: true }), onSuccess: onHandOver, onError, networkMode: 'always' });
  const endOld = useMutation({ mutationFn: () => rotateSource(source.id, { end_old: true }), onSuccess: onChanged, onError, networkMode: 'always' });
  const provider = t.sources.providers[source.provider];
  const at = (time: string) => formatDateTime(time, timezone, locale);
  const waiting = [source.unmatched > 0 && t.sources.unmatched(source.unmatched), source.pending > 0 && t.sources.pending(source.pending), source.failed > 0 && t.sources.failed(source.failed)].filter(Boolean);

  return (
    <section aria-labelledby={title} className="rounded-2xl border border-line bg-surface">
      <div className="space-y-3 p-5">
        <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
          <h2 id={title} className="min-w-0 flex-1 basis-48 text-lg font-semibold [overflow-wrap:anywhere]">
            {source.name}
          </h2>
          <span className={`rounded-md px-2 py-1 text-sm font-semibold ${source.enabled ? 'bg-(--ready-bg) text-(--ready-fg)' : 'bg-(--done-bg) text-(--done-fg)'}`}>{source.enabled ? t.common.on : t.common.off}</span>
        </div>
        <p className="text-muted">
          {source.name !== provider && `${provider} · `}
          {source.last_received_at ? t.sources.lastAt(at(source.last_received_at)) : t.sources.never}
        </p>
        {waiting.length > 0 && <p className="font-medium">{waiting.join(' · ')}</p>}
        {source.refused && (
          <p className="text-red [overflow-wrap:anywhere]">
            {t.sources.refused(source.refused.count, at(source.refused.at))} <span lang="en">{source.refused.reason}</span>
          </p>
        )}
        {source.unconfirmed && <p className="rounded-lg border border-line bg-sunken p-3 text-sm">{t.sources.unconfirmed}</p>}
        {(source.secrets > 1 || source.old_url_until) && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-sunken p-3 text-sm">
            <p className="min-w-0 flex-1 basis-48">
              {source.secrets > 1 && t.sources.oldSecrets} {source.old_url_until && t.sources.oldUrl(at(source.old_url_until))}
            </p>
            <Button onClick={() => endOld.mutate()} disabled={endOld.isPending}>
              {t.sources.endOld}
            </Button>
          </div>
        )}
        <div className="flex flex-wrap gap-2">
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t.sources.hideReceipts : t.sources.showReceipts}
          </Button>
          <Button onClick={() => toggle.mutate()} disabled={toggle.isPending}>
            {source.enabled ? t.common.switchOff : t.common.switchOn}
          </Button>
          <Button onClick={() => setAsking('secret')}>{t.sources.newSecret}</Button>
          <Button onClick={() => newUrl.mutate()} disabled={newUrl.isPending}>
            {t.sources.newUrl}
          </Button>
          <Button tone="danger" onClick={() => setAsking('delete')}>
            {t.sources.remove}
          </Button>
        </div>
      </div>
      {open && <ReceiptList source={source.id} timezone={timezone} />}
      {asking === 'secret' && (
        <SecretExchange
          source={source}
          onClose={() => setAsking(null)}
          onDone={(secrets) => {
            setAsking(null);
            onHandOver(secrets);
          }}
        />
      )}
      {asking === 'delete' && (
        <Dialog title={t.sources.removeTitle} onClose={() => setAsking(null)}>
          <p className="[overflow-wrap:anywhere]">{t.sources.removeText(source.name)}</p>
          <div className="mt-5 flex justify-end gap-2">
            <Button tone="quiet" onClick={() => setAsking(null)}>
              {t.common.cancel}
            </Button>
            <Button tone="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
              {t.sources.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
