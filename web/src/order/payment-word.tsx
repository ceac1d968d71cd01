/** The state of an order's money, in a word: the same wherever an order is shown, with refunds and disputes. */
import { type Order, PAYMENT_STATUSES } from '@/api/model';
import { useTexts } from '@/i18n/locale';

export function PaymentWord({ order }: { order: Order }) {
  const t = useTexts();
  const status = PAYMENT_STATUSES.find((each) => each === order.payment_status);
  const troubled = status === 'disputed' || status === 'reversed';
  const word = status === 'unpaid' && order.pay_later ? t.feed.payLater : status ? t.paymentStatus[status] : order.payment_status;
  return <span className={`whitespace-nowrap ${troubled ? 'font-semibold text-red' : ''}`}>{word}</span>;
}
