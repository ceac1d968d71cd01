/** The search box and the filters above the list. */
import { Search } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { STATUSES } from '@/api/model';
import { EVERYTHING, type OrderSearch, PAYMENT_STATUSES } from '@/features/orders/order-search';
import { useOrdersTexts } from '@/features/orders/texts';
import { Button } from '@/ui/button';
import { SelectField, TextField } from '@/ui/field';

interface Props {
  search: OrderSearch;
  /** Whether several vendors can be told apart by whoever looks. */
  vendors: boolean;
  onSearch: (search: OrderSearch) => void;
}

export function OrderFilters({ search, vendors, onSearch }: Props) {
  const t = useOrdersTexts();
  const [typed, setTyped] = useState(search);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed);
  };
  /** Choices count at once; what is typed counts when it is sent. */
  const choose = (change: Partial<OrderSearch>) => {
    const next = { ...typed, ...change };
    setTyped(next);
    onSearch(next);
  };

  return (
    <form role="search" aria-label={t.orders.search} onSubmit={submit} className="space-y-4 rounded-2xl border border-line bg-surface p-4">
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          className="min-w-0 grow basis-64"
          label={t.orders.search}
          hint={t.orders.searchHint}
          type="search"
          maxLength={100}
          value={typed.q}
          onChange={(event) => setTyped({ ...typed, q: event.target.value })}
        />
        <Button type="submit" tone="primary" className="mb-7 max-sm:mb-0 max-sm:w-full" icon={<Search aria-hidden="true" className="size-5" />}>
          {t.orders.find}
        </Button>
      </div>
      <div className="grid grid-cols-1 gap-3 xs:grid-cols-2 lg:grid-cols-6">
        <SelectField label={t.orders.status} value={typed.status} onChange={(event) => choose({ status: event.target.value })}>
          <option value="">{t.orders.any}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {t.status[status]}
            </option>
          ))}
        </SelectField>
        <SelectField label={t.orders.payment} value={typed.payment_status} onChange={(event) => choose({ payment_status: event.target.value })}>
          <option value="">{t.orders.any}</option>
          {PAYMENT_STATUSES.map((status) => (
            <option key={status} value={status}>
              {t.orders.paymentStatus[status]}
            </option>
          ))}
        </SelectField>
        <TextField label={t.orders.from} type="date" value={typed.from} max={typed.to || undefined} onChange={(event) => choose({ from: event.target.value })} />
        <TextField label={t.orders.to} type="date" value={typed.to} min={typed.from || undefined} onChange={(event) => choose({ to: event.target.value })} />
        {vendors && <TextField label={t.orders.vendor} value={typed.vendor} maxLength={120} onChange={(event) => setTyped({ ...typed, vendor: event.target.value })} />}
        <SelectField label={t.orders.sort} value={typed.sort} onChange={(event) => choose({ sort: event.target.value === 'oldest' ? 'oldest' : 'newest' })}>
          <option value="newest">{t.orders.newest}</option>
          <option value="oldest">{t.orders.oldest}</option>
        </SelectField>
      </div>
      <Button tone="quiet" onClick={() => choose(EVERYTHING)}>
        {t.orders.reset}
      </Button>
    </form>
  );
}
