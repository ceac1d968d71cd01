/** Which steps there are between "new" and the end, and which of them only an order has that is brought or sent. */
import { type Labels, type Step, STEPS } from '@/features/flows/flow-draft';
import type { FieldProps } from '@/features/flows/flow-form';
import { useFlowsTexts } from '@/features/flows/texts';
import { useLocale } from '@/i18n/locale';

export function StepFields({ draft, change, errorOf, usual }: FieldProps & { usual: Labels }) {
  const t = useFlowsTexts();
  const { locale } = useLocale();
  const error = errorOf('steps') ?? errorOf('delivery_steps');
  const toggle = (set: ReadonlySet<Step>, step: Step) => {
    const next = new Set(set);
    if (!next.delete(step)) next.add(step);
    return next;
  };
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t.flows.steps}</legend>
      <p className="mb-2 text-sm text-muted">{t.flows.stepsHint}</p>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {STEPS.map((step) => {
          const name = usual[step]?.[locale] ?? t.status[step];
          return (
            <li key={step} className="flex flex-wrap items-center gap-x-4 px-3">
              <label className="flex min-h-11 flex-1 basis-44 items-center gap-3 font-medium">
                <input
                  type="checkbox"
                  className="size-6 shrink-0 accent-pine"
                  checked={draft.steps.has(step)}
                  onChange={() => {
                    const deliverySteps = new Set(draft.deliverySteps);
                    deliverySteps.delete(step);
                    change({ steps: toggle(draft.steps, step), deliverySteps });
                  }}
                />
                {name}
              </label>
              {draft.steps.has(step) && (
                <label className="flex min-h-11 items-center gap-2 text-sm max-sm:ps-9">
                  <input type="checkbox" className="size-5 shrink-0 accent-pine" aria-label={t.flows.onlyDeliveredOf(name)} checked={draft.deliverySteps.has(step)} onChange={() => change({ deliverySteps: toggle(draft.deliverySteps, step) })} />
                  {t.flows.onlyDelivered}
                </label>
              )}
            </li>
          );
        })}
      </ul>
      {error && <p className="mt-1 text-sm text-red">{error}</p>}
    </fieldset>
  );
}
