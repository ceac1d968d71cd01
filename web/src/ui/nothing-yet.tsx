/** In place of a list that has nothing in it: what would be here, and what to do about it. */
import type { ReactNode } from 'react';

export function NothingYet({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="rounded-2xl border border-line bg-surface px-5 py-10 sm:px-10">
      <h2 className="text-xl font-semibold">{title}</h2>
      <p className="mt-1 max-w-prose text-muted">{text}</p>
      {children}
    </div>
  );
}
