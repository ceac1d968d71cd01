/**
 * React's view of `Live`: one session per page, started by the provider, read by hooks.
 * Screens are told at most once per frame, however many events arrive; the alarm is not a screen
 * and listens to `Live` itself.
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { hasActed, readEvents, readStats } from '@/api/calls';
import type { Session } from '@/api/model';
import { type ConnectionState, connectionOf } from '@/realtime/connection';
import { Live, type LiveState } from '@/realtime/live';
import { Nudge } from '@/realtime/nudge';
import { ServerClock } from '@/realtime/server-clock';
import { readSnapshot } from '@/realtime/snapshot';
import { everySecond } from '@/realtime/ticker';
import { channelFor, openTransport } from '@/realtime/transport';

/** Before it interferes with a first connection, or asks again after a refusal. */
const PATIENCE_MS = 5_000;
/** For how long what comes back from the server may be the answer to what was done here. */
const OWN_MS = 10_000;

export interface LiveContextValue {
  live: Live;
  clock: ServerClock;
}

export const LiveContext = createContext<LiveContextValue | null>(null);

interface Props {
  session: Session;
  /** When the session was read, ms: the first reading of the server's clock. */
  receivedAt: number;
  /** The server refused our key or our channel: the session may have changed, or ended. */
  onDenied: () => void;
  children: ReactNode;
}

export function LiveProvider({ session, receivedAt, onDenied, children }: Props) {
  const [clock] = useState(() => new ServerClock());
  const me = String(session.user.id);
  // A colleague may be signed in with the same account elsewhere: only what this page has just sent is ours.
  const [live] = useState(() => new Live({ snapshot: readSnapshot, stats: readStats, events: readEvents }, Date.now, ({ actor }) => actor.id === me && hasActed(OWN_MS)));
  const channel = channelFor(session.user);
  // A new key is no reason to leave a connection that works: the old one is given up with the connection.
  const [key, setKey] = useState(session.app.key);
  const lost = useSyncExternalStore(useCallback((listener: () => void) => live.subscribe(listener), [live]), () => live.state.link === 'lost');
  if (lost && key !== session.app.key) setKey(session.app.key);

  useEffect(() => clock.observe(session.server.time, receivedAt), [clock, session.server.time, receivedAt]);

  useEffect(() => {
    const transport = openTransport(key, channel, {
      onLink: (link) => {
        live.onLink(link);
        if (link === 'lost') nudge.down(Date.now());
      },
      onSubscribed: () => {
        nudge.up();
        live.onSubscribed();
      },
      onDenied: () => {
        live.onDenied();
        nudge.down(Date.now(), PATIENCE_MS);
        onDenied();
      },
      onFrame: (envelope) => {
        clock.observeEvent(envelope.at, Date.now());
        live.onFrame(envelope);
      },
    });
    const nudge = new Nudge(() => transport.reconnect());
    nudge.down(Date.now(), PATIENCE_MS);

    const stopTicks = everySecond((now) => {
      live.tick(now);
      void nudge.tick(now);
    });
    const wake = () => {
      live.setOnline(navigator.onLine);
      if (document.visibilityState !== 'visible') return;
      live.refresh();
      nudge.hurry(Date.now());
    };
    const offline = () => live.setOnline(false);
    live.setOnline(navigator.onLine);
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('online', wake);
    window.addEventListener('pageshow', wake);
    window.addEventListener('offline', offline);
    return () => {
      stopTicks();
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
      window.removeEventListener('pageshow', wake);
      window.removeEventListener('offline', offline);
      transport.close();
      live.onLink('lost');
    };
  }, [live, clock, key, channel, onDenied]);

  const value = useMemo(() => ({ live, clock }), [live, clock]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLiveContext(): LiveContextValue {
  const value = useContext(LiveContext);
  if (!value) throw new Error('the live page is rendered outside its provider');
  return value;
}

/** The state of the session, told once per animation frame (once per 250 ms in a hidden page). */
export function useLiveState(): LiveState {
  const { live } = useLiveContext();
  const subscribe = useMemo(() => perFrame((listener) => live.subscribe(listener)), [live]);
  return useSyncExternalStore(subscribe, () => live.state);
}

/** What the dot says now, and the server's time, both once a second. */
export function useNow(): { local: number; server: number } {
  const { clock } = useLiveContext();
  const [local, setLocal] = useState(() => Date.now());
  useEffect(() => everySecond(setLocal), []);
  return { local, server: clock.at(local) };
}

export function useConnection(): { state: ConnectionState; confirmedAt: number | null } {
  const facts = useLiveState();
  const { local } = useNow();
  return { state: connectionOf(facts, local), confirmedAt: facts.confirmedAt };
}

function perFrame(source: (listener: () => void) => () => void) {
  return (listener: () => void): (() => void) => {
    let cancel: (() => void) | null = null;
    const run = () => {
      cancel = null;
      listener();
    };
    const stop = source(() => {
      if (cancel) return;
      if (document.visibilityState === 'visible') {
        const frame = requestAnimationFrame(run);
        cancel = () => cancelAnimationFrame(frame);
      } else {
        const timer = setTimeout(run, 250);
        cancel = () => clearTimeout(timer);
      }
    });
    return () => {
      stop();
      cancel?.();
    };
  };
}
