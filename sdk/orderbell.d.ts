export declare const VERSION: string;

export type State = 'initialized' | 'connecting' | 'connected' | 'waiting' | 'closed' | 'failed';

export interface Options {
  /** Address of the server, http(s). */
  url: string;
  /** Public key of the app. */
  key: string;
  /** Answers for private and presence channels, as for every Pusher client. */
  authEndpoint?: string;
  authHeaders?: HeadersInit | (() => HeadersInit);
  /** Instead of `authEndpoint`. */
  authorize?: (channel: string, socketId: string) => Promise<{ auth: string; channel_data?: string }>;
  /** Where there is no global one. */
  WebSocket?: unknown;
  fetch?: typeof fetch;
}

/** An event of a channel. `seq` is missing on events that no log keeps. */
export interface ChannelEvent<Data = unknown> {
  name: string;
  channel: string;
  data: Data;
  seq?: number;
}

export interface Handlers<Data = unknown, Snapshot = unknown> {
  /** The whole state and its position in the log. */
  snapshot?: () => Promise<{ epoch: string; seq: number; state: Snapshot }>;
  onSnapshot?: (state: Snapshot) => void;
  /** Each logged event once and in order. */
  onEvent: (event: ChannelEvent<Data>) => void;
  /** Events are gone and there is no `snapshot`. */
  onLost?: (reason: string) => void;
  /** True while nobody confirms that what you show is the newest. */
  onStale?: (stale: boolean) => void;
  onError?: (error: Error) => void;
}

export declare class Orderbell {
  constructor(options: Options);
  readonly state: State;
  readonly socketId: string | null;
  onState(listener: (state: State, error?: Error) => void): () => void;
  subscribe<Data = unknown, Snapshot = unknown>(channel: string, handlers: Handlers<Data, Snapshot>): () => void;
  connect(): void;
  close(): void;
}
