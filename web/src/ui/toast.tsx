/**
 * Short answers to what a person did, and word of what happened, at most three at once. Read out by the announcer, not by
 * themselves.
 */
import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useTexts } from '@/i18n/locale';
import { linkTo } from '@/ui/address';
import { useAnnouncer } from '@/ui/announcer';

type ToastTone = 'plain' | 'error';
type ShowToast = (text: string, tone?: ToastTone, more?: ToastMore) => void;

export interface ToastMore {
  /** Where there is more to read, and what the link is called. */
  link?: { path: string; text: string };
  /** Stays longer, and is read out at once. */
  urgent?: boolean;
}

interface Toast extends ToastMore {
  id: number;
  text: string;
  tone: ToastTone;
}

const ToastContext = createContext<ShowToast>(() => undefined);
const MOST = 3;
const SHOWN_MS = 5_000;
/** Long enough to come back from the stove and press the link. */
const URGENT_MS = 15_000;
let lastId = 0;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const { say, alarm } = useAnnouncer();
  const t = useTexts();
  const show = useCallback<ShowToast>(
    (text, tone = 'plain', { link, urgent = false } = {}) => {
      lastId += 1;
      const toast = { id: lastId, text, tone, urgent, ...(link && { link }) };
      setToasts((shown) => [...shown.filter((other) => other.text !== text), toast].slice(-MOST));
      setTimeout(() => setToasts((shown) => shown.filter((other) => other.id !== toast.id)), urgent ? URGENT_MS : SHOWN_MS);
      if (urgent) alarm(text);
      else say(text);
    },
    [say, alarm],
  );
  const gone = (id: number) => setToasts((shown) => shown.filter((other) => other.id !== id));
  // A link must be within reach of whoever reads with their ears; mere words have been read out already.
  const linked = toasts.some(({ link }) => link);
  return (
    <ToastContext value={show}>
      {children}
      <div
        {...(linked ? { role: 'region', 'aria-label': t.toast.label } : { 'aria-hidden': true })}
        className="pointer-events-none fixed inset-x-0 bottom-0 z-40 flex flex-col items-center gap-2 p-4 pb-[calc(5rem+env(safe-area-inset-bottom))]"
      >
        {toasts.map((toast) => (
          <div
            key={toast.id}
            data-toast={toast.tone}
            className={`arriving flex max-w-md flex-wrap items-center gap-x-4 rounded-xl px-4 font-medium shadow-lg ${toast.link ? 'pointer-events-auto py-1' : 'py-3'} ${toast.tone === 'error' ? 'border border-red/40 bg-red-wash text-red' : 'bg-ink text-canvas'}`}
          >
            <p className={`min-w-0 flex-1 [overflow-wrap:anywhere] ${toast.link ? 'basis-48 py-2' : ''}`}>{toast.text}</p>
            {toast.link && (
              <a {...linkTo(toast.link.path, () => gone(toast.id))} className="inline-flex min-h-11 items-center underline underline-offset-4">
                {toast.link.text}
              </a>
            )}
            {toast.link && (
              // It lies over the page, where the button may be that somebody needs now.
              <button type="button" aria-label={t.toast.close(toast.text)} onClick={() => gone(toast.id)} className="-me-3 inline-flex size-11 items-center justify-center rounded-lg">
                <X aria-hidden="true" className="size-5" />
              </button>
            )}
          </div>
        ))}
      </div>
    </ToastContext>
  );
}

export function useToast(): ShowToast {
  return useContext(ToastContext);
}
