/**
 * The page's two live regions, and the only ones: a polite one for what happened, an assertive one
 * for the alarm. Texts that come within a second are read as one.
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';

interface Announcer {
  /** Reads `text` when the reader pauses. */
  say: (text: string) => void;
  /** Reads `text` now; the empty text ends it. */
  alarm: (text: string) => void;
}

const AnnouncerContext = createContext<Announcer>({ say: () => undefined, alarm: () => undefined });
const MERGE_MS = 1_000;

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('');
  const [assertive, setAssertive] = useState('');
  const pending = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const say = useCallback((text: string) => {
    if (!pending.current.includes(text)) pending.current.push(text);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setPolite(pending.current.join('. '));
      pending.current = [];
    }, MERGE_MS);
  }, []);
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );

  const value = useMemo(() => ({ say, alarm: setAssertive }), [say]);
  return (
    <AnnouncerContext value={value}>
      {children}
      <div role="status" aria-live="polite" className="sr-only" data-testid="polite">
        {polite}
      </div>
      <div aria-live="assertive" aria-atomic="true" className="sr-only" data-testid="assertive">
        {assertive}
      </div>
    </AnnouncerContext>
  );
}

export function useAnnouncer(): Announcer {
  return useContext(AnnouncerContext);
}
