/** Sends one action and says what came of it, quietly: the changed row is the real answer. */
import { useMutation } from '@tanstack/react-query';
import { act } from '@/api/calls';
import { type Action, type Flow, type Order, statusOf } from '@/api/model';
import { Problem, Unreachable } from '@/api/problem';
import { statusLabel } from '@/order/offers';
import { isolate } from '@/i18n/isolate';
import { useLocale } from '@/i18n/locale';
import { useLiveContext } from '@/realtime/use-live';
import { useAnnouncer } from '@/ui/announcer';
import { useToast } from '@/ui/toast';

export interface ActionRequest {
  action: Action;
  body?: { reason?: string; courier?: string; tracking_no?: string; replace?: boolean; method?: string; receipt?: string; amount?: { amount: number; currency: string } };
  /** Only if the order has not changed since this version of it. */
  version?: number;
}

export function useOrderAction(order: Order, flow: Flow, words: 'own' | 'translated') {
  const { live } = useLiveContext();
  const { locale, t } = useLocale();
  const { say } = useAnnouncer();
  const toast = useToast();
  const label = (now: Order) => statusLabel(now, flow, words, locale, t);

  const already = (now: Order, by: string, action: Action): string => {
    if (action === 'mark-paid') return t.outcome.paidAlreadyBy(isolate(by));
    if (action === 'ack' && statusOf(now) === 'placed') return t.outcome.seenAlreadyBy(isolate(by));
    return t.outcome.alreadyBy(label(now), isolate(by));
  };

  return useMutation({
    mutationFn: ({ action, body, version }: ActionRequest) => act(order.code, action, body, version),
    // Pressed while the line is down, it fails at once and says so; a till must not act minutes later.
    networkMode: 'always',
    retry: false,
    onSuccess: (answer, { action }) => {
      live.answered(answer.order);
      if (answer.already_by) toast(`${order.code}: ${already(answer.order, answer.already_by, action)}`);
      else say(action === 'accept' || action === 'decline' || action === 'ack' || action === 'mark-paid' ? t.outcome[action](order.code) : t.outcome.other(order.code, label(answer.order)));
    },
    onError: (error) => {
      if (error instanceof Unreachable) return toast(t.errors.unreachable, 'error');
      if (!(error instanceof Problem)) return toast(t.errors.unknown(error.message), 'error');
      if (error.order) {
        live.answered(error.order);
        if (error.status === 412) return toast(t.outcome.changed(order.code), 'error');
        const by = error.order.status_by;
        return toast(by.name ? `${order.code}: ${t.outcome.alreadyBy(label(error.order), isolate(by.name))}` : t.outcome.notPossible(order.code, label(error.order)));
      }
      return toast(error.status === 403 ? t.outcome.forbidden : t.errors.unknown(error.message), 'error');
    },
  });
}
