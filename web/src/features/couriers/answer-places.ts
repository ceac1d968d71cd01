/** Where the values of a courier's answer stand, so that nobody has to write a JSON pointer. */

/** A value, and the pointer to it. */
export interface Place {
  pointer: string;
  shown: string;
}

const MOST = 200;
const DEEPEST = 10;
const MAX_SHOWN = 40;

/** Every text and number of an answer; `null` if it is no JSON. */
export function placesOf(answer: string): Place[] | null {
  let data: unknown;
  try {
    data = JSON.parse(answer);
  } catch {
    return null;
  }
  const found: Place[] = [];
  const walk = (value: unknown, pointer: string, depth: number) => {
    if (found.length >= MOST || depth > DEEPEST || value === null) return;
    if (typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) walk(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
    } else if (pointer !== '') {
      const text = String(value);
      found.push({ pointer, shown: text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text });
    }
  };
  walk(data, '', 0);
  return found;
}
