/** The boxes of which the page of an order is made, and the lines in them. */
import type { ReactNode } from 'react';

export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-2xl border border-line bg-surface p-4">
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}

export function Line({ name, value, strong = false }: { name: string; value: ReactNode; strong?: boolean }) {
  return (
    <div className={`flex flex-wrap justify-between gap-x-4 ${strong ? 'font-semibold' : ''}`}>
      <dt className={strong ? '' : 'text-muted'}>{name}</dt>
      <dd className="tabular [overflow-wrap:anywhere]">{value}</dd>
    </div>
  );
}

/** The word for a state; a newer server's state is shown as it is. */
export function wordFor(state: string, words: Readonly<Record<string, string>>): string {
  return words[state] ?? state;
}
