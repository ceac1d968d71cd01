/**
 * All orders, to be searched: pages of the list, and the same list as a file for spreadsheets. What is looked for, and how far
 * was read, is in the address and nowhere else. What was found stays as it was found; the live page is the one that moves.
 */
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Check, Download, RefreshCw } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { findOrders } from '@/api/calls';
import type { Flow, Order } from '@/api/model';
import { useBulkAccept } from '@/features/orders/bulk-accept';
import { FoundOrder } from '@/features/orders/found-order';
import { OrderFilters } from '@/features/orders/order-filters';
import { addressOf, type OrderSearch, PAGES_MOST, pagesOf, parametersOf, searchOf } from '@/features/orders/order-search';
import { PhaseTabs } from '@/features/orders/phase-tabs';
import { useOrdersTexts } from '@/features/orders/texts';
import { describeError } from '@/failures/describe-error';
import { formatCount } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { flowOf, offersFor } from '@/order/offers';
import { useVendors } from '@/order/vendors';
import { useLiveContext, useLiveState } from '@/realtime/use-live';
import { linkTo, replacePath, useQueryString } from '@/ui/address';
import { useAnnouncer } from '@/ui/announcer';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { CheckField } from '@/ui/field';

interface Props {
  flows: readonly Flow[];
  role: string;
  timezone: string;
  words: 'own' | 'translated';
  /** Whether the reader sees the orders of several vendors. */
  vendors: boolean;
}

type Found = Awaited<ReturnType<typeof findOrders>>;

