/** The bar that every signed-in page has: whose store, how fresh, how loud, and who you are. */
import { ClipboardList, CircleUser, KeyRound } from 'lucide-react';
import type { Session } from '@/api/model';
import { goTo, useRoute } from '@/app/route';
import { LanguageSwitch } from '@/app/language-switch';
import { SoundPanel } from '@/features/alarm/sound-panel';
import { ConnectionChip } from '@/features/connection/connection-chip';
import { useTexts } from '@/i18n/locale';
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
        <p className="min-w-0 flex-1 truncate text-lg font-semibold tracking-tight">{session.app.name}</p>
        <ConnectionChip className="order-last basis-full pb-2 sm:order-none sm:basis-auto sm:pe-2 sm:pb-0" />
        <div className="flex items-center py-1.5 sm:gap-1">
          {managesApps(session) && <AppsLink />}
          <SoundPanel />
          <LanguageSwitch />
          <UserMenu session={session} onSignOut={onSignOut} />
        </div>
      </div>
    </header>
  );
}

/** Whether somebody looks after an app, and not only after its orders. */
export function managesApps({ user }: Session): boolean {
  return user.operator || user.role === 'owner' || user.role === 'admin';
}

/** The way to the apps, and from there back to the orders. */
function AppsLink() {
  const t = useTexts();
  const there = useRoute().page === 'apps';
  const [path, label, Icon] = there ? (['/', t.apps.back, ClipboardList] as const) : (['/settings', t.apps.title, KeyRound] as const);
  return (
    <nav aria-label={t.apps.title}>
      <a
        href={path}
        aria-label={label}
        title={label}
        className="inline-flex size-11 items-center justify-center rounded-lg hover:bg-sunken"
        onClick={(event) => {
          // Another tab stays another tab.
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          goTo(path);
        }}
      >
        <Icon aria-hidden="true" className="size-5" />
      </a>
    </nav>
  );
}

function UserMenu({ session, onSignOut }: { session: Session; onSignOut: () => void }) {
  const t = useTexts();
  const [theme, setTheme] = useTheme();
  return (
    <Popover
      label={t.shell.menu}
      triggerClassName="inline-flex size-11 items-center justify-center rounded-lg hover:bg-sunken"
      panelClassName="w-80"
      trigger={<CircleUser aria-hidden="true" className="size-5" />}
    >
      {() => (
        <div className="space-y-4 p-2">
          <p>
            <span className="block font-semibold [overflow-wrap:anywhere]">{session.user.name}</span>
            <span className="block text-sm text-muted [overflow-wrap:anywhere]">{session.user.email}</span>
          </p>
          <div>
            <p className="mb-1.5 text-sm font-medium">{t.theme.label}</p>
            <Segments label={t.theme.label} value={theme} onChange={setTheme} options={THEMES.map((value) => ({ value, text: t.theme[value] }))} />
          </div>
          <Button className="w-full" onClick={onSignOut}>
            {t.shell.signOut}
          </Button>
        </div>
      )}
    </Popover>
  );
}
