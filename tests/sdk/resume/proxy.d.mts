export interface Proxy {
  readonly port: number;
  /** Cuts each connection after a random time with this mean, in milliseconds; `null` stops that. */
  cutEvery(milliseconds: number | null): void;
  cutAll(): void;
  stop(): void;
}

export function startProxy(port: number): Promise<Proxy>;
