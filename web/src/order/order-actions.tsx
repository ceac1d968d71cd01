/** The buttons of a row: the likely ones big, the rest in a menu. */
import { Check, CreditCard, Ellipsis, Eye, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type Action, type Flow, type Order, statusOf } from '@/api/model';
import { ReasonDialog, ShipDialog } from '@/order/action-dialogs';
import { PaidDialog } from '@/order/paid-dialog';
import { PaymentLinkDialog } from '@/order/payment-link-dialog';
import { isPayable, offersFor } from '@/order/offers';
import { type ActionRequest, useOrderAction } from '@/order/use-order-action';
import { useTexts } from '@/i18n/locale';
import { Button, type ButtonTone } from '@/ui/button';
import { Popover } from '@/ui/popover';

const LOOKS: Readonly<Partial<Record<Action, { tone: ButtonTone; icon: ReactNode }>>> = {
  accept: { tone: 'primary', icon: <Check aria-hidden="true" className="size-5" /> },
  decline: { tone: 'danger', icon: <X aria-hidden="true" className="size-5" /> },
  ack: { tone: 'plain', icon: <Eye aria-hidden="true" className="size-5" /> },
};

/** Actions that ask something before they are sent. */
type Question = 'decline' | 'cancel' | 'ship' | 'mark-paid';
const ASKS: readonly Action[] = ['decline', 'cancel', 'ship', 'mark-paid'] satisfies Question[];

interface Props {
  order: Order;
  flow: Flow;
  role: string;
  timezone: string;
  words: 'own' | 'translated';
  /** An action of ours was carried out; the buttons may have changed under the focus. */
  onActed: () => void;
}

export function OrderActions({ order, flow, role, timezone, words, onActed }: Props) {
  const t = useTexts();
  const offers = offersFor(order, flow, role);
  const mutation = useOrderAction(order, flow, words);
  const [question, setQuestion] = useState<Question | null>(null);
  const [paying, setPaying] = useState(false);
  // Where the money is all that is missing, the way to it is a button; else it waits in the menu.
  const pay = !isPayable(order) ? null : statusOf(order) === 'pending_payment' ? 'button' : 'menu';

  const send = (request: ActionRequest) => {
    setQuestion(null);
    mutation.mutate(request, { onSuccess: onActed });
  };
  const press = (action: Action) => {
    if (ASKS.includes(action)) setQuestion(action as Question);
    else send({ action });
  };
  if (offers.buttons.length === 0 && offers.menu.length === 0 && !pay) return null;

  return (
    <div className="flex flex-wrap items-center gap-2 xl:flex-nowrap xl:justify-end">
      {offers.buttons.map((action, place) => (
        <Button
          key={action}
          tone={LOOKS[action]?.tone ?? 'plain'}
          icon={LOOKS[action]?.icon}
          aria-label={t.action.forOrder(t.action[action], order.code)}
          disabled={mutation.isPending}
          className={`max-sm:grow ${place === 0 && (offers.buttons.length > 1 || pay === 'button') ? 'max-sm:basis-full' : ''}`}
          onClick={() => press(action)}
        >
          {t.action[action]}
        </Button>
      ))}
      {pay === 'button' && (
        <Button icon={<CreditCard aria-hidden="true" className="size-5" />} aria-label={t.action.forOrder(t.paymentLink.show, order.code)} className="max-sm:grow" onClick={() => setPaying(true)}>
          {t.paymentLink.show}
        </Button>
      )}
      {(offers.menu.length > 0 || pay === 'menu') && (
        <Popover
          label={t.action.moreFor(order.code)}
          triggerClassName="inline-flex size-11 shrink-0 items-center justify-center rounded-lg border border-edge/60 hover:bg-sunken"
          panelClassName="w-56"
          trigger={<Ellipsis aria-hidden="true" className="size-5" />}
        >
          {(close) => (
            <>
              {pay === 'menu' && (
                <Button
                  tone="quiet"
                  className="w-full justify-start"
                  onClick={() => {
                    close();
                    setPaying(true);
                  }}
                >
                  {t.paymentLink.show}
                </Button>
              )}
              {offers.menu.map((action) => (
              <Button
                key={action}
                tone="quiet"
                className={`w-full justify-start ${action === 'cancel' || action === 'expire' ? 'text-red' : ''}`}
                disabled={mutation.isPending}
                onClick={() => {
                  close();
                  press(action);
                }}
              >
                {t.action[action]}
              </Button>
            ))}
            </>
          )}
        </Popover>
      )}
      {(question === 'decline' || question === 'cancel') && <ReasonDialog code={order.code} action={question} onClose={() => setQuestion(null)} onSubmit={send} />}
      {paying && <PaymentLinkDialog order={order} timezone={timezone} onClose={() => setPaying(false)} />}
      {question === 'mark-paid' && <PaidDialog order={order} onClose={() => setQuestion(null)} onSubmit={send} />}
      {question === 'ship' && <ShipDialog code={order.code} onClose={() => setQuestion(null)} onSubmit={send} />}
    </div>
  );
}
