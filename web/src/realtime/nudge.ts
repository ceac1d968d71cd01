/**
 * After a refused connection pusher-js sleeps 15 s, then 30 s. A shop does not wait so long: while
 * the line is down this asks `/healthz` every second and reconnects as soon as it answers.
 */
import { isHealthy } from '@/api/calls';

/** How long to wait before the next question, in ms, by how long the line has been down. */
export function probeDelay(downFor: number): number {
  // Shorter than the tick, so that every tick asks.
  if (downFor < 60_000) return 700;
  if (downFor < 300_000) return 3_000;
  return 8_000;
}

/** A connection attempt gets this long before the next one replaces it. */
const ATTEMPT_MS = 4_000;

export class Nudge {
  #downSince: number | null = null;
  #nextProbe = 0;
  #probing = false;

  constructor(
    private readonly reconnect: () => void,
    private readonly healthy: () => Promise<boolean> = isHealthy,
  ) {}

  /** The line is up, or down since `now`. */
  line(up: boolean, now: number): void {
    if (up) this.#downSince = null;
    else if (this.#downSince === null) {
      this.#downSince = now;
      // The library reconnects by itself at first; let it.
      this.#nextProbe = now + probeDelay(0);
    }
  }

  /** Something says that now is a good moment (back online, page visible again). */
  hurry(now: number): void {
    this.#nextProbe = now;
    void this.tick(now);
  }

  async tick(now: number): Promise<void> {
    if (this.#downSince === null || this.#probing || now < this.#nextProbe) return;
    this.#probing = true;
    const healthy = await this.healthy();
    this.#probing = false;
    if (this.#downSince === null) return;
    if (healthy) this.reconnect();
    this.#nextProbe = now + (healthy ? ATTEMPT_MS : probeDelay(now - this.#downSince));
  }
}
