/** The frame of the pages before the dashboard: one column, the mark, nothing else to look at. */
import type { ReactNode } from 'react';
import { BellMark } from '@/ui/bell-mark';

interface Props {
  title: string;
  lead?: string;
  /** Shown at the top right. */
  corner?: ReactNode;
  children: ReactNode;
}

export function PlainPage({ title, lead, corner, children }: Props) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col px-4 pt-[max(1rem,env(safe-area-inset-top))] pb-8">
      <header className="flex min-h-11 items-center justify-between">
        <span className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
          <BellMark className="size-9" />
          Orderbell
        </span>
        {corner}
      </header>
      <main className="my-auto py-8">
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        {lead && <p className="mt-1.5 text-muted">{lead}</p>}
        <div className="mt-7">{children}</div>
      </main>
    </div>
  );
}
