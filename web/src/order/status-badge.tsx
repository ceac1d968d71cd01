/** A status as icon, word and colour together; any one of them alone would leave somebody out. */
import { BellRing, Check, CheckCheck, Clock, CookingPot, Hourglass, type LucideIcon, Truck, X } from 'lucide-react';
import { type Flow, type Order, type Status, statusOf } from '@/api/model';
import { statusLabel } from '@/order/offers';
import { useLocale } from '@/i18n/locale';

const ICONS: Readonly<Record<Status, LucideIcon>> = {
  pending_payment: Hourglass,
  placed: Clock,
  accepted: Check,
  preparing: CookingPot,
  ready: BellRing,
  shipped: Truck,
  completed: CheckCheck,
  expired: X,
  declined: X,
  cancelled: X,
};

export function StatusBadge({ order, flow, words }: { order: Order; flow: Flow; words: 'own' | 'translated' }) {
  const { locale, t } = useLocale();
  const status = statusOf(order);
  const Icon = ICONS[status];
  return (
    <span data-status={status} className="inline-flex items-center gap-1.5 rounded-md bg-(--status-bg) px-2 py-1 text-sm leading-tight font-semibold text-(--status-fg)">
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {statusLabel(order, flow, words, locale, t)}
    </span>
  );
}
