/**
 * Full-width, brass, in every tab: how many orders wait, and for how long the oldest has. When none
 * does it says that in the same height, so that an alarm never moves the list under a finger.
 */
import { ArrowDown, Bell, BellRing } from 'lucide-react';
import { useEffect } from 'react';
import { useAlarm } from '@/features/alarm/use-alarm';
import { formatAge, formatCountdown } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { RINGING_HELD } from '@/realtime/snapshot';
import { useConnection, useNow } from '@/realtime/use-live';
import { useAnnouncer } from '@/ui/announcer';
import { Button } from '@/ui/button';

const BAR = 'mx-auto flex h-16 max-w-6xl items-center gap-x-4 px-4';

interface Props {
  /** Brings the oldest waiting order into view. */
  onShow: (uid: string) => void;
}

export function AlarmBanner({ onShow }: Props) {
  const { alarm } = useAlarm();
  const { locale, t } = useLocale();
  const { local, server } = useNow();
  const { state } = useConnection();
  const { alarm: announce } = useAnnouncer();
  const { count, oldest } = alarm.due;
  const shown = count >= RINGING_HELD ? `${String(RINGING_HELD)}+` : String(count);

  useTitle(count === 0 ? 'Orderbell' : `${t.alarm.title(shown, count === 1)} · Orderbell`);
  const since = oldest?.since;
  useEffect(() => {
    // Read again when the number changes, not each second that passes.
    announce(since === undefined ? '' : t.alarm.announce(shown, count === 1, formatAge(Date.now() - since, locale)));
  }, [announce, count, shown, since, locale, t]);

  if (!oldest) {
    return (
      <div className="border-b border-line bg-canvas">
        <p className={`${BAR} text-muted`}>
          <Bell aria-hidden="true" className="size-7 shrink-0" />
          {state === 'live' ? t.alarm.nothing : t.alarm.unknown}
        </p>
      </div>
    );
  }
  const note =
    alarm.state === 'muted'
      ? alarm.settings.volume === 0
        ? t.alarm.volumeZero
        : t.alarm.mutedUntil(formatCountdown(alarm.settings.mutedUntil - local))
      : alarm.state === 'elsewhere'
        ? t.alarm.elsewhere
        : null;
  return (
    <div className="border-b border-brass bg-brass text-on-brass" data-testid="alarm-banner">
      <div className={BAR}>
        <BellRing aria-hidden="true" className={`size-7 shrink-0 ${alarm.state === 'ringing' ? 'swing' : ''}`} />
        <p className="mr-auto min-w-0 text-lg leading-tight font-semibold">
          {t.alarm.waiting(shown, count === 1)}
          <span className="tabular block text-sm font-normal">
            {t.alarm.oldest(formatAge(server - oldest.since, locale))}
            {note && ` · ${note}`}
          </span>
        </p>
        <Button tone="on-brass" aria-label={t.alarm.showOldest} className="max-sm:px-3" icon={<ArrowDown aria-hidden="true" className="size-5 sm:hidden" />} onClick={() => onShow(oldest.order.uid)}>
          <span className="max-sm:hidden">{t.alarm.showOldest}</span>
        </Button>
      </div>
    </div>
  );
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(
    () => () => {
      document.title = 'Orderbell';
    },
    [],
  );
}
