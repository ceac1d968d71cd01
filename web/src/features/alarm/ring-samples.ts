/**
 * The sound itself, computed: a counter bell, struck a few times, then a pause. One array is one
 * full period, so the audio clock repeats it without any timer of ours.
 */

/** How urgent: 0 for the first half minute, 1 up to a minute and a half, 2 from then on. */
export type Urgency = 0 | 1 | 2;

interface Pattern {
  /** Length of one period in seconds, pause included; never above 5. */
  period: number;
  strikes: readonly { at: number; pitch: number }[];
}

const HIGH = 1_046.5;
const LOW = 784;

const PATTERNS: Readonly<Record<Urgency, Pattern>> = {
  0: { period: 5, strikes: [{ at: 0, pitch: HIGH }, { at: 0.34, pitch: HIGH }] },
  1: { period: 3.4, strikes: [{ at: 0, pitch: HIGH }, { at: 0.26, pitch: HIGH }, { at: 0.52, pitch: HIGH }] },
  2: {
    period: 2.4,
    strikes: [
      { at: 0, pitch: HIGH },
      { at: 0.24, pitch: LOW },
      { at: 0.48, pitch: HIGH },
      { at: 0.72, pitch: LOW },
    ],
  },
};

/** Struck once, and lower: what needs a look and no answer. */
const CHIME: Pattern = { period: 1.6, strikes: [{ at: 0, pitch: LOW }, { at: 0.18, pitch: HIGH }] };

/** Partials of a small bell: [multiple of the pitch, loudness, seconds until it has faded to a third]. */
const PARTIALS = [
  [1, 1, 0.55],
  [2.01, 0.6, 0.4],
  [2.76, 0.35, 0.28],
  [4.07, 0.25, 0.16],
  [5.4, 0.18, 0.09],
] as const;

/** Urgency of an alarm that has been ringing for `ms`. */
export function urgencyOf(ms: number): Urgency {
  if (ms < 30_000) return 0;
  return ms < 90_000 ? 1 : 2;
}

export function periodOf(urgency: Urgency): number {
  return PATTERNS[urgency].period;
}

/** One period at `sampleRate`, within -1..1; begins and ends at silence, so the loop has no click. */
export function ringSamples(urgency: Urgency | 'chime', sampleRate: number): Float32Array<ArrayBuffer> {
  const { period, strikes } = urgency === 'chime' ? CHIME : PATTERNS[urgency];
  const samples = new Float32Array(Math.round(period * sampleRate));
  for (const strike of strikes) {
    const start = Math.round(strike.at * sampleRate);
    for (const [multiple, loudness, decay] of PARTIALS) {
      const step = (2 * Math.PI * strike.pitch * multiple) / sampleRate;
      for (let i = start; i < samples.length; i += 1) {
        const seconds = (i - start) / sampleRate;
        const fall = Math.exp(-seconds / decay);
        if (fall < 1e-4) break;
        const attack = Math.min(1, seconds / 0.004);
        samples[i] = (samples[i] ?? 0) + loudness * attack * fall * Math.sin(step * (i - start));
      }
    }
  }
  return shaped(samples, sampleRate);
}

/** Loudest point at 0.9, and the last 20 ms faded out. */
function shaped(samples: Float32Array<ArrayBuffer>, sampleRate: number): Float32Array<ArrayBuffer> {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const tail = Math.round(0.02 * sampleRate);
  for (let i = 0; i < samples.length; i += 1) {
    const fade = Math.min(1, (samples.length - 1 - i) / tail);
    samples[i] = ((samples[i] ?? 0) / peak) * 0.9 * fade;
  }
  return samples;
}
