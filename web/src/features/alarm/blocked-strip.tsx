/**
 * The honest strip: whenever this device is meant to sound and the browser does not let it, also
 * before the first order rings. One tap anywhere on it, and on most of the page, puts it right.
 */
import { VolumeX } from 'lucide-react';
import { useAlarm } from '@/features/alarm/use-alarm';
import { useTexts } from '@/i18n/locale';

export function BlockedStrip() {
  const { alarm, engine } = useAlarm();
  const t = useTexts();
  const silentByFault = alarm.state === 'blocked' && alarm.audible;
  const blocked = !alarm.audible && alarm.state !== 'muted' && alarm.state !== 'elsewhere' && alarm.settings.volume > 0;
  if (!blocked && !silentByFault) return null;
  return (
    <button
      type="button"
      data-testid="sound-blocked"
      onClick={() => (silentByFault ? engine.revive() : engine.unlock())}
      className="flex min-h-14 w-full items-center justify-center gap-3 bg-alert px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-left font-semibold text-on-alert"
    >
      <VolumeX aria-hidden="true" className="size-5 shrink-0" />
      <span>
        {silentByFault ? t.sound.noSignal : t.sound.blocked}
        <span className="block text-sm font-normal max-sm:hidden">{t.sound.blockedHint}</span>
      </span>
    </button>
  );
}
