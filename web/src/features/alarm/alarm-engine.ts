/**
 * Rings while any order in sight is due, in one tab of this browser, and tells the truth about it.
 * Works outside React and is told of every change at once: an acceptance anywhere must silence this
 * page in its own turn, not in its next frame.
 */
import type { Order } from '@/api/model';
import { alarmState, type AlarmState, type Due, dueAt } from '@/features/alarm/alarm-state';
import { chooseLeader, type Leader } from '@/features/alarm/leader';
import { urgencyOf } from '@/features/alarm/ring-samples';
import { Ringer } from '@/features/alarm/ringer';
import { isMuted, LONGEST_MUTE_MS, onSettingsElsewhere, readSettings, type SoundSettings, writeSettings } from '@/features/alarm/sound-settings';

export interface AlarmView {
  readonly state: AlarmState;
  readonly due: Due;
  readonly settings: SoundSettings;
  /** The browser lets this tab sound. */
  readonly audible: boolean;
}

/** Several things that happen at once are one sound. */
const CHIME_APART_MS = 3_000;

const GESTURES = ['pointerdown', 'pointerup', 'keydown'] as const;

export class AlarmEngine {
  #view: AlarmView;
  #orders: Iterable<Order> = [];
  #listeners = new Set<() => void>();
  #cleanups: (() => void)[] = [];
  #chimedAt = Number.NEGATIVE_INFINITY;
  readonly #ringer: Ringer;
  readonly #leader: Leader;

  constructor(
    private readonly serverTime: (local: number) => number,
    ringer?: Ringer,
    leader?: Leader,
  ) {
    this.#ringer = ringer ?? new Ringer(() => this.#evaluate());
    this.#leader = leader ?? chooseLeader(() => this.#evaluate());
    this.#view = { state: 'silent', due: { count: 0, oldest: null }, settings: readSettings(Date.now()), audible: false };
  }

  get view(): AlarmView {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#ringer.setVolume(this.#view.settings.volume);
    this.#ringer.open();
    const unlock = () => this.unlock();
    for (const gesture of GESTURES) document.addEventListener(gesture, unlock, { capture: true, passive: true });
    this.#cleanups = [
      onSettingsElsewhere(() => this.#adopt(readSettings(Date.now()))),
      () => {
        for (const gesture of GESTURES) document.removeEventListener(gesture, unlock, { capture: true });
      },
    ];
    this.#evaluate();
  }

  stop(): void {
    for (const clean of this.#cleanups) clean();
    this.#cleanups = [];
    this.#ringer.close();
    this.#leader.close();
    delete document.documentElement.dataset.alarm;
  }

  setOrders(orders: Iterable<Order>): void {
    this.#orders = orders;
    this.#evaluate();
  }

  tick(): void {
    this.#evaluate();
  }

  /** To be called inside a gesture: the browser then allows sound. */
  unlock(): void {
    if (!this.#ringer.running) this.#ringer.resume();
  }

  /** The way out claims to be open and nothing is heard: opens a new one. To be called inside a gesture. */
  revive(): void {
    if (this.#ringer.running) this.#ringer.close();
    this.#ringer.resume();
    this.#evaluate();
  }

  test(): void {
    this.unlock();
    this.#ringer.test();
  }

  /** One sound for something that matters and does not ring; in one tab, and neither muted nor while it rings. */
  chime(): void {
    const now = Date.now();
    if (isMuted(this.#view.settings, now) || this.#leader.leadership !== 'self' || this.#ringer.ringing || now - this.#chimedAt < CHIME_APART_MS) return;
    this.#chimedAt = now;
    this.#ringer.chime();
  }

  setVolume(volume: number): void {
    this.#save({ ...this.#view.settings, volume });
  }

  /** Mutes for `ms`, at most ten minutes; 0 ends a mute. */
  mute(ms: number): void {
    this.#save({ ...this.#view.settings, mutedUntil: ms === 0 ? 0 : Date.now() + Math.min(ms, LONGEST_MUTE_MS) });
  }

  #save(settings: SoundSettings): void {
    writeSettings(settings);
    this.#adopt(settings);
  }

  #adopt(settings: SoundSettings): void {
    this.#view = { ...this.#view, settings };
    this.#ringer.setVolume(settings.volume);
    this.#evaluate();
  }

  #evaluate(): void {
    const now = Date.now();
    const { settings } = this.#view;
    const due = dueAt(this.#orders, this.serverTime(now));
    const muted = isMuted(settings, now);
    const audible = this.#ringer.running;
    this.#leader.compete(audible, now);
    const mine = this.#leader.leadership === 'self';
    if (due.oldest && !muted && mine) this.#ringer.ring(urgencyOf(this.serverTime(now) - due.oldest.since));
    else if (this.#ringer.ringing) this.#ringer.stop();

    const { startedAt, heardAt } = this.#ringer.evidence;
    const state = alarmState(
      { due: due.count, muted, audible, leadership: this.#leader.leadership, startedAt: this.#ringer.ringing ? startedAt : null, heardAt, periodMs: this.#ringer.periodMs },
      now,
    );
    document.documentElement.dataset.alarm = state === 'starting' ? 'silent' : state;
    this.#publish({ state, due, settings, audible });
  }

  #publish(view: AlarmView): void {
    const before = this.#view;
    const same =
      before.state === view.state &&
      before.audible === view.audible &&
      before.settings === view.settings &&
      before.due.count === view.due.count &&
      before.due.oldest?.order === view.due.oldest?.order;
    this.#view = same ? before : view;
    if (!same) for (const listener of this.#listeners) listener();
  }
}
