/** Starts the alarm for the signed-in page and shows its state to the screens. */
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Envelope } from '@/api/model';
import { AlarmEngine, type AlarmView } from '@/features/alarm/alarm-engine';
import { everySecond } from '@/realtime/ticker';
import { useLiveContext } from '@/realtime/use-live';

const AlarmContext = createContext<AlarmEngine | null>(null);

export function AlarmProvider({ children }: { children: ReactNode }) {
  const { live, clock } = useLiveContext();
  const [engine] = useState(() => new AlarmEngine((local) => clock.at(local)));

  useEffect(() => {
    engine.start();
    const hand = () => engine.setOrders([...(live.state.cache?.orders.values() ?? [])]);
    hand();
    // What is to ring does so by the state of its order; the rest is told by one sound.
    const chime = ({ sound }: Envelope, own: boolean) => {
      if (sound === 'chime' && !own) engine.chime();
    };
    const stops = [live.subscribe(hand), live.onHeard(chime), everySecond(() => engine.tick())];
    return () => {
      for (const stop of stops) stop();
      engine.stop();
    };
  }, [engine, live]);

  return <AlarmContext value={engine}>{children}</AlarmContext>;
}

/** The alarm as it is, and the means to change it. */
export function useAlarm(): { alarm: AlarmView; engine: AlarmEngine } {
  const engine = useContext(AlarmContext);
  if (!engine) throw new Error('the alarm is used outside its provider');
  const alarm = useSyncExternalStore(
    (listener) => engine.subscribe(listener),
    () => engine.view,
  );
  return { alarm, engine };
}
