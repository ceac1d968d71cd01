/**
 * Names inside of sentences. A name that is written from right to left drags the digits and signs beside it along, so that
 * a line reads in an order that nobody wrote; between two isolating characters it keeps to itself. In markup, `<bdi>` does
 * the same.
 */

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The text as it stands in a sentence; one that is written from left to right stays as it is. */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** A sentence of the server's with the names in it isolated. */
export function isolateIn(sentence: string, names: readonly (string | null | undefined)[]): string {
  if (!RIGHT_TO_LEFT.test(sentence)) return sentence;
  const known = [...new Set(names.filter((name): name is string => !!name && RIGHT_TO_LEFT.test(name)))];
  return known.reduce((text, name) => text.replaceAll(name, isolate(name)), sentence);
}
