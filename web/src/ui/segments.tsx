/** A choice between a few words, all of them visible. */
interface Props<T extends string> {
  label: string;
  options: readonly { value: T; text: string; name?: string; lang?: string }[];
  value: T;
  onChange: (value: T) => void;
  className?: string;
}

export function Segments<T extends string>({ label, options, value, onChange, className = '' }: Props<T>) {
  return (
    <div role="group" aria-label={label} className={`flex rounded-lg border border-line bg-sunken ${className}`}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          lang={option.lang}
          aria-label={option.name}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="min-h-11 min-w-11 flex-1 rounded-md px-2 text-sm font-medium text-muted aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-sm"
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