export function OrdersPage({ flows, role, timezone, words, vendors }: Props) {
  const t = useOrdersTexts();
  const { locale } = useLocale();
  const query = useQueryString();
  const search = searchOf(query);
  const pages = pagesOf(query);
  const parameters = parametersOf(search);
  const queryKey = ['orders', 'found', parameters];
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => findOrders(parameters, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    // What was found before stays in sight while the next is looked for.
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    retry: false,
    networkMode: 'always',
  });
  const { data, hasNextPage, isFetching, isError, isPlaceholderData: old, fetchNextPage } = list;
  const read = old ? 0 : (data?.pages.length ?? 0);
  const orders = data?.pages.flatMap((page) => page.orders) ?? [];
  // Where little fits, the server answers step by step, and the first of them may have found nothing.
  const empty = orders.length === 0 && hasNextPage && read < PAGES_MOST;
  // The way back, or a colleague's link, shows as many pages as were shown.
  const wanted = empty ? read + 1 : pages;
  useEffect(() => {
    if (read > 0 && read < wanted && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [read, wanted, hasNextPage, isFetching, isError, fetchNextPage]);

  const look = useCallback((next: OrderSearch) => replacePath(addressOf(next)), []);
  const more = () => {
    replacePath(addressOf(search, read + 1));
    if (isError) void fetchNextPage();
  };
  const seq = useLiveState().cache?.seq ?? 0;
  const moved = !isFetching && data !== undefined && data.pages.every((page) => page.seq < seq);

  const { nameOf } = useVendors(vendors);
  const bulk = useAccepting(queryKey);
  const acceptable = orders.filter((order) => offersFor(order, flowOf(order, flows), role).buttons.includes('accept'));
  const chosen = acceptable.filter((order) => bulk.chosen.has(order.uid));
  const nothing = data !== undefined && orders.length === 0 && !hasNextPage;
  const all = Object.keys(parameters).length === 0;

  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 flex-1 basis-48 text-2xl font-semibold tracking-tight">{t.pages.orders}</h1>
        <a
          href={`/v1/orders.csv?${new URLSearchParams({ ...parameters, bom: 'true' }).toString()}`}
          download
          className="inline-flex min-h-11 items-center gap-2 rounded-lg border border-edge/60 bg-surface px-4 font-medium hover:bg-sunken"
        >
          <Download aria-hidden="true" className="size-5" />
          {t.orders.export}
        </a>
      </div>
      <PhaseTabs search={search} />
      <OrderFilters search={search} vendors={vendors} onSearch={look} />
      {isError && <Failure message={describeError(list.error, t)} onRetry={() => void (read > 0 && hasNextPage ? fetchNextPage() : list.refetch())} />}
      {nothing ? (
        <div className="rounded-2xl border border-line bg-surface px-5 py-10 sm:px-10">
          <h2 className="text-xl font-semibold">{all ? t.feed.emptyTitle : t.orders.nothing}</h2>
          {!all && (
            <>
              <p className="mt-1 max-w-prose text-muted">{t.orders.nothingText}</p>
              <a {...linkTo('/orders')} className="mt-3 inline-flex min-h-11 items-center rounded-lg border border-edge/60 px-4 font-medium hover:bg-sunken">
                {t.orders.seeAll}
              </a>
            </>
          )}
        </div>
      ) : (
        !(isError && read === 0) && (
          <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1">
            <p role="status" className="tabular text-muted">
              {data && !old && !empty ? t.orders.shown(orders.length, hasNextPage) : t.common.loading}
            </p>
            {moved && (
              <Button tone="quiet" icon={<RefreshCw aria-hidden="true" className="size-5" />} aria-label={`${t.orders.changed} ${t.orders.refresh}`} onClick={() => void list.refetch()}>
                {t.orders.refresh}
              </Button>
            )}
            <span className="ms-auto hidden text-sm text-muted pointer-fine:lg:inline">{t.orders.keys}</span>
            {acceptable.length > 0 && (
              <div className="basis-full ps-3">
                <CheckField
                  label={t.orders.chooseAll}
                  checked={chosen.length === acceptable.length}
                  disabled={bulk.left !== null}
                  onChange={() => bulk.choose(chosen.length === acceptable.length ? [] : acceptable.map((order) => order.uid))}
                />
              </div>
            )}
          </div>
        )
      )}
      {orders.length > 0 && (
        <ul aria-label={t.pages.orders} aria-busy={old} className={`overflow-clip rounded-2xl border border-line bg-surface ${old ? 'opacity-60' : ''}`}>
          {orders.map((order) => (
            <FoundOrder
              key={order.uid}
              order={order}
              flows={flows}
              timezone={timezone}
              words={words}
              vendor={nameOf(order)}
              chosen={acceptable.includes(order) && !old && bulk.left === null ? bulk.chosen.has(order.uid) : null}
              choosing={acceptable.length > 0}
              outcome={bulk.outcomes.get(order.uid)}
              onToggle={() => bulk.toggle(order.uid)}
            />
          ))}
        </ul>
      )}
      {(chosen.length > 0 || bulk.left !== null) && (
        // At the bottom, because the alarm is at the top; in reach wherever in the list one has arrived.
        <div className="sticky bottom-3 z-20 flex flex-wrap items-center gap-2 rounded-2xl border border-edge bg-surface px-3 py-2 shadow-lg">
          <p className="tabular min-w-0 flex-1 basis-24 font-medium">{bulk.left === null ? t.orders.chosen(chosen.length) : t.orders.accepting(bulk.left)}</p>
          <Button tone="quiet" disabled={bulk.left !== null} onClick={() => bulk.choose([])}>
            {t.orders.unchoose}
          </Button>
          <Button tone="primary" icon={<Check aria-hidden="true" className="size-5" />} disabled={bulk.left !== null} className="max-sm:grow" onClick={() => void bulk.run(chosen)}>
            {t.orders.acceptChosen(chosen.length)}
          </Button>
        </div>
      )}
      {hasNextPage && !old && read < PAGES_MOST && (
        <Button disabled={isFetching} onClick={more}>
          {t.orders.more}
        </Button>
      )}
      {hasNextPage && !old && read >= PAGES_MOST && <p className="max-w-prose text-muted">{t.orders.enough(formatCount(orders.length, locale))}</p>}
    </>
  );
}

/** Accepting from the list: what the answers say goes into what was found, and into the live page. */
function useAccepting(queryKey: readonly unknown[]) {
  const client = useQueryClient();
  const { live } = useLiveContext();
  const { say } = useAnnouncer();
  const t = useOrdersTexts();
  return useBulkAccept({
    onOrder: (order: Order) => {
      live.answered(order);
      client.setQueryData<InfiniteData<Found>>(queryKey, (before) => before && { ...before, pages: before.pages.map((page) => ({ ...page, orders: page.orders.map((each) => (each.uid === order.uid ? order : each)) })) });
    },
    onEnd: (done, refused) => say(t.orders.accepted(done, refused)),
  });
}
