/** What the clients of an app may do, and its limits: changed here, saved together, in effect at once. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { updateApp } from '@/api/calls';
import type { AppDetail, AppSettings } from '@/api/model';
import { useFieldTexts } from '@/failures/field-texts';
import { errorText } from '@/features/apps/error-text';
import { changed, draftOf, type Draft, LIMITS, type LimitName, parsed } from '@/features/apps/settings-draft';
import { useAppsTexts } from '@/features/apps/texts';
import { Button } from '@/ui/button';
import { AreaField, CheckField, TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';
import { useToast } from '@/ui/toast';

interface Props {
  app: AppDetail;
  onChanged: (app: AppDetail) => void;
}

const SWITCHES = ['client_events', 'subscription_counts', 'event_samples'] as const;
const LISTS = ['allowed_origins', 'replay'] as const;

export function SettingsForm({ app, onChanged }: Props) {
  const t = useAppsTexts();
  const toast = useToast();
  // Against what was there when the typing began: what somebody else saves meanwhile is not undone.
  const [base, setBase] = useState(app.settings);
  const [seen, setSeen] = useState(app.settings);
  const [draft, setDraft] = useState<Draft>(() => draftOf(app.settings));
  const [tried, setTried] = useState(false);
  const { settings, wrong } = parsed(draft);
  const saving = useMutation({
    mutationFn: (change: Partial<AppSettings>) => updateApp(app.id, { settings: change }),
    onSuccess: (fresh) => {
      start(fresh.settings);
      setTried(false);
      onChanged(fresh);
      toast(t.apps.saved);
    },
    networkMode: 'always',
  });
  const { form, refuse } = useRefusalFocus(saving.error);
  const refused = useFieldTexts(saving.error);
  const refusal = (name: string) => Object.entries(refused).find(([field]) => field === `settings.${name}` || field.startsWith(`settings.${name}[`))?.[1];
  const shown = [...LISTS, ...Object.keys(LIMITS)].some((name) => refusal(name) !== undefined);
  const change = changed(base, settings);
  const dirty = Object.keys(change).length > 0 || wrong.length > 0;
  if (seen !== app.settings) {
    setSeen(app.settings);
    if (!dirty) start(app.settings);
  }

  function start(from: AppSettings) {
    setBase(from);
    setDraft(draftOf(from));
  }
  const set = (part: Partial<Draft>) => {
    saving.reset();
    setDraft({ ...draft, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.length === 0 && dirty) saving.mutate(change);
    else refuse();
  };
  const hint = (name: LimitName) => {
    const { low, high, zero } = LIMITS[name];
    const range = t.apps.range(low, high);
    if (zero === 'none') return `${range}, ${t.apps.zeroNone}`;
    return zero === 'never' ? `${range}, ${t.apps.zeroNever}` : range;
  };

  return (
    <form ref={form} onSubmit={submit} className="space-y-6" noValidate>
      <fieldset className="space-y-3">
        <legend className="mb-2 text-base font-semibold">{t.apps.settings}</legend>
        {SWITCHES.map((name) => (
          <CheckField key={name} label={t.apps.fields[name]} checked={draft[name]} onChange={(event) => set({ [name]: event.target.checked })} />
        ))}
        <div className="grid gap-4 md:grid-cols-2">
          {LISTS.map((name) => (
            <AreaField
              key={name}
              rows={4}
              label={t.apps.fields[name]}
              hint={t.apps.fields[`${name}_hint`]}
              error={refusal(name)}
              value={draft[name]}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-2 text-base font-semibold">{t.apps.limits}</legend>
        <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {(Object.keys(LIMITS) as LimitName[]).map((name) => (
            <TextField
              key={name}
              name={name}
              label={t.apps.fields[name]}
              hint={hint(name)}
              error={(tried && wrong.includes(name) ? t.apps.outOfRange(LIMITS[name].low, LIMITS[name].high) : null) ?? refusal(name)}
              inputMode="numeric"
              autoComplete="off"
              value={draft[name]}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          ))}
        </div>
      </fieldset>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="primary" aria-disabled={!dirty || saving.isPending}>
          {t.apps.save}
        </Button>
        <p role="status" className="text-sm text-muted">
          {dirty && !saving.error ? t.apps.unsaved : ''}
        </p>
      </div>
      {saving.error && !shown && <Refusal>{errorText(saving.error, t)}</Refusal>}
    </form>
  );
}
