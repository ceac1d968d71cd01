/** Who fulfils orders, and whether they take any now. Vendors see themselves; only admins change more than a pause. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { changeVendor, readVendors } from '@/api/calls';
import type { Flow, Vendor } from '@/api/model';
import { describeError } from '@/failures/describe-error';
import { VendorForm } from '@/features/vendors/vendor-form';
import { formatAge, formatDateTime } from '@/i18n/format';
import { useVendorsTexts } from '@/features/vendors/texts';
import { useLocale } from '@/i18n/locale';
import { useLiveState, useNow } from '@/realtime/use-live';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';

const VENDORS = ['vendors'] as const;
const PAUSE_MS = 30 * 60_000;

interface Props {
  manages: boolean;
  flows: readonly Flow[];
  timezone: string;
}

export function VendorList({ manages, flows, timezone }: Props) {
  const t = useVendorsTexts();
  const client = useQueryClient();
  const list = useQuery({ queryKey: VENDORS, queryFn: readVendors });
  const [form, setForm] = useState<Vendor | 'new' | null>(null);
  const changed = () => {
    setForm(null);
    void client.invalidateQueries({ queryKey: VENDORS });
  };
  // One that nobody answered at is paused by the server, and shows it here as well.
  const news = useLiveState().cache?.news[0];
  const told = news?.vendor ? news.event_id : null;
  useEffect(() => {
    if (told) void client.invalidateQueries({ queryKey: VENDORS });
  }, [told, client]);
  const vendors = list.data ?? [];
  // Nothing to show to staff of a vendor of whom nothing is known.
  if (!manages && vendors.length === 0) return null;
  return (
    <section aria-labelledby="vendors-title" className="pt-4">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="vendors-title" className="text-lg font-semibold">
            {t.vendors.title}
          </h2>
          {manages && <p className="text-muted">{t.vendors.lead}</p>}
        </div>
        {manages && (
          <Button icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setForm('new')}>
            {t.vendors.add}
          </Button>
        )}
      </div>
      {list.isError && (
        <div className="rounded-2xl border border-line bg-surface p-5">
          <p className="font-medium text-red">{describeError(list.error, t)}</p>
          <Button className="mt-3" onClick={() => void list.refetch()}>
            {t.common.retry}
          </Button>
        </div>
      )}
      {list.data?.length === 0 && <p className="rounded-2xl border border-line bg-surface px-4 py-5 text-muted">{t.vendors.empty}</p>}
      {vendors.length > 0 && (
        <ul className="overflow-clip rounded-2xl border border-line bg-surface">
          {vendors.map((vendor) => (
            <Row key={vendor.id} vendor={vendor} timezone={timezone} onEdit={manages ? () => setForm(vendor) : null} onChanged={changed} />
          ))}
        </ul>
      )}
      {form && <VendorForm vendor={form === 'new' ? null : form} flows={flows} onClose={() => setForm(null)} onSaved={changed} />}
    </section>
  );
}

function Row({ vendor, timezone, onEdit, onChanged }: { vendor: Vendor; timezone: string; onEdit: (() => void) | null; onChanged: () => void }) {
  const { locale } = useLocale();
  const t = useVendorsTexts();
  const { server } = useNow();
  const toast = useToast();
  const until = vendor.paused_until && Date.parse(vendor.paused_until) > server ? vendor.paused_until : null;
  const pausing = useMutation({
    mutationFn: () => changeVendor(vendor.id, { paused_until: until ? null : new Date(server + PAUSE_MS).toISOString() }),
    onSuccess: onChanged,
    onError: (error) => toast(describeError(error, t), 'error'),
    networkMode: 'always',
  });
  const age = (seconds: number) => formatAge(seconds * 1_000, locale);
  const { accept_warn_s: warn, accept_limit_s: limit, prep_s: prep } = vendor;
  const facts = [
    vendor.id,
    vendor.flow,
    vendor.auto_accept && t.vendors.accepts,
    typeof warn === 'number' && t.vendors.called(age(warn)),
    typeof limit === 'number' && t.vendors.tooLate(age(limit)),
    typeof prep === 'number' && t.vendors.prepares(age(prep)),
  ];
  const act = until ? t.vendors.resume : t.vendors.pause;
  return (
    <li aria-label={vendor.name} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line px-4 py-3 not-last:border-b">
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-semibold [overflow-wrap:anywhere]">
          <bdi>{vendor.name}</bdi>
        </p>
        <p className="text-sm text-muted [overflow-wrap:anywhere]">{facts.filter(Boolean).join(' · ')}</p>
        {until && <p className="mt-1 inline-block rounded-md bg-(--closed-bg) px-2 py-0.5 text-sm font-semibold text-(--closed-fg)">{t.vendors.pausedUntil(formatDateTime(until, timezone, locale))}</p>}
      </div>
      <div className="flex gap-2">
        <Button aria-label={`${act}: ${vendor.name}`} disabled={pausing.isPending} onClick={() => pausing.mutate()}>
          {act}
        </Button>
        {onEdit && (
          <Button aria-label={`${t.common.edit}: ${vendor.name}`} onClick={onEdit}>
            {t.common.edit}
          </Button>
        )}
      </div>
    </li>
  );
}
