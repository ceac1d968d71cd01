/**
 * One tab of a browser sounds, however many show the page. Only a tab that may make sound competes,
 * so a tab that the browser keeps mute can never hold the bell.
 *
 * Web Locks do it exactly, and a tab that holds a lock is not frozen; but browsers offer them on
 * https and localhost only. A till at http://192.168.1.5 gets a lease in localStorage instead,
 * where the worst case is two bells for a second.
 */
import type { Leadership } from '@/features/alarm/alarm-state';

export interface Leader {
  readonly leadership: Leadership;
  /** Takes part while `wanted`; gives the bell away otherwise. To be called about once a second. */
  compete(wanted: boolean, now: number): void;
  close(): void;
}

const NAME = 'orderbell-ring';

/** The best way of choosing that this browser has; `onChange` is told when the bell changes hands. */
export function chooseLeader(onChange: () => void): Leader {
  return 'locks' in navigator ? new LockLeader(onChange) : new LeaseLeader(onChange);
}

class LockLeader implements Leader {
  leadership: Leadership = 'none';
  #release: (() => void) | null = null;
  #request: AbortController | null = null;

  constructor(private readonly onChange: () => void) {}

  compete(wanted: boolean): void {
    if (wanted && !this.#request && !this.#release) this.#queue();
    if (!wanted) this.#withdraw();
    if (!this.#release) void this.#look();
  }

  close(): void {
    this.#withdraw();
  }

  #queue(): void {
    const request = new AbortController();
    this.#request = request;
    navigator.locks
      .request(NAME, { signal: request.signal }, () => {
        if (request.signal.aborted) return Promise.resolve();
        this.#set('self');
        return new Promise<void>((resolve) => {
          this.#release = resolve;
        });
      })
      .catch(() => {
        if (this.#request === request) this.#request = null;
      });
  }

  #withdraw(): void {
    this.#request?.abort();
    this.#request = null;
    if (!this.#release) return;
    this.#release();
    this.#release = null;
    this.#set('none');
  }

  async #look(): Promise<void> {
    const { held } = await navigator.locks.query();
    if (this.#release) return;
    this.#set(held?.some((lock) => lock.name === NAME) ? 'other' : 'none');
  }

  #set(leadership: Leadership): void {
    if (this.leadership === leadership) return;
    this.leadership = leadership;
    this.onChange();
  }
}

/** A lease is renewed every second and ends by itself when its tab is gone. */
const LEASE_MS = 3_500;

export class LeaseLeader implements Leader {
  leadership: Leadership = 'none';
  readonly #tab = String(crypto.getRandomValues(new Uint32Array(1))[0]);

  constructor(private readonly onChange: () => void) {}

  compete(wanted: boolean, now: number): void {
    const [holder, until] = (localStorage.getItem(NAME) ?? ' 0').split(' ');
    const free = holder === this.#tab || !(Number(until) > now && Number(until) <= now + LEASE_MS);
    const before = this.leadership;
    if (wanted && free) {
      localStorage.setItem(NAME, `${this.#tab} ${String(now + LEASE_MS)}`);
      this.leadership = 'self';
    } else {
      if (holder === this.#tab) localStorage.removeItem(NAME);
      this.leadership = free ? 'none' : 'other';
    }
    if (before !== this.leadership) this.onChange();
  }

  close(): void {
    if (localStorage.getItem(NAME)?.startsWith(`${this.#tab} `)) localStorage.removeItem(NAME);
    this.leadership = 'none';
  }
}
