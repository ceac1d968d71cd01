/**
 * The socket, as any page of any Laravel app would open it: stock Laravel Echo on stock pusher-js.
 * That is deliberate: the dashboard is the first conformance test of the server. Knows channels
 * and frames; never what an event means.
 */
import Echo from 'laravel-echo';
import Pusher from 'pusher-js';
import type { Envelope } from '@/api/model';

export type Link = 'connecting' | 'connected' | 'lost';

export interface TransportEvents {
  onLink(link: Link): void;
  /** The channel is subscribed; fires again after each reconnect. */
  onSubscribed(): void;
  /** The server did not let us in: our key is refused, or the channel is. */
  onDenied(): void;
  onFrame(envelope: Envelope): void;
}

export interface Transport {
  /** Tries now, whatever the library's own back-off says. */
  reconnect(): void;
  close(): void;
}

/** The channel that carries everything a person of this role may see. */
export function channelFor(user: { role: string; vendor_id?: string | null }): string {
  return user.vendor_id && (user.role === 'vendor' || user.role === 'cashier') ? `vendor-orders.${user.vendor_id}` : 'admin.orders';
}

export function openTransport(key: string, channel: string, events: TransportEvents): Transport {
  const secure = location.protocol === 'https:';
  const port = Number(location.port) || (secure ? 443 : 80);
  const echo = new Echo({
    broadcaster: 'reverb',
    Pusher,
    key,
    wsHost: location.hostname,
    wsPort: port,
    wssPort: port,
    forceTLS: secure,
    enabledTransports: ['ws', 'wss'],
    authEndpoint: '/broadcasting/auth',
    withoutInterceptors: true,
    // A till must notice a dead line soon: ask after 15 s of silence, give up 5 s later.
    activityTimeout: 15_000,
    pongTimeout: 5_000,
  });
  const pusher = echo.connector.pusher;
  let ours = false;
  let wasConnected = false;

  pusher.connection.bind('state_change', ({ current }: { current: string }) => {
    if (ours) return;
    if (current === 'connected') {
      wasConnected = true;
      events.onLink('connected');
    } else {
      events.onLink(wasConnected || current === 'unavailable' || current === 'disconnected' || current === 'failed' ? 'lost' : 'connecting');
    }
  });

  // 4000 to 4099 mean that the same connection will not work again.
  pusher.connection.bind('error', (failure: unknown) => {
    const code = closeCode(failure);
    if (code !== null && code >= 4000 && code < 4100) events.onDenied();
  });

  const subscription = echo.private(channel);
  subscription.subscribed(() => events.onSubscribed());
  subscription.error(() => events.onDenied());
  subscription.listenToAll((_name: string, data: unknown) => {
    if (isEnvelope(data)) events.onFrame(data);
  });

  return {
    reconnect() {
      // `disconnect` ends the pending retry timer, up to 30 s long after a refused connection.
      ours = true;
      pusher.disconnect();
      ours = false;
      pusher.connect();
    },
    close() {
      ours = true;
      echo.disconnect();
    },
  };
}

/** The close code within an error of pusher-js. */
function closeCode(failure: unknown): number | null {
  const code = (failure as { error?: { data?: { code?: unknown } } } | null)?.error?.data?.code;
  return typeof code === 'number' ? code : null;
}

/** Only what reconciling needs is checked; another publisher may use our channel for its own events. */
function isEnvelope(data: unknown): data is Envelope {
  if (typeof data !== 'object' || data === null) return false;
  const { seq, epoch, event_id, order } = data as Partial<Envelope>;
  if (typeof seq !== 'number' || typeof epoch !== 'string' || typeof event_id !== 'string') return false;
  // Not every event is about an order.
  return order === undefined || order === null || typeof order.uid === 'string';
}
