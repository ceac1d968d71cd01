/** The bar that every signed-in page has: whose store, how fresh, how loud, and who you are. */
import { CircleUser } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Session } from '@/api/model';
import { LanguageSwitch } from '@/app/language-switch';
import { SCREENS } from '@/app/screens';
import { SoundPanel } from '@/features/alarm/sound-panel';
import { ConnectionChip } from '@/features/connection/connection-chip';
import { useTexts } from '@/i18n/locale';
import { linkTo } from '@/ui/address';
import { BellMark } from '@/ui/bell-mark';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';
import { Segments } from '@/ui/segments';
import { THEMES, useTheme } from '@/ui/theme';

export function TopBar({ session, onSignOut }: { session: Session; onSignOut: () => void }) {
  return (
    <header className="border-b border-line bg-surface pt-[env(safe-area-inset-top)]">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-2 px-4 sm:gap-x-3">
        <BellMark className="size-9 shrink-0" />
        <p className="min-w-0 flex-1 truncate text-lg font-semibold tracking-tight"><bdi>{session.app.name}</bdi></p>
        <ConnectionChip className="order-last basis-full pb-2 sm:order-none sm:basis-auto sm:pe-2 sm:pb-0" />
        <div className="flex items-center py-1.5 sm:gap-1">
          <SoundPanel />
          <LanguageSwitch />
          <UserMenu session={session} onSignOut={onSignOut} />
        </div>
      </div>
    </header>
  );
}

function UserMenu({ session, onSignOut }: { session: Session; onSignOut: () => void }) {
  const t = useTexts();
  const [theme, setTheme] = useTheme();
  const screens = SCREENS.filter(({ allowed }) => allowed(session));
  return (
    <Popover
      label={t.shell.menu}
      triggerClassName="inline-flex size-11 items-center justify-center rounded-lg hover:bg-sunken"
      panelClassName="w-80"
      trigger={<CircleUser aria-hidden="true" className="size-5" />}
    >
      {(close) => (
        <div className="space-y-4 p-2">
          <p>
            <span className="block font-semibold [overflow-wrap:anywhere]"><bdi>{session.user.name}</bdi></span>
            <span className="block text-sm text-muted [overflow-wrap:anywhere]">{session.user.email}</span>
          </p>
          <div>
            <p className="mb-1.5 text-sm font-medium">{t.theme.label}</p>
            <Segments label={t.theme.label} value={theme} onChange={setTheme} options={THEMES.map((value) => ({ value, text: t.theme[value] }))} />
          </div>
          {screens.length > 0 && (
            <nav aria-label={t.shell.pages} className="-mx-2 flex flex-col">
              <PageLink path="/" onGo={close}>
                {t.shell.live}
              </PageLink>
              {screens.map(({ name, path }) => (
                <PageLink key={name} path={path} onGo={close}>
                  {t.pages[name]}
                </PageLink>
              ))}
            </nav>
          )}
          <Button className="w-full" onClick={onSignOut}>
            {t.shell.signOut}
          </Button>
        </div>
      )}
    </Popover>
  );
}

function PageLink({ path, onGo, children }: { path: string; onGo: () => void; children: ReactNode }) {
  const here = location.pathname === path;
  return (
    <a
      {...linkTo(path, onGo)}
      aria-current={here ? 'page' : undefined}
      className="flex min-h-11 items-center rounded-lg px-2 font-medium hover:bg-sunken aria-[current]:bg-sunken"
    >
      {children}
    </a>
  );
}
