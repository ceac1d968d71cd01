/** A courier as a person enters it, and what is wrong with it, told before anything is sent; the server decides again. */
import { type Courier, type CourierDraft as Body, SHIPMENT_STATES } from '@/api/model';
import { type Duration, durationOf, secondsOf } from '@/ui/duration-field';

/** Stands for the number of the parcel in a courier's address. */
export const NUMBER = '{tracking_no}';
const USUAL_SECONDS = 1_800;

/** A header, which is a name and a value; a value that is kept is known to the server only. */
export interface HeaderRow {
  key: number;
  name: string;
  value: string;
  kept: boolean;
}

/** What a word of the courier means. */
export interface WordRow {
  key: number;
  word: string;
  state: string;
}

export interface CourierDraft {
  name: string;
  url: string;
  headers: readonly HeaderRow[];
  statusAt: string;
  textAt: string;
  words: readonly WordRow[];
  every: Duration;
  enabled: boolean;
}

/** What can be wrong with a field, by the keys of the catalogue. */
export type Fault = 'name' | 'number' | 'host' | 'pointer' | 'every' | 'header' | 'value' | 'word';
/** By the server's names of fields; those of rows by `header:`, `value:` and `word:` with the key of the row. */
export type Faults = Readonly<Record<string, Fault>>;

export function draftOf(courier: Courier | null): CourierDraft {
  return {
    name: courier?.name ?? '',
    url: courier?.url ?? 'https://',
    headers: (courier?.headers ?? []).map((name, key) => ({ key, name, value: '', kept: true })),
    statusAt: courier?.status_at ?? '',
    textAt: courier?.text_at ?? '',
    words: Object.entries(courier?.words ?? {}).map(([word, state], key) => ({ key, word, state })),
    every: durationOf(courier?.every_seconds ?? USUAL_SECONDS),
    enabled: courier?.enabled ?? true,
  };
}

export function bodyOf(draft: CourierDraft): Body {
  const headers = draft.headers.filter((row) => row.name.trim() !== '');
  const words = draft.words.filter((row) => row.word.trim() !== '');
  return {
    name: draft.name.trim(),
    url: draft.url.trim(),
    headers: Object.fromEntries(headers.map((row) => [row.name.trim(), row.value === '' && row.kept ? null : row.value])),
    status_at: draft.statusAt.trim(),
    text_at: draft.textAt.trim(),
    words: Object.fromEntries(words.map((row) => [row.word.trim(), row.state])),
    every_seconds: secondsOf(draft.every) ?? USUAL_SECONDS,
    enabled: draft.enabled,
  };
}

/** The whole of a courier again, with one thing other than before. */
export function switched(courier: Courier): Body {
  return bodyOf({ ...draftOf(courier), enabled: !courier.enabled });
}

export function faultsOf(draft: CourierDraft): Faults {
  const faults: Record<string, Fault> = {};
  if (draft.name.trim() === '') faults.name = 'name';
  if (!draft.url.includes(NUMBER)) faults.url = 'number';
  else if (draft.url.split('/')[2]?.includes('{')) faults.url = 'host';
  if (!draft.statusAt.trim().startsWith('/')) faults.status_at = 'pointer';
  const textAt = draft.textAt.trim();
  if (textAt !== '' && !textAt.startsWith('/')) faults.text_at = 'pointer';
  for (const { key, name, value, kept } of draft.headers) {
    const plain = name.trim();
    if (plain === '' ? value !== '' : !/^[\w!#$%&'*+.^`|~-]+$/.test(plain)) faults[`header:${String(key)}`] = 'header';
    else if (plain !== '' && value === '' && !kept) faults[`value:${String(key)}`] = 'value';
  }
  const words = new Set<string>();
  for (const { key, word } of draft.words) {
    const plain = word.trim().toLowerCase();
    if (plain !== '' && words.has(plain)) faults[`word:${String(key)}`] = 'word';
    words.add(plain);
  }
  const seconds = secondsOf(draft.every);
  if (seconds === null || !(seconds >= 60 && seconds <= 86_400)) faults.every_seconds = 'every';
  return faults;
}

/** A state that a courier's word can stand for, to begin a row with. */
export const FIRST_STATE = SHIPMENT_STATES[0];
