/**
 * Which actions to offer for an order. The server decides what is allowed; this only avoids buttons
 * that it would refuse, and picks the one step that comes next.
 */
import { type Action, type Flow, type Order, type Status, statusOf, STATUSES } from '@/api/model';
import type { Texts } from '@/i18n/en';
import type { Locale } from '@/i18n/locale';

export interface Offers {
  /** Big buttons, the first one the most likely. */
  buttons: readonly Action[];
  /** The rest, in a menu. */
  menu: readonly Action[];
}

const STEP_ACTION: Readonly<Partial<Record<Status, Action>>> = { accepted: 'accept', preparing: 'start', ready: 'ready', shipped: 'ship', completed: 'complete' };

const rank = (status: Status): number => STATUSES.indexOf(status);

/** The flow of an order; an unknown one offers every step and leaves the refusal to the server. */
export function flowOf(order: Order, flows: readonly Flow[]): Flow {
  return flows.find((flow) => flow.name === order.flow) ?? { name: order.flow, steps: ['accepted', 'preparing', 'ready', 'shipped', 'completed'], delivery_steps: [], needs_accept: false, labels: {} };
}

export function offersFor(order: Order, flow: Flow, role: string): Offers {
  const status = statusOf(order);
  const admin = role === 'owner' || role === 'admin';
  const steps = nextSteps(order, flow);
  if (status === 'placed') {
    const seen: Action[] = order.ack_at ? [] : ['ack'];
    const [first, ...later] = steps;
    const decline: Action[] = role === 'cashier' ? [] : ['decline'];
    return { buttons: first ? [first, ...decline, ...seen] : [...decline, ...seen], menu: [...later, 'cancel'] };
  }
  if (status === 'pending_payment') return { buttons: ['mark-paid'], menu: admin ? ['cancel', 'expire'] : ['cancel'] };
  if (rank(status) >= rank('completed')) return { buttons: [], menu: [] };
  const [next, ...later] = steps;
  const cancel: Action[] = status !== 'shipped' || admin ? ['cancel'] : [];
  const pay: Action[] = order.paid < order.total ? ['mark-paid'] : [];
  return { buttons: next ? [next] : [], menu: [...later, ...pay, ...cancel] };
}

/** Whether a customer can still be asked for money. */
export function isPayable(order: Order): boolean {
  return order.paid < order.total && rank(statusOf(order)) <= rank('completed');
}

function nextSteps(order: Order, flow: Flow): Action[] {
  const brought = order.delivery?.type === 'delivery' || order.delivery?.type === 'ship';
  const here = rank(statusOf(order));
  // Where a flow leaves it open, nothing is shipped of which the order says that it is fetched or eaten here.
  const left = (step: string) => !brought && (flow.delivery_steps.includes(step) || (step === 'shipped' && Boolean(order.delivery)));
  return flow.steps
    .filter((step) => rank(step as Status) > here && !left(step))
    .map((step) => STEP_ACTION[step as Status])
    .filter((action) => action !== undefined);
}

/** What a status is called for this reader: in the shop's own words where these are in their language, else in the flow's. */
export function statusLabel(order: Order, flow: Flow, words: 'own' | 'translated', locale: Locale, t: Texts): string {
  if (words === 'own') return order.status_label;
  const status = statusOf(order);
  return flow.labels[status]?.[locale] ?? t.status[status];
}
