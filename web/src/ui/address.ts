/** The address bar: going to another address of ours without loading the page anew, and knowing where one is. */
import { type MouseEvent, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** Goes to `path` in place of the present address: a used token has no business in the history. */
export function replacePath(path: string): void {
  history.replaceState(history.state, '', path);
  for (const listener of listeners) listener();
}

/** Goes to `path` as a link does: the way back leads here. */
export function goTo(path: string): void {
  history.pushState({ from: location.pathname + location.search }, '', path);
  for (const listener of listeners) listener();
  window.scrollTo(0, 0);
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** What stands behind the path, `?` included; empty when there is nothing. */
export function useQueryString(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}

/** The address from which a link led here, if it was `path` with whatever query; else `path` itself. */
export function cameFrom(path: string): string {
  const from = (history.state as { from?: unknown } | null)?.from;
  return typeof from === 'string' && from.split('?')[0] === path ? from : path;
}

/** What makes a link go to a page of ours, unless another tab is what was asked for. */
export function linkTo(path: string, onGo?: () => void) {
  return {
    href: path,
    onClick: (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      goTo(path);
      onGo?.();
    },
  };
}
