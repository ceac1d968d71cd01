/** Which page: decided by the session and, for set-up, by the address. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { onSignedOut, readSession, signedIn, type SessionState } from '@/api/calls';
import type { Session } from '@/api/model';
import { LanguageSwitch } from '@/app/language-switch';
import { LivePage } from '@/app/live-page';
import { useRoute } from '@/app/route';
import { SESSION } from '@/app/session-key';
import { SetupNeeded } from '@/features/setup/setup-needed';
import { DeadLink, SetupPage } from '@/features/setup/setup-page';
import { SignInPage } from '@/features/sign-in/sign-in-page';
import { useLocale } from '@/i18n/locale';
import { replacePath } from '@/ui/address';
import { Button } from '@/ui/button';
import { PlainPage } from '@/ui/plain-page';

/** Also the rhythm in which the page's idea of the server's clock is renewed. */
const SESSION_FRESH_MS = 5 * 60_000;

export function App() {
  const route = useRoute();
  const client = useQueryClient();
  const { t, suggest } = useLocale();
  const session = useQuery({
    queryKey: SESSION,
    queryFn: readSession,
    staleTime: SESSION_FRESH_MS,
    refetchInterval: SESSION_FRESH_MS,
    // The server may be starting just now; a dashboard left open waits for it.
    retry: true,
    retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, 8_000),
    networkMode: 'always',
  });

  const enter = useCallback((state: SessionState) => client.setQueryData<SessionState>(SESSION, state), [client]);
  // The address stays: whoever opened one of ours before signing in wanted to go there.
  const begin = (fresh: Session) => enter(signedIn(fresh));
  const begun = (fresh: Session) => {
    replacePath('/');
    begin(fresh);
  };
  const leave = useCallback(() => {
    enter({ kind: 'signed-out' });
  }, [enter]);
  // Who signs in after somebody has left on purpose may be somebody else, with other plans.
  const leaveForGood = () => {
    replacePath('/');
    leave();
  };
  const ask = useCallback(() => {
    void client.invalidateQueries({ queryKey: SESSION });
  }, [client]);

  useEffect(() => onSignedOut(leave), [leave]);
  const locale = session.data?.kind === 'signed-in' ? session.data.session.user.locale : null;
  useEffect(() => suggest(locale), [suggest, locale]);
  useEffect(() => {
    if (session.data?.kind === 'signed-in' && route.page === 'setup') replacePath('/');
  }, [session.data, route.page]);

  const corner = <LanguageSwitch />;
  if (!session.data) {
    return session.failureCount > 0 ? (
      <PlainPage title={t.connection.connecting} lead={t.errors.unreachable} corner={corner}>
        <Button onClick={() => void session.refetch()}>{t.common.retry}</Button>
      </PlainPage>
    ) : (
      <div aria-busy="true" />
    );
  }
  switch (session.data.kind) {
    case 'signed-in':
      return (
        <LivePage
          key={session.data.session.app.id}
          page={route.page === 'setup' ? 'home' : route.page}
          session={session.data.session}
          receivedAt={session.data.receivedAt}
          onDenied={ask}
          onSignedOut={leaveForGood}
        />
      );
    case 'setup-required':
      return route.page === 'setup' ? (
        <PlainPage title={t.setup.title} lead={t.setup.lead} corner={corner}>
          <SetupPage token={route.token} onDone={begun} onToSignIn={() => toSignIn(ask)} />
        </PlainPage>
      ) : (
        <PlainPage title={t.setup.neededTitle} corner={corner}>
          <SetupNeeded onCheck={ask} />
        </PlainPage>
      );
    case 'signed-out':
      return route.page === 'setup' ? (
        <PlainPage title={t.setup.title} corner={corner}>
          <DeadLink onToSignIn={() => toSignIn(ask)} />
        </PlainPage>
      ) : (
        <PlainPage title={t.signIn.title} lead={t.signIn.lead} corner={corner}>
          <SignInPage onDone={begin} />
        </PlainPage>
      );
  }
}

function toSignIn(ask: () => void): void {
  replacePath('/');
  ask();
}
