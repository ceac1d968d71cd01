/**
 * The page of whoever is signed in: what waits, what there is, and the newest orders; or a screen of the settings, in the
 * same frame, because the alarm has to ring there too. Puts the features together.
 */
import { useMutation } from '@tanstack/react-query';
import { signOut } from '@/api/calls';
import type { Session } from '@/api/model';
import { LazyScreen } from '@/app/lazy-screen';
import { NoSuchPage } from '@/app/no-such-page';
import { managesApp } from '@/app/roles';
import type { LiveRoute } from '@/app/route';
import { SCREENS } from '@/app/screens';
import { TopBar } from '@/app/top-bar';
import { AlarmBanner } from '@/features/alarm/alarm-banner';
import { BlockedStrip } from '@/features/alarm/blocked-strip';
import { AlarmProvider } from '@/features/alarm/use-alarm';
import { LostBanner } from '@/features/connection/lost-banner';
import { Counters } from '@/features/counters/counters';
import { Feed } from '@/features/feed/feed';
import { News } from '@/features/news/news';
import { NewsAlerts } from '@/features/news/news-alerts';
import { marksKey } from '@/features/news/news-marks';
import { useLocale } from '@/i18n/locale';
import { LiveProvider } from '@/realtime/use-live';
import { goTo } from '@/ui/address';
import { useToast } from '@/ui/toast';

interface Props {
  page: LiveRoute['page'];
  session: Session;
  receivedAt: number;
  onDenied: () => void;
  onSignedOut: () => void;
}

export function LivePage({ page, session, receivedAt, onDenied, onSignedOut }: Props) {
  const { locale, t } = useLocale();
  const toast = useToast();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: onSignedOut,
    // Pretending would leave the session open on a shared tablet.
    onError: () => toast(t.errors.unreachable, 'error'),
    networkMode: 'always',
  });
  const { timezone, flows } = session.app;
  const screen = SCREENS.find(({ name, allowed }) => name === page && allowed(session));

  return (
    <LiveProvider session={session} receivedAt={receivedAt} onDenied={onDenied}>
      <AlarmProvider>
        <a href="#content" className="sr-only z-50 rounded-lg bg-ink text-canvas focus:not-sr-only focus:fixed focus:px-4 focus:py-3 focus:top-2 focus:left-2">
          {page === 'home' ? t.shell.skip : t.shell.skipToContent}
        </a>
        <NewsAlerts />
        <TopBar session={session} onSignOut={() => leaving.mutate()} />
        <section aria-label={t.alarm.label} className="sticky top-0 z-30">
          <AlarmBanner onShow={(uid) => show(uid, page)} />
        </section>
        <main id="content" tabIndex={-1} className="mx-auto max-w-6xl space-y-5 px-4 pt-5 pb-40 outline-none">
          {screen ? (
            <LazyScreen key={screen.name} name={screen.name} session={session} />
          ) : page !== 'home' ? (
            <NoSuchPage />
          ) : (
            <>
              <h1 className="sr-only">{t.shell.live}</h1>
              <Counters />
              <News timezone={timezone} marksKey={marksKey(session.app.id, session.user.id)} />
              <Feed flows={flows} role={session.user.role} timezone={timezone} words={session.app.locale === locale ? 'own' : 'translated'} vendors={managesApp(session)} />
            </>
          )}
        </main>
        {/* At the bottom and over the page: what comes and goes here must not move a button under a finger. */}
        <section aria-label={t.shell.notices} className="fixed inset-x-0 bottom-0 z-30">
          <LostBanner timezone={timezone} />
          <BlockedStrip />
        </section>
      </AlarmProvider>
    </LiveProvider>
  );
}

function show(uid: string, page: Props['page']): void {
  if (page !== 'home') {
    goTo('/');
    // The list is drawn by then.
    requestAnimationFrame(() => requestAnimationFrame(() => show(uid, 'home')));
    return;
  }
  const row = document.getElementById(`order-${uid}`);
  row?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  row?.focus({ preventScroll: true });
}
