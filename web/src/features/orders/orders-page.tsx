/** All orders, to be searched: pages of the list, and the same list as a file for spreadsheets. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { findOrders } from '@/api/calls';
import type { Flow, Order } from '@/api/model';
import { useOrdersTexts } from '@/features/orders/texts';
import { linkTo, replacePath } from '@/ui/address';
import { Age, Items, Payment, Total, When } from '@/order/order-facts';
import { flowOf } from '@/order/offers';
import { StatusBadge } from '@/order/status-badge';
import { OrderFilters } from '@/features/orders/order-filters';
import { addressOf, type OrderSearch, parametersOf, searchOf } from '@/features/orders/order-search';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';

interface Props {
  flows: readonly Flow[];
  timezone: string;
  words: 'own' | 'translated';
  vendors: boolean;
}

export function OrdersPage({ flows, timezone, words, vendors }: Props) {
  const t = useOrdersTexts();
  const [search, setSearch] = useState<OrderSearch>(() => searchOf(location.search));
  const parameters = parametersOf(search);
  const list = useInfiniteQuery({
    queryKey: ['orders', 'found', parameters],
    queryFn: ({ pageParam }) => findOrders(parameters, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    // What was found stays as it was found; the live page is the one that moves.
    staleTime: 5_000,
  });
  const orders = list.data?.pages.flatMap((page) => page.orders) ?? [];
  const look = (next: OrderSearch) => {
    replacePath(addressOf(next));
    setSearch(next);
  };
  const file = `/v1/orders.csv?${new URLSearchParams({ ...parameters, bom: 'true' }).toString()}`;

  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 flex-1 basis-48 text-2xl font-semibold tracking-tight">{t.pages.orders}</h1>
        <a href={file} download className="inline-flex min-h-11 items-center gap-2 rounded-lg border border-edge/60 bg-surface px-4 font-medium hover:bg-sunken">
          <Download aria-hidden="true" className="size-5" />
          {t.orders.export}
        </a>
      </div>
      <OrderFilters search={search} vendors={vendors} onSearch={look} />
      {list.isError && <Failure message={describeError(list.error, t)} onRetry={() => void list.refetch()} />}
      <p role="status" className="text-muted">
        {list.isPending ? t.common.loading : orders.length === 0 && !list.hasNextPage ? t.orders.nothing : t.orders.shown(orders.length, list.hasNextPage)}
      </p>
      {orders.length > 0 && (
        <ul aria-label={t.pages.orders} className="overflow-hidden rounded-2xl border border-line bg-surface">
          {orders.map((order) => (
            <FoundOrder key={order.uid} order={order} flows={flows} timezone={timezone} words={words} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t.orders.more}
        </Button>
      )}
    </>
  );
}

function FoundOrder({ order, flows, timezone, words }: { order: Order; flows: readonly Flow[]; timezone: string; words: Props['words'] }) {
  const t = useOrdersTexts();
  return (
    <li className="not-last:border-b not-last:border-line">
      <a {...linkTo(`/orders/${encodeURIComponent(order.code)}`)} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 -outline-offset-2 hover:bg-sunken md:grid-cols-[13rem_minmax(0,1fr)_9rem] md:items-center">
        <span>
          <StatusBadge order={order} flow={flowOf(order, flows)} words={words} />
          <span className="tabular mt-1 block text-sm tracking-wide text-muted">{order.code}</span>
        </span>
        <span className="min-w-0 max-md:order-last max-md:col-span-2">
          <span className="block font-semibold [overflow-wrap:anywhere]">{order.customer_name || t.feed.noName}</span>
          <span className="block text-[0.9375rem] [overflow-wrap:anywhere]">
            <Items order={order} />
          </span>
          <span className="block text-sm text-muted empty:hidden">
            <When order={order} timezone={timezone} />
          </span>
        </span>
        <span className="text-end">
          <Total order={order} />
          <span className="block text-sm text-muted">
            <Payment order={order} />
          </span>
          <span className="block text-sm text-muted">
            <Age since={order.created_at} timezone={timezone} />
          </span>
        </span>
      </a>
    </li>
  );
}
