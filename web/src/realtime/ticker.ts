/**
 * One tick a second for the whole page, from a worker: browsers slow the timers of a hidden page
 * down to one a minute, and a till screen is often a hidden page. Falls back to a plain timer.
 */
type Tick = (now: number) => void;

const listeners = new Set<Tick>();
let stop: (() => void) | null = null;

function tick(): void {
  const now = Date.now();
  for (const listener of listeners) listener(now);
}

function start(): () => void {
  if (typeof Worker === 'undefined') return plainTimer();
  let fallback: (() => void) | null = null;
  const worker = new Worker(new URL('./ticker.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = tick;
  worker.onerror = () => {
    fallback ??= plainTimer();
  };
  return () => {
    worker.terminate();
    fallback?.();
  };
}

function plainTimer(): () => void {
  const timer = setInterval(tick, 1_000);
  return () => clearInterval(timer);
}

/** Calls `listener` about once a second until the returned function is called. */
export function everySecond(listener: Tick): () => void {
  listeners.add(listener);
  stop ??= start();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}
