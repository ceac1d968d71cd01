/** Short answers to what a person did, at most three at once. Read out by the announcer, not by themselves. */
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useAnnouncer } from '@/ui/announcer';

type ToastTone = 'plain' | 'error';
type ShowToast = (text: string, tone?: ToastTone) => void;

interface Toast {
  id: number;
  text: string;
  tone: ToastTone;
}

const ToastContext = createContext<ShowToast>(() => undefined);
const MOST = 3;
const SHOWN_MS = 5_000;
let lastId = 0;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const { say } = useAnnouncer();
  const show = useCallback<ShowToast>(
    (text, tone = 'plain') => {
      lastId += 1;
      const toast = { id: lastId, text, tone };
      setToasts((shown) => [...shown.filter((other) => other.text !== text), toast].slice(-MOST));
      setTimeout(() => setToasts((shown) => shown.filter((other) => other.id !== toast.id)), SHOWN_MS);
      say(text);
    },
    [say],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className="pointer-events-none fixed inset-x-0 bottom-0 z-40 flex flex-col items-center gap-2 p-4 pb-[calc(5rem+env(safe-area-inset-bottom))]" aria-hidden="true">
        {toasts.map((toast) => (
          <p
            key={toast.id}
            data-toast={toast.tone}
            className={`arriving max-w-md rounded-xl px-4 py-3 font-medium shadow-lg ${toast.tone === 'error' ? 'border border-red/40 bg-red-wash text-red' : 'bg-ink text-canvas'}`}
          >
            {toast.text}
          </p>
        ))}
      </div>
    </ToastContext>
  );
}

export function useToast(): ShowToast {
  return useContext(ToastContext);
}
