/**
 * Makes the bell heard, and knows whether it really is: everything passes an analyser on its way
 * out, so "ringing" means measured sound and not merely a call that returned. Knows no orders.
 */
import { periodOf, ringSamples, type Urgency } from '@/features/alarm/ring-samples';

/** Below this a sample counts as silence. */
const AUDIBLE = 1e-4;
const LISTEN_EVERY_MS = 150;

export class Ringer {
  #context: AudioContext | null = null;
  #gain: GainNode | null = null;
  #analyser: AnalyserNode | null = null;
  #source: AudioBufferSourceNode | null = null;
  #urgency: Urgency | null = null;
  #volume = 1;
  #listening: ReturnType<typeof setInterval> | null = null;
  #startedAt = 0;
  #heardAt: number | null = null;
  #buffers = new Map<Urgency | 'chime', AudioBuffer>();

  /** `onChange` is told when the browser allows or withdraws sound. */
  constructor(private readonly onChange: () => void) {}

  /** True while the browser lets this page make sound. */
  get running(): boolean {
    return this.#context?.state === 'running';
  }

  get ringing(): boolean {
    return this.#source !== null;
  }

  /** When the ring began (ms), and when sound was last measured since; both for the alarm's state. */
  get evidence(): { startedAt: number; heardAt: number | null } {
    return { startedAt: this.#startedAt, heardAt: this.#heardAt };
  }

  /** The length of the present ring's period in ms; within it there must be sound. */
  get periodMs(): number {
    return periodOf(this.#urgency ?? 0) * 1_000;
  }

  /** Opens the way out. Without a user's gesture most browsers leave it suspended until `resume`. */
  open(): void {
    if (this.#context || typeof AudioContext === 'undefined') return;
    const context = new AudioContext();
    this.#gain = context.createGain();
    this.#analyser = context.createAnalyser();
    this.#gain.connect(this.#analyser).connect(context.destination);
    this.#gain.gain.value = this.#volume ** 2;
    this.#context = context;
    context.addEventListener('statechange', this.onChange);
  }

  /** To be called inside a gesture. */
  resume(): void {
    this.open();
    const context = this.#context;
    if (!context || context.state === 'running' || context.state === 'closed') return;
    context.resume().then(this.onChange, this.onChange);
  }

  /** 0 to 1, as the slider stands; loudness is felt as its square. */
  setVolume(volume: number): void {
    this.#volume = volume;
    if (this.#gain && this.#context) this.#gain.gain.setTargetAtTime(volume ** 2, this.#context.currentTime, 0.02);
  }

  /** Rings until `stop`; ringing already at this urgency, it goes on undisturbed. */
  ring(urgency: Urgency): void {
    if (!this.#context || !this.running || this.#urgency === urgency) return;
    const first = this.#source === null;
    this.#silence();
    this.#source = this.#play(urgency, true);
    this.#urgency = urgency;
    if (first) {
      this.#startedAt = Date.now();
      this.#heardAt = null;
    }
    this.#listening ??= setInterval(() => this.#listen(), LISTEN_EVERY_MS);
  }

  stop(): void {
    this.#silence();
    this.#urgency = null;
    this.#heardAt = null;
    if (this.#listening) clearInterval(this.#listening);
    this.#listening = null;
  }

  /** One ring, to hear how loud it is. */
  test(): void {
    if (this.running && !this.#source) this.#play(0, false);
  }

  close(): void {
    this.stop();
    this.#context?.removeEventListener('statechange', this.onChange);
    void this.#context?.close();
    this.#context = null;
  }

  /** One sound, unless it rings: then there is enough to be heard. */
  chime(): void {
    if (this.running && !this.#source) this.#play('chime', false);
  }

  #play(urgency: Urgency | 'chime', loop: boolean): AudioBufferSourceNode | null {
    if (!this.#context || !this.#gain) return null;
    const source = this.#context.createBufferSource();
    source.buffer = this.#buffer(this.#context, urgency);
    source.loop = loop;
    source.connect(this.#gain);
    source.start();
    return source;
  }

  #buffer(context: AudioContext, urgency: Urgency | 'chime'): AudioBuffer {
    const held = this.#buffers.get(urgency);
    if (held) return held;
    const samples = ringSamples(urgency, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    this.#buffers.set(urgency, buffer);
    return buffer;
  }

  #silence(): void {
    this.#source?.stop();
    this.#source?.disconnect();
    this.#source = null;
  }

  #listen(): void {
    if (!this.#analyser || !this.running) return;
    const window = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(window);
    if (!window.some((sample) => Math.abs(sample) > AUDIBLE)) return;
    const first = this.#heardAt === null;
    this.#heardAt = Date.now();
    if (first) this.onChange();
  }
}
