/** The search box and the filters above the list. */
import { SlidersHorizontal } from 'lucide-react';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { PAYMENT_STATUSES } from '@/api/model';
import { addressOf, daysCrossed, EVERYTHING, filtersSet, type OrderSearch, statusesIn } from '@/features/orders/order-search';
import { useOrdersTexts } from '@/features/orders/texts';
import { useVendors } from '@/order/vendors';
import { useLiveState } from '@/realtime/use-live';
import { Button } from '@/ui/button';
import { CheckField, SelectField, TextField } from '@/ui/field';

/** While somebody types, orders are looked for once they pause. */
const TYPING_MS = 300;

interface Props {
  search: OrderSearch;
  /** Whether the reader sees the orders of several vendors. */
  vendors: boolean;
  onSearch: (search: OrderSearch) => void;
}

export function OrderFilters({ search, vendors, onSearch }: Props) {
  const t = useOrdersTexts();
  const panel = useId();
  const [typed, setTyped] = useState(search);
  const [shown, setShown] = useState(search);
  const [open, setOpen] = useState(() => filtersSet(search) > 0);
  // The address has changed under the form: a tab, a link, the way back.
  if (addressOf(shown) !== addressOf(search)) {
    setShown(search);
    if (addressOf(typed) !== addressOf(search)) setTyped(search);
  }
  const crossed = daysCrossed(typed);
  const waiting = !crossed && addressOf(typed) !== addressOf(search);
  const send = (next: OrderSearch) => {
    if (!daysCrossed(next)) onSearch(next);
  };
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => onSearch(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [waiting, typed, onSearch]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(typed);
  };
  /** Choices count at once; what is typed counts when nothing more comes. */
  const choose = (change: Partial<OrderSearch>) => {
    const next = { ...typed, ...change };
    setTyped(next);
    send(next);
  };
  const set = filtersSet(typed);

  return (
    <form role="search" aria-label={t.orders.search} onSubmit={submit} className="rounded-2xl border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          className="min-w-0 grow basis-64"
          label={t.orders.search}
          hint={t.orders.searchHint}
          type="search"
          autoComplete="off"
          maxLength={100}
          value={typed.q}
          onChange={(event) => setTyped({ ...typed, q: event.target.value })}
        />
        <Button className="w-full lg:hidden" icon={<SlidersHorizontal aria-hidden="true" className="size-5" />} aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
          {t.orders.filters(set)}
        </Button>
      </div>
      <div id={panel} className={`mt-4 ${open ? '' : 'max-lg:hidden'}`}>
        <div className="grid grid-cols-1 gap-3 xs:grid-cols-2 lg:flex lg:flex-wrap lg:[&>*]:min-w-0 lg:[&>*]:flex-1 lg:[&>*]:basis-36">
          <SelectField label={t.orders.status} value={typed.status} onChange={(event) => choose({ status: event.target.value })}>
            <option value="">{t.orders.any}</option>
            {statusesIn(typed.phase).map((status) => (
              <option key={status} value={status}>
                {t.status[status]}
              </option>
            ))}
          </SelectField>
          <SelectField label={t.orders.payment} value={typed.payment_status} onChange={(event) => choose({ payment_status: event.target.value })}>
            <option value="">{t.orders.any}</option>
            {PAYMENT_STATUSES.map((status) => (
              <option key={status} value={status}>
                {t.paymentStatus[status]}
              </option>
            ))}
          </SelectField>
          <TextField label={t.orders.from} type="date" value={typed.from} max={typed.to || '9999-12-30'} onChange={(event) => choose({ from: event.target.value })} />
          <TextField label={t.orders.to} type="date" value={typed.to} min={typed.from || undefined} max="9999-12-30" error={crossed ? t.orders.daysCrossed : null} onChange={(event) => choose({ to: event.target.value })} />
          {vendors && <VendorField value={typed.vendor} onChoose={(vendor) => choose({ vendor })} />}
          <SelectField label={t.orders.sort} value={typed.sort} onChange={(event) => choose({ sort: event.target.value === 'oldest' ? 'oldest' : 'newest' })}>
            <option value="newest">{t.orders.newest}</option>
            <option value="oldest">{t.orders.oldest}</option>
          </SelectField>
        </div>
        <div className="mt-2">
          <CheckField label={t.orders.onlyLate} checked={typed.late} onChange={(event) => choose({ late: event.target.checked })} />
        </div>
        {set > 0 && (
          <Button tone="quiet" className="mt-2 -ms-4" onClick={() => choose({ ...EVERYTHING, q: typed.q, phase: typed.phase })}>
            {t.orders.reset}
          </Button>
        )}
      </div>
    </form>
  );
}

/**
 * The vendors that have a name; besides them those that only their orders name, as far as these are in sight, so that none is
 * out of reach. Nothing where there is nothing to choose.
 */
function VendorField({ value, onChoose }: { value: string; onChoose: (vendor: string) => void }) {
  const t = useOrdersTexts();
  const { known } = useVendors(true);
  const { cache } = useLiveState();
  const named = known.map(({ id, name }) => ({ id, name }));
  const seen = [value, ...[...(cache?.orders.values() ?? [])].map((order) => order.vendor_id)];
  const unnamed = [...new Set(seen)].filter((id) => id && !named.some((vendor) => vendor.id === id)).map((id) => ({ id: id ?? '', name: id ?? '' }));
  if (value === '' && named.length === 0 && unnamed.length < 2) return null;
  return (
    <SelectField label={t.feed.vendor} value={value} onChange={(event) => onChoose(event.target.value)}>
      <option value="">{t.orders.any}</option>
      {[...named, ...unnamed].map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
