/** The clock work of `ticker.ts`; it knows nothing else. */
setInterval(() => postMessage(0), 1_000);
