/**
 * Volume and mute of this device, not of the account: the kitchen may be loud while the office is
 * quiet. Kept in localStorage, whose events carry a change to the other tabs.
 */
export interface SoundSettings {
  /** 0 to 1. */
  volume: number;
  /** Muted until then (ms); in the past means not muted. */
  mutedUntil: number;
}

/** Nobody may switch the alarm off for longer; forgetting it would lose orders. */
export const LONGEST_MUTE_MS = 10 * 60_000;

const STORED = 'orderbell.sound';
const DEFAULTS: SoundSettings = { volume: 0.8, mutedUntil: 0 };

export function readSettings(now: number): SoundSettings {
  try {
    const given = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<SoundSettings>;
    const volume = typeof given.volume === 'number' ? Math.min(1, Math.max(0, given.volume)) : DEFAULTS.volume;
    // A mute that is longer than allowed was written by hand or by a wrong clock.
    const mutedUntil = typeof given.mutedUntil === 'number' && given.mutedUntil <= now + LONGEST_MUTE_MS ? given.mutedUntil : 0;
    return { volume, mutedUntil };
  } catch {
    return DEFAULTS;
  }
}

export function writeSettings(settings: SoundSettings): void {
  localStorage.setItem(STORED, JSON.stringify(settings));
}

/** Calls `listener` when another tab of this browser changed the settings. */
export function onSettingsElsewhere(listener: () => void): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key === STORED) listener();
  };
  window.addEventListener('storage', heard);
  return () => window.removeEventListener('storage', heard);
}

export function isMuted(settings: SoundSettings, now: number): boolean {
  return settings.volume === 0 || settings.mutedUntil > now;
}
