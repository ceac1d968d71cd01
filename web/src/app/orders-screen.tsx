/** All orders, or the one that the address names. */
import type { Session } from '@/api/model';
import { managesApp } from '@/app/roles';
import { OrderPage } from '@/features/orders/order-page';
import { OrdersPage } from '@/features/orders/orders-page';
import { useLocale } from '@/i18n/locale';
import { usePath } from '@/ui/address';

export function OrdersScreen({ session }: { session: Session }) {
  const { locale } = useLocale();
  const path = usePath();
  const { flows, timezone } = session.app;
  const words = session.app.locale === locale ? 'own' : 'translated';
  const code = /^\/orders\/([^/]+)\/?$/.exec(path)?.[1];
  return code ? (
    <OrderPage key={code} code={decoded(code)} flows={flows} role={session.user.role} timezone={timezone} words={words} vendors={managesApp(session)} />
  ) : (
    <OrdersPage flows={flows} role={session.user.role} timezone={timezone} words={words} vendors={managesApp(session)} />
  );
}

/** A segment of a path; one that is no text in UTF-8 is what it looks like. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
