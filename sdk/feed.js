/**
 * The order of events on one channel: decides what is applied, what is a repeat, and when something is missing.
 *
 * No socket, no clock and no fetch in here, so that its one promise can be tested with random histories: every logged
 * event is applied exactly once and in order, or the application is told to start from a snapshot.
 *
 * Each logged event carries `seq`, its position in the server's log, and `prev`, the position of the event before it on
 * the same channel. An event is applied when its `prev` is covered already. Positions mean something only within one
 * `epoch` of the log.
 */

/** Events that may wait for a snapshot. Beyond it they are dropped, and asked for again after the snapshot. */
const WAITING_LIMIT = 1024;

export class Feed {
  /** Position of the last event applied; `null` before there is one. */
  #last = null;
  #epoch = null;
  /** `off`: not subscribed. `loading`: waits for a snapshot. `live`: applies. `asking`: has asked for what is missing. */
  #state = 'off';
  #waiting = [];
  #overflowed = false;
  /** Where the subscription starts; a snapshot may be older. */
  #start = 0;
  #load = 0;
  #handlers;

  /**
   * @param {object} handlers
   * @param {(event: object) => void} handlers.apply an event in its turn, or one that is not logged
   * @param {() => void} handlers.ask subscribe again: `resumeFrom()` says from where
   * @param {((load: number) => void) | null} handlers.load fetch a snapshot and answer with `loaded`; null without one
   * @param {(reason: string) => void} handlers.lost events are missing and there is no snapshot to make up for them
   * @param {() => void} handlers.confirmed everything up to the head of the log has been applied
   */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  get last() {
    return this.#last;
  }

  get epoch() {
    return this.#epoch;
  }

  /** What to say when subscribing; nothing the first time. */
  resumeFrom() {
    return this.#last === null ? {} : { after: this.#last, epoch: this.#epoch };
  }

  /** The connection is gone. What waits is repeated by the server later. */
  disconnected() {
    this.#state = 'off';
    this.#forgetWaiting();
  }

  /** The server's answer to a subscription: `epoch`, `seq`, whether it goes on where we were, and why not. */
  subscribed({ epoch, seq, recovered, reason }) {
    if (recovered && this.#last !== null && epoch === this.#epoch) {
      this.#state = 'live';
      return;
    }
    if (this.#handlers.load) {
      this.#epoch = epoch;
      this.#start = seq;
      this.#startLoading();
      return;
    }
    const hadPosition = this.#last !== null;
    this.#epoch = epoch;
    this.#last = seq;
    this.#state = 'live';
    if (hadPosition) this.#handlers.lost(reason ?? 'not_recovered');
  }

  /** A snapshot has arrived for the load of that number. False when nobody waits for it any more. */
  loaded(load, { epoch, seq }) {
    if (load !== this.#load || this.#state !== 'loading') return false;
    // Another epoch: the log was replaced after the subscription, and what waits belongs to the old one.
    if (epoch !== this.#epoch) this.#forgetWaiting();
    this.#epoch = epoch;
    this.#last = seq;
    return true;
  }

  /** Call after the snapshot was handed to the application: applies what came meanwhile. */
  resume() {
    const waiting = this.#waiting;
    const incomplete = this.#overflowed || this.#last < this.#start;
    this.#forgetWaiting();
    this.#state = 'live';
    if (incomplete) this.#askAgain();
    for (const event of waiting) this.event(event);
  }

  /** An event from the socket. */
  event(event) {
    if (event.seq === undefined) {
      this.#handlers.apply(event);
      return;
    }
    if (this.#state === 'loading') {
      if (this.#waiting.length < WAITING_LIMIT) this.#waiting.push(event);
      else this.#overflowed = true;
      return;
    }
    if (this.#state !== 'live' || event.seq <= this.#last) return;
    if (event.prev > this.#last) {
      this.#askAgain();
      return;
    }
    this.#last = event.seq;
    this.#handlers.apply(event);
  }

  /** The server says that the channel's newest event is this one. Notices the loss of the last event, which `prev` cannot. */
  position(seq) {
    if (this.#state !== 'live') return;
    if (seq > this.#last) this.#askAgain();
    else this.#handlers.confirmed();
  }

  #startLoading() {
    this.#forgetWaiting();
    this.#state = 'loading';
    this.#load += 1;
    this.#handlers.load(this.#load);
  }

  #askAgain() {
    if (this.#state !== 'live') return;
    this.#state = 'asking';
    this.#handlers.ask();
  }

  #forgetWaiting() {
    this.#waiting = [];
    this.#overflowed = false;
  }
}
