/** What the app calls statuses and events, for screens that exist and listen as they do. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeWords, readWords } from '@/api/calls';
import { type Status, STATUSES, type Words } from '@/api/model';
import { useFieldTexts } from '@/failures/field-texts';
import { errorText } from '@/features/apps/error-text';
import { emitLines, emitNames } from '@/features/apps/words-draft';
import { useAppsTexts } from '@/features/apps/texts';
import { Button } from '@/ui/button';
import { AreaField, CheckField, TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';
import { useToast } from '@/ui/toast';

const WORDS = ['words'] as const;

export function WordsForm() {
  const t = useAppsTexts();
  const words = useQuery({ queryKey: WORDS, queryFn: readWords });
  return (
    <section aria-labelledby="words" className="space-y-4 rounded-2xl border border-line bg-surface p-4 sm:p-6">
      <div>
        <h2 id="words" className="text-lg font-semibold">
          {t.words.title}
        </h2>
        <p className="mt-1 max-w-prose text-muted">{t.words.lead}</p>
      </div>
      {words.isError && <p className="text-red">{errorText(words.error, t)}</p>}
      {words.data && <Form words={words.data} />}
    </section>
  );
}

function Form({ words }: { words: Words }) {
  const t = useAppsTexts();
  const toast = useToast();
  const client = useQueryClient();
  const [aliases, setAliases] = useState<Readonly<Record<string, string>>>(words.aliases);
  const [emit, setEmit] = useState(emitLines(words.emit_as));
  const [flat, setFlat] = useState(words.laravel_flat);
  const [open, setOpen] = useState(words.public_channels);
  const saving = useMutation({
    mutationFn: () => {
      const own = Object.fromEntries(Object.entries(aliases).filter(([, word]) => word.trim() !== ''));
      return changeWords({ aliases: own, emit_as: emitNames(emit), laravel_flat: flat, public_channels: open });
    },
    onSuccess: (saved) => {
      client.setQueryData(WORDS, saved);
      toast(t.apps.saved);
    },
    networkMode: 'always',
  });
  const fields = useFieldTexts(saving.error);
  const emitError = Object.entries(fields).find(([field]) => field.startsWith('emit_as'));
  const { form } = useRefusalFocus(saving.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-5">
      <fieldset>
        <legend className="mb-2 font-medium">{t.words.aliases}</legend>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {STATUSES.map((status: Status) => (
            <TextField
              key={status}
              label={t.status[status]}
              placeholder={status}
              maxLength={40}
              autoComplete="off"
              spellCheck={false}
              value={aliases[status] ?? ''}
              error={fields[`aliases.${status}`]}
              onChange={(event) => setAliases({ ...aliases, [status]: event.target.value })}
            />
          ))}
        </div>
      </fieldset>
      <AreaField label={t.words.emit} hint={t.words.emitHint} rows={4} value={emit} error={emitError && `${emitError[0]} ${emitError[1]}`} onChange={(event) => setEmit(event.target.value)} />
      <CheckField label={t.words.flat} hint={t.words.flatHint} checked={flat} onChange={(event) => setFlat(event.target.checked)} />
      <CheckField label={t.words.public} hint={t.words.publicHint} checked={open} onChange={(event) => setOpen(event.target.checked)} />
      {open && (
        <p role="note" className="rounded-lg bg-red-wash p-3 font-medium text-red">
          {t.words.publicWarning}
        </p>
      )}
      {saving.isError && Object.keys(fields).length === 0 && <Refusal>{errorText(saving.error, t)}</Refusal>}
      <Button type="submit" tone="primary" disabled={saving.isPending}>
        {t.words.save}
      </Button>
    </form>
  );
}
