import { describe, expect, it } from 'vitest';
import { periodOf, ringSamples, urgencyOf } from '@/features/alarm/ring-samples';

describe.each([0, 1, 2] as const)('the ring at urgency %i', (urgency) => {
  const rate = 16_000;
  const samples = ringSamples(urgency, rate);

  it('is as long as its period, and no pause is longer than five seconds', () => {
    expect(samples.length).toBe(Math.round(periodOf(urgency) * rate));
    expect(periodOf(urgency)).toBeLessThanOrEqual(5);
  });

  it('is loud, never clips, and repeats without a click', () => {
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(peak).toBeGreaterThan(0.85);
    expect(peak).toBeLessThanOrEqual(0.9001);
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001);
  });
});

it('grows more urgent after half a minute and after a minute and a half', () => {
  expect([0, 29_999, 30_000, 89_999, 90_000].map(urgencyOf)).toEqual([0, 0, 1, 1, 2]);
});

it('has a single sound for what does not ring, shorter than any ring', () => {
  const samples = ringSamples('chime', 16_000);
  expect(samples.length / 16_000).toBeLessThan(periodOf(2));
  expect(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeCloseTo(0.9, 2);
});
