/** A real event, as a tree: whoever edits a field picks its value here. */
import { escaped, shown } from '@/features/interpreting/pointers';
import { useTexts } from '@/i18n/locale';

interface Props {
  data: unknown;
  /** What a click gives; `null` while there is nothing to give it to. */
  onPick: ((pointer: string) => void) | null;
  /** Pointers that are used by a field, with its name for people. */
  used: ReadonlyMap<string, string>;
}

export function SampleTree({ data, onPick, used }: Props) {
  const t = useTexts();
  return (
    <div role="group" aria-label={t.interpreting.sample} tabIndex={0} className="max-h-96 lg:max-h-[70vh] overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-sm">
      <Members value={data} pointer="" depth={0} onPick={onPick} used={used} />
    </div>
  );
}

function Members({ value, pointer, depth, onPick, used }: Omit<Props, 'data'> & { value: unknown; pointer: string; depth: number }) {
  if (typeof value !== 'object' || value === null || depth > 7) return null;
  return (
    <ul className={depth > 0 ? 'ms-4 border-s border-line ps-2' : ''}>
      {Object.entries(value)
        .slice(0, 100)
        .map(([name, inner]) => {
          const here = `${pointer}/${escaped(name)}`;
          const nested = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
          const field = used.get(here);
          return (
            <li key={name}>
              {nested ? (
                <span className="inline-block py-1 text-muted">{name}</span>
              ) : (
                <button
                  type="button"
                  disabled={!onPick}
                  onClick={() => onPick?.(here)}
                  className={`min-h-11 min-w-11 max-w-full rounded px-1 text-start [overflow-wrap:anywhere] enabled:hover:bg-surface ${field ? 'bg-surface font-semibold' : ''}`}
                >
                  <span className="text-muted">{name}: </span>
                  {shown(inner)}
                  {field && <span className="ms-2 font-sans text-muted">← {field}</span>}
                </button>
              )}
              {nested && <Members value={inner} pointer={here} depth={depth + 1} onPick={onPick} used={used} />}
            </li>
          );
        })}
    </ul>
  );
}
