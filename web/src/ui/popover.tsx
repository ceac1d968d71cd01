/**
 * A panel that hangs from its button, on the browser's own popover: light dismissal, Escape and
 * focus order come with it, and nothing injects a style sheet.
 */
import { type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react';

const GAP = 6;
const MARGIN = 8;

interface Props {
  /** Accessible name of the button. */
  label: string;
  /** Content of the button. */
  trigger: ReactNode;
  triggerClassName?: string;
  panelClassName?: string;
  /** The panel's content; `close` puts the focus back on the button. */
  children: (close: () => void) => ReactNode;
}

export function Popover({ label, trigger, triggerClassName = '', panelClassName = '', children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const onToggle = (event: ToggleEvent<HTMLDivElement>) => {
    setOpen(event.newState === 'open');
  };

  const close = () => document.getElementById(id)?.hidePopover();

  /** Under the button, end-aligned; above it where there is no room below; never past the screen's edge. */
  const place = (element: HTMLDivElement | null) => {
    const from = button.current?.getBoundingClientRect();
    const host = panel.current;
    if (!element || !from || !host) return;
    const size = host.getBoundingClientRect();
    const left = Math.min(Math.max(MARGIN, from.right - size.width), document.documentElement.clientWidth - size.width - MARGIN);
    const below = from.bottom + GAP;
    const top = below + size.height > window.innerHeight - MARGIN ? Math.max(MARGIN, from.top - GAP - size.height) : below;
    host.style.left = `${String(Math.max(MARGIN, left))}px`;
    host.style.top = `${String(top)}px`;
  };

  return (
    <>
      <button ref={button} type="button" aria-label={label} aria-expanded={open} popoverTarget={id} className={triggerClassName}>
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        onToggle={onToggle}
        className={`fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] max-w-[calc(100vw-1rem)] overflow-y-auto rounded-xl border border-line bg-surface p-2 shadow-xl ${panelClassName}`}
      >
        {open && <div ref={place}>{children(close)}</div>}
      </div>
    </>
  );
}
