/**
 * The dot, always with its word and, when it is not green, with the age of what the page shows.
 * Also the page's `data-connection`, the same truth for tests.
 */
import { useEffect, useRef } from 'react';
import { formatAge } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import type { ConnectionState } from '@/realtime/connection';
import { useConnection, useNow } from '@/realtime/use-live';
import { useAnnouncer } from '@/ui/announcer';

const DOT: Readonly<Record<ConnectionState, string>> = {
  live: 'bg-green',
  connecting: 'bg-amber',
  syncing: 'bg-amber',
  stale: 'bg-amber',
  lost: 'bg-red',
  offline: 'bg-red',
};

export function ConnectionChip({ className = '' }: { className?: string }) {
  const { state, confirmedAt } = useConnection();
  const { local } = useNow();
  const { locale, t } = useLocale();
  const { say } = useAnnouncer();
  const before = useRef(state);

  useEffect(() => {
    document.documentElement.dataset.connection = state;
    const was = before.current;
    const bad = (value: ConnectionState) => value === 'lost' || value === 'offline';
    if (bad(state) && !bad(was)) say(t.connection.announceLost);
    if (state === 'live' && (bad(was) || was === 'syncing')) say(t.connection.announceLive);
    before.current = state;
  }, [state, say, t]);
  useEffect(
    () => () => {
      delete document.documentElement.dataset.connection;
    },
    [],
  );

  const age = state !== 'live' && confirmedAt !== null ? t.connection.dataAge(formatAge(local - confirmedAt, locale)) : null;
  return (
    <div className={`flex min-h-6 items-center gap-2 text-sm font-medium ${className}`} data-testid="connection">
      <span className={`dot size-2.5 shrink-0 rounded-full ${DOT[state]}`} aria-hidden="true" />
      <span className="sr-only">{t.connection.label}: </span>
      <span className="whitespace-nowrap">{t.connection[state]}</span>
      {age && <span className="tabular font-normal whitespace-nowrap text-muted">{age}</span>}
    </div>
  );
}
