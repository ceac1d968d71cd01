/** A labelled input with its hint and its error, wired for screen readers. */
import { type ComponentProps, type ReactNode, useId } from 'react';

/** What every field has. */
export interface Frame {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
}

/** How whatever is typed into or chosen from looks. */
export const CONTROL = 'min-h-11 w-full rounded-lg border bg-surface px-3 text-base text-ink placeholder:text-muted';

export function TextField({ label, hint, error, trailing, className = '', ...input }: Frame & { trailing?: ReactNode } & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div className={className}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <div className="relative">
        <input id={id} className={`${CONTROL} ${error ? 'border-red' : 'border-edge'} ${trailing ? 'pe-28' : ''}`} aria-invalid={error ? true : undefined} aria-describedby={`${id}-note`} {...input} />
        {trailing && <div className="absolute inset-y-0 end-0 flex items-center">{trailing}</div>}
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}

export function SelectField({ label, hint, error, className = '', children, ...select }: Frame & ComponentProps<'select'>) {
  const id = useId();
  return (
    <div className={className}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <select id={id} className={`${CONTROL} ${error ? 'border-red' : 'border-edge'}`} aria-invalid={error ? true : undefined} aria-describedby={`${id}-note`} {...select}>
        {children}
      </select>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}

export function AreaField({ label, hint, error, className = '', ...area }: Frame & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <div className={className}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <textarea id={id} className={`${CONTROL} py-2 font-mono text-sm ${error ? 'border-red' : 'border-edge'}`} spellCheck={false} aria-invalid={error ? true : undefined} aria-describedby={`${id}-note`} {...area} />
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}

export function CheckField({ label, hint, error, ...input }: Frame & Omit<ComponentProps<'input'>, 'type'>) {
  const id = useId();
  return (
    <div>
      <label className="flex min-h-11 items-center gap-3 py-1.5 font-medium">
        <input type="checkbox" className="size-6 shrink-0 accent-pine" aria-invalid={error ? true : undefined} aria-describedby={hint || error ? `${id}-note` : undefined} {...input} />
        {label}
      </label>
      {(hint || error) && (
        <div className="-mt-2 ps-9">
          <FieldNote id={`${id}-note`} hint={hint} error={error} />
        </div>
      )}
    </div>
  );
}

export function FieldLabel(props: ComponentProps<'label'>) {
  return <label className="mb-1.5 block font-medium" {...props} />;
}

export function FieldNote({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | null | undefined }) {
  return (
    <p id={id} className={`mt-1 text-sm empty:mt-0 ${error ? 'text-red' : 'text-muted'}`}>
      {error ?? hint}
    </p>
  );
}
