/** What is sold and how much of it is left: search, what is low, and counting. For all staff; vendors see their own. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { readProducts, readVendors } from '@/api/calls';
import type { Product } from '@/api/model';
import { describeError } from '@/failures/describe-error';
import { ProductForm } from '@/features/products/product-form';
import { ProductRow } from '@/features/products/product-row';
import { StockForm } from '@/features/products/stock-form';
import { useProductsTexts } from '@/features/products/texts';
import { useLiveState } from '@/realtime/use-live';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { CheckField, TextField } from '@/ui/field';
import { NothingYet } from '@/ui/nothing-yet';

const PRODUCTS = ['products'] as const;
/** While somebody types, the list is asked for once they pause. */
const TYPING_MS = 250;

interface Props {
  /** Whether they may change more than the stock; the server decides again. */
  manages: boolean;
  /** Whether they see the products of several vendors. */
  vendors: boolean;
  /** Of the app. */
  currency: string;
  timezone: string;
}

export function ProductsPage({ manages, vendors: several, currency, timezone }: Props) {
  const t = useProductsTexts();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [low, setLow] = useState(false);
  const [form, setForm] = useState<Product | 'new' | null>(null);
  const [counting, setCounting] = useState<Product | null>(null);
  const list = useInfiniteQuery({
    queryKey: [...PRODUCTS, q, low],
    queryFn: ({ pageParam }) => readProducts({ q, low, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  // By the name that people know it by, where there is one; the list below asks for the same.
  const vendors = useQuery({ queryKey: ['vendors'], queryFn: readVendors });
  const nameOf = (id: string) => vendors.data?.find((vendor) => vendor.id === id)?.name ?? id;
  const products = list.data?.pages.flatMap((page) => page.products) ?? [];

  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  // Somebody sold or counted something: a product that ran out shows it here as well.
  const news = useLiveState().cache?.news[0];
  const told = news?.product ? news.event_id : null;
  useEffect(() => {
    if (told) void client.invalidateQueries({ queryKey: PRODUCTS });
  }, [told, client]);

  const changed = () => {
    setForm(null);
    setCounting(null);
    void client.invalidateQueries({ queryKey: PRODUCTS });
  };

  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-2xl font-semibold tracking-tight">{t.pages.products}</h1>
          <p className="mt-1 text-muted">{t.products.lead}</p>
        </div>
        {manages && (
          <Button tone="primary" icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setForm('new')}>
            {t.products.add}
          </Button>
        )}
      </div>
      <div className="flex flex-wrap items-end gap-x-5 gap-y-2">
        <TextField className="min-w-0 flex-1 basis-64" label={t.products.search} type="search" maxLength={100} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        <CheckField label={t.products.onlyLow} checked={low} onChange={(event) => setLow(event.target.checked)} />
      </div>
      {list.isError && <Failure message={describeError(list.error, t)} onRetry={() => void list.refetch()} />}
      {list.isPending && <p className="text-muted">{t.common.loading}</p>}
      {list.isSuccess && products.length === 0 && <NothingYet title={q || low ? t.products.noneTitle : t.products.emptyTitle} text={q || low ? t.products.noneText : t.products.emptyText} />}
      {products.length > 0 && (
        <ul className="overflow-clip rounded-2xl border border-line bg-surface" aria-label={t.pages.products}>
          {products.map((product) => (
            <ProductRow key={product.id} product={product} vendor={product.vendor_id ? nameOf(product.vendor_id) : null} timezone={timezone} onCount={() => setCounting(product)} onEdit={manages ? () => setForm(product) : null} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t.products.more}
        </Button>
      )}
      {form && <ProductForm product={form === 'new' ? null : form} currency={currency} vendors={several} onClose={() => setForm(null)} onSaved={changed} />}
      {counting && <StockForm product={counting} onClose={() => setCounting(null)} onSaved={changed} />}
    </>
  );
}
