/** The marks of the reader, as they are in this browser now. */
import { useSyncExternalStore } from 'react';
import { type NewsMarks, readMarks } from '@/features/news/news-marks';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

export function useMarks(key: string, epoch: string): { marks: NewsMarks; change: (to: (marks: NewsMarks) => NewsMarks) => void } {
  const stored = useSyncExternalStore(subscribe, () => localStorage.getItem(key));
  const change = (to: (marks: NewsMarks) => NewsMarks) => {
    // Another tab may have written since this one was drawn.
    localStorage.setItem(key, JSON.stringify(to(readMarks(localStorage.getItem(key), epoch))));
    for (const listener of listeners) listener();
  };
  return { marks: readMarks(stored, epoch), change };
}
