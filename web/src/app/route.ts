/** Which page an address means: `/`, the addresses of `screens.tsx`, `/setup/TOKEN`; anything else is no page. */
import { screenAt, type ScreenName } from '@/app/screens';
import { usePath } from '@/ui/address';

/** The pages of whoever is signed in. */
export type LiveRoute = { page: 'home' | 'missing' | ScreenName };
export type Route = LiveRoute | { page: 'setup'; token: string };

export function routeOf(path: string): Route {
  const token = /^\/setup\/([^/]+)\/?$/.exec(path)?.[1];
  if (token) return { page: 'setup', token: decodeURIComponent(token) };
  if (path === '/' || path === '/index.html') return { page: 'home' };
  return { page: screenAt(path)?.name ?? 'missing' };
}

export function useRoute(): Route {
  return routeOf(usePath());
}
