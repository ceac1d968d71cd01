import { describe, expect, it } from 'vitest';
import { type ConnectionFacts, connectionOf } from '@/realtime/connection';

const facts: ConnectionFacts = { link: 'connected', following: true, doubtful: false, confirmedAt: 1_000, startedAt: 0, online: true };

describe('the dot', () => {
  it.each([
    ['live', facts, 5_000],
    ['stale', facts, 16_001],
    ['syncing', { ...facts, following: false, doubtful: true }, 5_000],
    ['live', { ...facts, following: false }, 5_000],
    ['stale', { ...facts, following: false }, 16_001],
    ['connecting', { ...facts, confirmedAt: null, following: false }, 5_000],
    ['connecting', { ...facts, link: 'connecting', confirmedAt: null }, 5_000],
    ['lost', { ...facts, link: 'connecting', confirmedAt: null }, 10_001],
    ['lost', { ...facts, link: 'lost', confirmedAt: null }, 500],
    ['lost', { ...facts, link: 'lost' }, 1_500],
    ['offline', { ...facts, link: 'lost', online: false }, 1_500],
    // A till on a local network may be "offline" for the browser and well connected.
    ['live', { ...facts, online: false }, 1_500],
  ] as const)('says %s', (expected, given, now) => {
    expect(connectionOf(given, now)).toBe(expected);
  });
});
