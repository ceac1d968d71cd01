/** What the steps are called, in both languages. What is left empty has its usual name, which stands in the field. */
import { STATUSES } from '@/api/model';
import { type Labels, LONGEST_LABEL, STEPS } from '@/features/flows/flow-draft';
import type { FieldProps } from '@/features/flows/flow-form';
import { useFlowsTexts } from '@/features/flows/texts';
import { useLocale } from '@/i18n/locale';
import { TextField } from '@/ui/field';

const LANGUAGES = ['en', 'id'] as const;
const EMPTY = { en: '', id: '' };

export function LabelFields({ draft, change, errorOf, usual }: FieldProps & { usual: Labels }) {
  const t = useFlowsTexts();
  const { locale } = useLocale();
  const left = STEPS.filter((step) => !draft.steps.has(step)) as readonly string[];
  const statuses = STATUSES.filter((status) => !left.includes(status));
  const changed = statuses.filter((status) => draft.labels[status]).length;
  return (
    <details open={errorOf('labels') !== null || undefined}>
      <summary className="py-2.5 font-medium">
        {t.flows.labels} {changed > 0 && <span className="text-muted">({changed})</span>}
      </summary>
      <p className="mb-3 text-sm text-muted">{t.flows.labelsHint}</p>
      <ul className="space-y-4">
        {statuses.map((status) => {
          const name = usual[status]?.[locale] ?? t.status[status];
          const own = draft.labels[status] ?? EMPTY;
          return (
            <li key={status}>
              <fieldset className="grid gap-x-4 gap-y-2 sm:grid-cols-[10rem_minmax(0,1fr)_minmax(0,1fr)] sm:items-start">
                <legend className="sr-only">{name}</legend>
                <p aria-hidden="true" className="font-medium sm:pt-8">
                  {name}
                </p>
                {LANGUAGES.map((language) => (
                  <TextField
                    key={language}
                    label={t.flows.languages[language]}
                    lang={language}
                    autoComplete="off"
                    maxLength={LONGEST_LABEL}
                    placeholder={usual[status]?.[language]}
                    error={errorOf(`labels.${status}.${language}`)}
                    value={own[language]}
                    onChange={(event) => change({ labels: { ...draft.labels, [status]: { ...own, [language]: event.target.value } } })}
                  />
                ))}
              </fieldset>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
