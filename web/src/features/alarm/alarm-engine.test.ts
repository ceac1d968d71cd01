import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AlarmEngine } from '@/features/alarm/alarm-engine';
import type { Leadership } from '@/features/alarm/alarm-state';
import { LeaseLeader } from '@/features/alarm/leader';
import { Ringer } from '@/features/alarm/ringer';
import { readSettings } from '@/features/alarm/sound-settings';
import { makeOrder } from '@/realtime/testing/history';

/** A ringer that a browser allows to sound, and whose sound is always measured. */
class AudibleRinger extends Ringer {
  allowed = true;
  on = false;
  chimes = 0;
  override get running() {
    return this.allowed;
  }
  override get ringing() {
    return this.on;
  }
  override get evidence() {
    return { startedAt: Date.now(), heardAt: this.on ? Date.now() : null };
  }
  override open() {
    // jsdom has no audio.
  }
  override ring() {
    this.on = true;
  }
  override stop() {
    this.on = false;
  }
  override chime() {
    this.chimes += 1;
  }
}

const leader = { leadership: 'self' as Leadership, compete: vi.fn(), close: vi.fn() };
let ringer: AudibleRinger;
let engine: AlarmEngine;
const shown = () => document.documentElement.dataset.alarm;

beforeEach(() => {
  leader.leadership = 'self';
  ringer = new AudibleRinger(() => undefined);
  engine = new AlarmEngine((local) => local, ringer, leader);
  engine.start();
});
afterEach(() => engine.stop());

const due = () => makeOrder(1, { rings_at: new Date(Date.now() - 1_000).toISOString() });

describe('the engine', () => {
  it('rings for a due order and is silent in the same turn once it was accepted', () => {
    engine.setOrders([due()]);
    expect(shown()).toBe('ringing');
    engine.setOrders([{ ...due(), rings_at: null, version: 2 }]);
    expect(ringer.on).toBe(false);
    expect(shown()).toBe('silent');
  });

  it('begins to ring when the time of an order comes, without any event', () => {
    vi.useFakeTimers();
    engine.setOrders([makeOrder(1, { rings_at: new Date(Date.now() + 60_000).toISOString() })]);
    expect(shown()).toBe('silent');
    vi.advanceTimersByTime(60_000);
    engine.tick();
    expect(shown()).toBe('ringing');
    vi.useRealTimers();
  });

  it('says blocked, and gives the bell away, when the browser forbids sound', () => {
    ringer.allowed = false;
    leader.leadership = 'none';
    engine.setOrders([due()]);
    expect(shown()).toBe('blocked');
    expect(leader.compete).toHaveBeenLastCalledWith(false, expect.any(Number));
  });

  it('keeps quiet while another tab rings', () => {
    leader.leadership = 'other';
    engine.setOrders([due()]);
    expect(ringer.on).toBe(false);
    expect(shown()).toBe('elsewhere');
  });

  it('is muted for ten minutes at most, and rings by itself afterwards', () => {
    vi.useFakeTimers();
    engine.setOrders([due()]);
    engine.mute(60 * 60_000);
    expect(shown()).toBe('muted');
    expect(ringer.on).toBe(false);
    vi.advanceTimersByTime(10 * 60_000 + 1);
    engine.tick();
    expect(shown()).toBe('ringing');
    vi.useRealTimers();
  });

  it('calls volume zero by its name', () => {
    engine.setOrders([due()]);
    engine.setVolume(0);
    expect(shown()).toBe('muted');
    engine.setVolume(0.5);
    expect(shown()).toBe('ringing');
    expect(readSettings(Date.now()).volume).toBe(0.5);
  });

  it('follows a mute of another tab', () => {
    engine.setOrders([due()]);
    localStorage.setItem('orderbell.sound', JSON.stringify({ volume: 1, mutedUntil: Date.now() + 60_000 }));
    window.dispatchEvent(new StorageEvent('storage', { key: 'orderbell.sound' }));
    expect(shown()).toBe('muted');
  });
});

describe('one sound', () => {
  it('is made once for what comes together, in the tab that has the bell, and does not ring', () => {
    engine.chime();
    engine.chime();
    expect(ringer.chimes).toBe(1);
    expect(ringer.on).toBe(false);
    expect(shown()).toBe('silent');
  });

  it('is not made while it rings, while muted, or in another tab', () => {
    engine.setOrders([due()]);
    engine.chime();
    engine.setOrders([]);
    engine.mute(60_000);
    engine.chime();
    engine.mute(0);
    leader.leadership = 'other';
    engine.chime();
    expect(ringer.chimes).toBe(0);
    leader.leadership = 'self';
    engine.chime();
    expect(ringer.chimes).toBe(1);
  });
});

describe('stored settings', () => {
  it.each(['nonsense', '{"volume":9,"mutedUntil":1e99}', '{"volume":"x"}', 'null'])('never silence the alarm by accident: %s', (stored) => {
    localStorage.setItem('orderbell.sound', stored);
    const settings = readSettings(Date.now());
    expect(settings.volume).toBeGreaterThan(0);
    expect(settings.mutedUntil).toBe(0);
  });
});

describe('the lease of plain http', () => {
  it('is held by one tab, and passes on when that tab is gone', () => {
    const changed = vi.fn();
    const [first, second] = [new LeaseLeader(changed), new LeaseLeader(changed)];
    first.compete(true, 1_000);
    second.compete(true, 1_000);
    expect([first.leadership, second.leadership]).toEqual(['self', 'other']);
    second.compete(true, 4_600);
    expect(second.leadership).toBe('self');
    first.compete(true, 4_700);
    expect(first.leadership).toBe('other');
    second.close();
    first.compete(true, 4_800);
    expect(first.leadership).toBe('self');
  });

  it('is not taken by a tab that may not sound', () => {
    const [mute, loud] = [new LeaseLeader(vi.fn()), new LeaseLeader(vi.fn())];
    mute.compete(false, 1_000);
    loud.compete(true, 1_000);
    expect([mute.leadership, loud.leadership]).toEqual(['none', 'self']);
  });
});
