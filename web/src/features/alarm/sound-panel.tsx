/** Volume, test and mute of this device, behind the sound button of the top bar. */
import { Volume1, Volume2, VolumeX } from 'lucide-react';
import { useId } from 'react';
import { useAlarm } from '@/features/alarm/use-alarm';
import { formatCountdown } from '@/i18n/format';
import { useTexts } from '@/i18n/locale';
import { useNow } from '@/realtime/use-live';
import { Button } from '@/ui/button';
import { Popover } from '@/ui/popover';

const MUTE_MINUTES = [1, 5, 10] as const;

export function SoundPanel() {
  const { alarm, engine } = useAlarm();
  const t = useTexts();
  const { local } = useNow();
  const id = useId();
  const { volume, mutedUntil } = alarm.settings;
  const left = mutedUntil - local;
  const muted = left > 0;
  const off = muted || volume === 0 || !alarm.audible;
  const Icon = off ? VolumeX : volume < 0.5 ? Volume1 : Volume2;
  const state = muted ? t.sound.muted(formatCountdown(left)) : !alarm.audible ? t.sound.blockedShort : volume === 0 ? t.alarm.volumeZero : t.sound.on;

  return (
    <Popover
      label={`${t.sound.label}: ${state}`}
      triggerClassName="relative inline-flex size-11 items-center justify-center rounded-lg hover:bg-sunken"
      panelClassName="w-72"
      trigger={
        <>
          <Icon aria-hidden="true" className={`size-5 ${off ? 'text-red' : ''}`} />
          {muted && <span className="tabular absolute -bottom-0.5 text-[0.6875rem] font-semibold text-red">{formatCountdown(left)}</span>}
        </>
      }
    >
      {() => (
        <div className="space-y-4 p-2">
          <p className={`font-semibold ${off ? 'text-red' : ''}`}>{state}</p>
          <div>
            <label htmlFor={id} className="mb-1 flex justify-between text-sm font-medium">
              {t.sound.volume}
              <span className="tabular text-muted">{Math.round(volume * 100)}</span>
            </label>
            <div className="flex items-center gap-3">
              <input id={id} type="range" min="0" max="100" step="5" value={Math.round(volume * 100)} onChange={(event) => engine.setVolume(event.target.valueAsNumber / 100)} className="h-11 w-full" />
              <Button onClick={() => engine.test()}>{t.sound.test}</Button>
            </div>
          </div>
          {muted ? (
            <Button tone="primary" className="w-full" onClick={() => engine.mute(0)}>
              {t.sound.unmute}
            </Button>
          ) : (
            <div role="group" aria-label={t.sound.mute}>
              <p className="mb-1.5 text-sm font-medium">{t.sound.mute}</p>
              <div className="grid grid-cols-3 gap-2">
                {MUTE_MINUTES.map((minutes) => (
                  <Button key={minutes} className="px-2" onClick={() => engine.mute(minutes * 60_000)}>
                    {t.sound.minutes(minutes)}
                  </Button>
                ))}
              </div>
            </div>
          )}
          <p className="text-sm text-muted">{t.sound.device}</p>
        </div>
      )}
    </Popover>
  );
}
