import { describe, expect, it } from 'vitest';
import { type AlarmFacts, alarmState, dueAt } from '@/features/alarm/alarm-state';
import { makeOrder } from '@/realtime/testing/history';

const NOW = 1_000_000;
const ringing: AlarmFacts = { due: 1, muted: false, audible: true, leadership: 'self', startedAt: NOW - 500, heardAt: NOW - 100, periodMs: 5_000 };

describe('the alarm', () => {
  it.each([
    ['silent', { ...ringing, due: 0 }],
    ['ringing', ringing],
    ['ringing', { ...ringing, startedAt: NOW - 60_000, heardAt: NOW - 2_900 }],
    ['muted', { ...ringing, muted: true }],
    ['muted', { ...ringing, muted: true, audible: false }],
    ['elsewhere', { ...ringing, leadership: 'other', startedAt: null, heardAt: null }],
    ['blocked', { ...ringing, audible: false, leadership: 'none', startedAt: null, heardAt: null }],
    ['starting', { ...ringing, leadership: 'none', startedAt: null, heardAt: null }],
    ['starting', { ...ringing, heardAt: null }],
    // Told to ring, and for more than a period nothing was measured: that is no ringing.
    ['blocked', { ...ringing, startedAt: NOW - 6_500, heardAt: null }],
    ['blocked', { ...ringing, startedAt: NOW - 60_000, heardAt: NOW - 6_001 }],
  ] as const)('is %s', (expected, facts) => {
    expect(alarmState(facts, NOW)).toBe(expected);
  });
});

describe('due orders', () => {
  const at = Date.parse('2026-11-21T04:00:00Z');

  it('are those whose time to ring has come, and no others', () => {
    const orders = [
      makeOrder(1, { placed_at: '2026-11-21T03:50:00Z', rings_at: '2026-11-21T03:50:00Z' }),
      makeOrder(2, { placed_at: '2026-11-21T03:40:00Z', rings_at: '2026-11-21T04:00:30Z' }),
      makeOrder(3, { rings_at: null }),
      makeOrder(4, { placed_at: '2026-11-21T03:55:00Z', rings_at: '2026-11-21T03:56:00Z' }),
    ];
    expect(dueAt(orders, at)).toMatchObject({ count: 2, oldest: { order: { uid: 'uid-000001' }, since: Date.parse('2026-11-21T03:50:00Z') } });
    expect(dueAt(orders, at + 30_000)).toMatchObject({ count: 3, oldest: { order: { uid: 'uid-000002' } } });
  });

  it('are none in an empty shop', () => {
    expect(dueAt([], at)).toEqual({ count: 0, oldest: null });
  });
});
