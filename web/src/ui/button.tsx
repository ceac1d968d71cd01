/** Buttons, all at least 44 px high. */
import type { ComponentProps, ReactNode } from 'react';

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger' | 'on-brass';

const BASE =
  'inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-lg px-4 font-medium whitespace-nowrap select-none transition-colors disabled:opacity-55 disabled:cursor-default aria-disabled:opacity-55';

const TONES: Readonly<Record<ButtonTone, string>> = {
  primary: 'bg-pine text-on-pine hover:bg-pine-strong',
  plain: 'border border-edge/60 bg-surface text-ink hover:bg-sunken',
  quiet: 'text-ink hover:bg-sunken',
  danger: 'border border-red/50 bg-surface text-red hover:bg-red-wash',
  'on-brass': 'bg-on-brass/90 text-brass hover:bg-on-brass',
};

interface Props extends ComponentProps<'button'> {
  tone?: ButtonTone;
  icon?: ReactNode;
}

export function Button({ tone = 'plain', icon, className = '', type = 'button', children, ...rest }: Props) {
  return (
    <button type={type} className={`${BASE} ${TONES[tone]} ${className}`} {...rest}>
      {icon}
      {children}
    </button>
  );
}
