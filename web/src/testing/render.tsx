/** Renders a piece of the dashboard as the app would: texts, announcer, toasts, and a live session with given data. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import type { Envelope, Order } from '@/api/model';
import type { Locale } from '@/i18n/locale';
import { LocaleProvider } from '@/i18n/locale';
import { Live } from '@/realtime/live';
import { ServerClock } from '@/realtime/server-clock';
import { LiveContext } from '@/realtime/use-live';
import { History, seeded } from '@/realtime/testing/history';
import { AnnouncerProvider } from '@/ui/announcer';
import { ToastProvider } from '@/ui/toast';

interface Options {
  locale?: Locale;
  orders?: readonly Order[];
  /** What the log has from before the page was opened. */
  log?: readonly Envelope[];
  /** What somebody does on this page. */
  isOwn?: (event: Envelope) => boolean;
  /** Leave the session before its first snapshot. */
  connecting?: boolean;
}

export async function renderLive(ui: ReactNode, { locale = 'en', orders = [], log = [], isOwn, connecting = false }: Options = {}) {
  localStorage.setItem('orderbell.locale', locale);
  const truth = new History(seeded(1));
  const head = log.at(-1)?.seq ?? 0;
  const read = (list: readonly Order[]) => ({ epoch: 'e1', seq: head, orders: [...list] });
  const live: Live = new Live({
    snapshot: () => Promise.resolve({ newest: read(orders), ringing: read(orders.filter((order) => order.rings_at)), stats: { epoch: 'e1', seq: head, stats: countOf(orders) } }),
    stats: () => Promise.resolve({ epoch: 'e1', seq: live.state.cache?.seq ?? 0, stats: live.state.cache?.stats ?? countOf(orders) }),
    events: (after) => Promise.resolve({ epoch: 'e1', seq: head, events: log.filter(({ seq }) => seq > after), has_more: false }),
  }, Date.now, isOwn);
  if (!connecting) {
    live.onLink('connected');
    live.onSubscribed();
  }
  const view = render(
    <QueryClientProvider client={new QueryClient()}>
      <LocaleProvider>
        <AnnouncerProvider>
          <ToastProvider>
            <LiveContext value={{ live, clock: new ServerClock() }}>{ui}</LiveContext>
          </ToastProvider>
        </AnnouncerProvider>
      </LocaleProvider>
    </QueryClientProvider>,
  );
  await frame();
  /** An event arrives on the socket. */
  const arrive = async (event: Partial<Envelope>) => {
    const seq = (live.state.cache?.seq ?? 0) + 1;
    live.onFrame({ ...truth.place(), seq, prev: seq - 1, ...event });
    await frame();
  };
  return { ...view, live, arrive, user: userEvent.setup() };
}

/** Lets the page draw what came in. */
export async function frame(): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, 40)));
}

function countOf(orders: readonly Order[]) {
  const pending = orders.filter((order) => order.status_canonical === 'placed');
  return { unpaid: 0, pending: pending.length, confirmed: orders.length - pending.length, completed: 0, closed: 0, total: orders.length, oldest_pending_at: pending[0]?.placed_at ?? null };
}
