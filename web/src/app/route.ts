/**
 * The address bar: `/`, `/products`, `/settings`, `/webhooks`, `/sources`, `/payments`, `/jobs`, `/interpreted-events`,
 * `/setup/TOKEN`; anything else is `/`.
 */
import { useSyncExternalStore } from 'react';

/** The pages of whoever is signed in. */
export type LiveRoute = { page: 'home' | 'products' | 'apps' | 'webhooks' | 'sources' | 'payments' | 'jobs' | 'interpreting' };
export type Route = LiveRoute | { page: 'setup'; token: string };

export function routeOf(path: string): Route {
  const token = /^\/setup\/([^/]+)\/?$/.exec(path)?.[1];
  if (/^\/products\/?$/.test(path)) return { page: 'products' };
  if (/^\/settings\/?$/.test(path)) return { page: 'apps' };
  if (/^\/payments\/?$/.test(path)) return { page: 'payments' };
  if (/^\/webhooks\/?$/.test(path)) return { page: 'webhooks' };
  if (/^\/sources\/?$/.test(path)) return { page: 'sources' };
  if (/^\/jobs\/?$/.test(path)) return { page: 'jobs' };
  if (/^\/interpreted-events\/?$/.test(path)) return { page: 'interpreting' };
  return token ? { page: 'setup', token: decodeURIComponent(token) } : { page: 'home' };
}

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
  history.replaceState(null, '', path);
  for (const listener of listeners) listener();
}

/** Goes to `path` as a link does: the way back leads here. */
export function goTo(path: string): void {
  history.pushState(null, '', path);
  for (const listener of listeners) listener();
  window.scrollTo(0, 0);
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.pathname));
}
