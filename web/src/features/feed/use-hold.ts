/**
 * Whether somebody is in the middle of the list, so that rows must not move under their finger:
 * scrolled into it, the mouse over it, the keyboard focus in it, or a finger on it just now.
 */
import { type RefObject, useEffect, useState } from 'react';

/** After a touch the finger may well come down again. */
const TOUCH_MS = 3_000;

interface Reasons {
  scrolled: boolean;
  hovered: boolean;
  focused: boolean;
  touched: boolean;
}

export function useHold(list: RefObject<HTMLElement | null>, top: RefObject<HTMLElement | null>): boolean {
  const [reasons, setReasons] = useState<Reasons>({ scrolled: false, hovered: false, focused: false, touched: false });

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const set = (change: Partial<Reasons>) => setReasons((held) => ({ ...held, ...change }));
    let touch: ReturnType<typeof setTimeout> | undefined;

    const enter = (event: PointerEvent) => event.pointerType === 'mouse' && set({ hovered: true });
    const leave = () => set({ hovered: false });
    const down = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') return;
      clearTimeout(touch);
      set({ touched: true });
      touch = setTimeout(() => set({ touched: false }), TOUCH_MS);
    };
    // A clicked button keeps the focus, but only keyboard focus means that somebody reads on from there.
    const focus = (event: FocusEvent) => set({ focused: event.target instanceof Element && event.target.matches(':focus-visible') });
    const blur = () => set({ focused: false });
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('pointerdown', down);
    element.addEventListener('focusin', focus);
    element.addEventListener('focusout', blur);

    const sentinel = top.current;
    const observer = typeof IntersectionObserver === 'undefined' ? null : new IntersectionObserver(([entry]) => entry && set({ scrolled: entry.boundingClientRect.top < 0 && !entry.isIntersecting }));
    if (sentinel) observer?.observe(sentinel);
    return () => {
      clearTimeout(touch);
      observer?.disconnect();
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('focusin', focus);
      element.removeEventListener('focusout', blur);
    };
  }, [list, top]);

  return reasons.scrolled || reasons.hovered || reasons.focused || reasons.touched;
}
