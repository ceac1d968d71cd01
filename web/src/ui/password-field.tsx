/** A password input that can be shown, pasted into, and filled by a manager. */
import { type ComponentProps, type ReactNode, useState } from 'react';
import { TextField } from '@/ui/field';

interface Props extends Omit<ComponentProps<'input'>, 'type'> {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  showText: string;
  hideText: string;
}

export function PasswordField({ showText, hideText, ...field }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...field}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      trailing={
        <button type="button" className="h-full min-w-11 rounded-e-lg px-3 text-sm font-medium text-pine" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? hideText : showText}
        </button>
      }
    />
  );
}
