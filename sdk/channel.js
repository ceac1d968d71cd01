/** One followed channel: its feed, its snapshot, and what the application wants to know about it. Knows no socket. */
import { Feed } from './feed.js';
import { guard, report } from './guard.js';
import { pause } from './pause.js';

/** A channel whose position was not confirmed for so long is stale, in milliseconds. */
const STALE_AFTER = 15_000;

export class Channel {
  #handlers;
  #stale = null;
  #staleTimer = null;
  #retryTimer = null;
  #failures = 0;

  constructor(name, handlers, ask) {
    this.name = name;
    this.#handlers = handlers;
    this.feed = new Feed({
      apply: (event) => {
        // The place of an event that this client has sent itself and asked not to get.
        if (event.name === 'orderbell:withheld') return;
        guard(() => handlers.onEvent({ name: event.name, channel: event.channel, data: event.data, seq: event.seq }));
      },
      ask,
      load: handlers.snapshot ? (load) => void this.#load(load) : null,
      lost: (reason) => guard(() => handlers.onLost?.(reason)),
      confirmed: () => this.#fresh(),
    });
    this.#expectConfirmation();
  }

  subscribed(resume) {
    this.#failures = 0;
    if (resume) {
      this.feed.subscribed(resume);
      return;
    }
    this.refused(new Error(`orderbell: the server keeps no log of ${this.name}: list it under \`replay\``));
  }

  refused(error) {
    guard(() => (this.#handlers.onError ?? report)(error));
  }

  retryLater(retry) {
    clearTimeout(this.#retryTimer);
    this.#failures += 1;
    this.#retryTimer = setTimeout(retry, pause(this.#failures));
  }

  disconnected() {
    clearTimeout(this.#retryTimer);
    this.feed.disconnected();
  }

  stop() {
    clearTimeout(this.#staleTimer);
  }

  async #load(load) {
    let snapshot;
    try {
      snapshot = await this.#handlers.snapshot();
      if (typeof snapshot?.epoch !== 'string' || !Number.isSafeInteger(snapshot.seq)) {
        throw new TypeError(`orderbell: the snapshot of ${this.name} lacks its \`epoch\` or \`seq\``);
      }
    } catch (error) {
      this.refused(error);
      this.retryLater(() => void this.#load(load));
      return;
    }
    if (!this.feed.loaded(load, snapshot)) return;
    this.#failures = 0;
    guard(() => this.#handlers.onSnapshot?.(snapshot.state));
    this.feed.resume();
  }

  #fresh() {
    this.#become(false);
    this.#expectConfirmation();
  }

  #expectConfirmation() {
    clearTimeout(this.#staleTimer);
    this.#staleTimer = setTimeout(() => this.#become(true), STALE_AFTER);
    this.#staleTimer.unref?.();
  }

  #become(stale) {
    if (this.#stale === stale) return;
    this.#stale = stale;
    guard(() => this.#handlers.onStale?.(stale));
  }
}
