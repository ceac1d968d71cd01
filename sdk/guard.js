/** Calls into the application: what it throws is reported, and must not stop the events after this one. */
export function guard(call) {
  try {
    call();
  } catch (error) {
    report(error);
  }
}

/** Where errors go that nobody listens for. */
export function report(error) {
  (globalThis.reportError ?? console.error)(error);
}
