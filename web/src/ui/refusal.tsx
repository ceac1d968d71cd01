/**
 * Where the keyboard is after a form was refused: at the first field that is wrong, or at the sentence that says why where no
 * field is to blame. Left alone it would fall out of the form, because the button that was pressed is disabled meanwhile.
 */
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';

interface RefusalFocus<T> {
  form: RefObject<T | null>;
  /** To be called when the form itself finds something wrong and sends nothing. */
  refuse: () => void;
}

/** `error` is why it could not be saved: another object for each attempt, `null` while there is none. */
export function useRefusalFocus<T extends HTMLElement = HTMLFormElement>(error: unknown): RefusalFocus<T> {
  const form = useRef<T>(null);
  const [refused, setRefused] = useState(0);
  useEffect(() => {
    if (refused > 0 || error) focusOnRefusal(form.current);
  }, [refused, error]);
  return { form, refuse: () => setRefused((times) => times + 1) };
}

function focusOnRefusal(form: HTMLElement | null): void {
  const target = form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector<HTMLElement>('[data-refusal]');
  // What is folded away takes no focus.
  const folded = target?.closest('details');
  if (folded) folded.open = true;
  target?.focus();
}

/** Why nothing was saved, where no field says it. */
export function Refusal({ children }: { children: ReactNode }) {
  return (
    <p role="alert" tabIndex={-1} data-refusal="" className="rounded-sm font-medium text-red [overflow-wrap:anywhere]">
      {children}
    </p>
  );
}
