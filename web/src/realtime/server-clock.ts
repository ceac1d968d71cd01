/**
 * Ages and ring times are counted on the server's clock: a tablet whose clock is ten minutes off
 * must not ring ten minutes late.
 */
export class ServerClock {
  #offset = 0;

  /** Takes a reading: the server said `serverTime` in an answer that arrived at `receivedAt` (ms, our clock). */
  observe(serverTime: string, receivedAt: number): void {
    const parsed = Date.parse(serverTime);
    if (Number.isFinite(parsed)) this.#offset = parsed - receivedAt;
  }

  /** An event cannot come from the future: a time ahead of our reckoning moves it forward. */
  observeEvent(at: string, receivedAt: number): void {
    const parsed = Date.parse(at);
    if (Number.isFinite(parsed)) this.#offset = Math.max(this.#offset, parsed - receivedAt);
  }

  /** Server time in ms for the local time `local`. */
  at(local: number): number {
    return local + this.#offset;
  }
}
