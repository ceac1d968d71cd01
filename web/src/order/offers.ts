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
const isExit = (status: Status): boolean => rank(status) > rank('completed');

/** The flow of an order; an unknown one offers every step and leaves the refusal to the server. */
export function flowOf(order: Order, flows: readonly Flow[]): Flow {
  return flows.find((flow) => flow.name === order.flow) ?? { name: order.flow, steps: ['accepted', 'preparing', 'ready', 'shipped', 'completed'], delivery_steps: [], needs_accept: false, labels: {} };
}

export function offersFor(order: Order, flow: Flow, role: string): Offers {
  const { buttons, menu } = possible(order, flow);
  const status = statusOf(order);
  const allowed = (action: Action) => may(role, action, status);
  return { buttons: buttons.filter(allowed), menu: menu.filter(allowed) };
}

/** What could be done with the order by somebody who may do everything. */
function possible(order: Order, flow: Flow): Offers {
  const status = statusOf(order);
  if (status === 'pending_payment') return { buttons: ['mark-paid'], menu: ['cancel', 'expire'] };
  if (isExit(status)) return { buttons: [], menu: order.paid >= order.total || order.pay_later ? ['reopen'] : [] };
  const pay: Action[] = order.paid < order.total ? ['mark-paid'] : [];
  if (status === 'completed') return { buttons: [], menu: pay };
  const [next, ...later] = nextSteps(order, flow);
  const step = next ? [next] : [];
  if (status === 'placed') return { buttons: [...step, 'decline', ...(order.ack_at ? [] : (['ack'] as const))], menu: [...later, ...pay, 'cancel'] };
  return { buttons: step, menu: [...later, ...pay, 'cancel'] };
}

/** What each role but the owner's and the admins' may do at all. */
const RIGHTS: Readonly<Record<string, readonly Action[]>> = {
  vendor: ['ack', 'accept', 'decline', 'start', 'ready', 'ship', 'complete', 'cancel'],
  cashier: ['ack', 'accept', 'start', 'ready', 'complete', 'mark-paid'],
  customer: ['cancel', 'complete'],
};

function may(role: string, action: Action, status: Status): boolean {
  if (role === 'owner' || role === 'admin') return true;
  if (!RIGHTS[role]?.includes(action)) return false;
  if (role === 'vendor') return action !== 'cancel' || status !== 'shipped';
  if (role === 'customer') return action === 'cancel' ? rank(status) <= rank('placed') : status === 'ready' || status === 'shipped';
  return true;
}

/** Whether somebody may put another courier or number in the place of one that was mistyped. */
export function isShipmentCorrectable(order: Order, role: string): boolean {
  return statusOf(order) === 'shipped' && may(role, 'ship', 'shipped');
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
