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

/**
 * How long an attempt gets before the next one replaces it: twice as long each time, because on a
 * slow line an attempt that is cut short would never succeed.
 */
export function attemptTime(attempts: number): number {
  return Math.min(4_000 * 2 ** attempts, 30_000);
}

export class Nudge {
  #downSince: number | null = null;
  #nextProbe = 0;
  #probing = false;
  #attempts = 0;

  constructor(
    private readonly reconnect: () => void,
    private readonly healthy: () => Promise<boolean> = isHealthy,
  ) {}

  /** The line works. */
  up(): void {
    this.#downSince = null;
    this.#attempts = 0;
  }

  /** The line is down since `now`; the library gets `grace` ms to mend it by itself. */
  down(now: number, grace = probeDelay(0)): void {
    if (this.#downSince !== null) return;
    this.#downSince = now;
    this.#nextProbe = now + grace;
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
    if (!healthy) {
      this.#nextProbe = now + probeDelay(now - this.#downSince);
      return;
    }
    this.#nextProbe = now + attemptTime(this.#attempts);
    this.#attempts += 1;
    this.reconnect();
  }
}
