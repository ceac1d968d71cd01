/** The state of an order's money, in a word; refunds and disputes included, which the live page leaves out. */
import type { Order } from '@/api/model';
import { PAYMENT_STATUSES } from '@/features/orders/order-search';
import { useOrdersTexts } from '@/features/orders/texts';

export function PaymentWord({ order }: { order: Order }) {
  const t = useOrdersTexts();
  const status = PAYMENT_STATUSES.find((each) => each === order.payment_status);
  return status === 'unpaid' && order.pay_later ? t.feed.payLater : status ? t.orders.paymentStatus[status] : order.payment_status;
}
