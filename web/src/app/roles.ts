/** What somebody may open, as far as the page can tell; the server decides again. */
import type { Session } from '@/api/model';

/** Whether somebody sees the screens of the whole app. */
export function managesApp(session: Session): boolean {
  return session.user.role === 'owner' || session.user.role === 'admin';
}

/** Whether somebody looks after apps: their own, or all of them. */
export function managesApps(session: Session): boolean {
  return session.user.operator || managesApp(session);
}

/** Whether somebody works here; a customer sees their own orders and nothing else. */
export function worksHere(session: Session): boolean {
  return session.user.role !== 'customer';
}
