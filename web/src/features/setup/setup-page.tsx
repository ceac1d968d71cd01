/** First run: one screen makes the owner and names the store. The link's token is the permission. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { setUp } from '@/api/calls';
import type { Session } from '@/api/model';
import { Problem } from '@/api/problem';
import { useFieldTexts } from '@/failures/field-texts';
import { checkSetup, PASSWORD_MIN, type SetupForm } from '@/features/setup/setup-form';
import { likelyZone, zoneChoices } from '@/features/setup/time-zones';
import { LOCALES, useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { SelectField, TextField } from '@/ui/field';
import { PasswordField } from '@/ui/password-field';
import { useAnnouncer } from '@/ui/announcer';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

interface Props {
  token: string;
  onDone: (session: Session) => void;
  onToSignIn: () => void;
}

export function SetupPage({ token, onDone, onToSignIn }: Props) {
  const { locale, t, choose } = useLocale();
  const { say } = useAnnouncer();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [values, setValues] = useState<SetupForm>({ name: '', email: '', password: '', storeName: '', timezone: likelyZone(here) });
  const [tried, setTried] = useState(false);

  const mutation = useMutation({
    mutationFn: () => setUp({ token, name: values.name.trim(), email: values.email.trim(), password: values.password, store_name: values.storeName.trim(), locale, timezone: values.timezone }),
    onSuccess: onDone,
    onError: (error) => say(error instanceof Problem ? error.message : t.errors.unreachable),
    networkMode: 'always',
  });
  const { form, refuse } = useRefusalFocus(mutation.error);
  const problem = mutation.error instanceof Problem ? mutation.error : null;
  const found = useFieldTexts(mutation.error);
  const errors = { ...(tried ? checkSetup(values, t) : {}), ...fromServer(found) };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    mutation.reset();
    if (Object.keys(checkSetup(values, t)).length === 0) mutation.mutate();
    else refuse();
  };
  const bind = (name: keyof SetupForm) => ({
    value: values[name],
    error: errors[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });

  if (problem && LINK_IS_DEAD.includes(problem.code)) return <DeadLink onToSignIn={onToSignIn} />;
  const missing = PASSWORD_MIN - [...values.password].length;
  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-8">
      <fieldset className="space-y-4">
        <legend className="mb-3 text-lg font-semibold">{t.setup.you}</legend>
        <TextField label={t.setup.name} autoComplete="name" maxLength={120} {...bind('name')} />
        <TextField label={t.setup.email} type="email" inputMode="email" autoComplete="username" maxLength={254} {...bind('email')} />
        <PasswordField
          label={t.setup.password}
          autoComplete="new-password"
          maxLength={1024}
          hint={values.password && missing > 0 ? t.setup.passwordShort(missing) : t.setup.passwordHint}
          showText={t.common.show}
          hideText={t.common.hide}
          {...bind('password')}
        />
      </fieldset>
      <fieldset className="space-y-4">
        <legend className="mb-3 text-lg font-semibold">{t.setup.store}</legend>
        <TextField label={t.setup.storeName} autoComplete="organization" maxLength={120} {...bind('storeName')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField label={t.language} value={locale} onChange={(event) => choose(event.target.value === 'en' ? 'en' : 'id')}>
            {LOCALES.map((option) => (
              <option key={option} value={option}>
                {option === 'id' ? 'Bahasa Indonesia' : 'English'}
              </option>
            ))}
          </SelectField>
          <SelectField label={t.setup.timezone} {...bind('timezone')}>
            {zoneChoices(here).map(({ zone, label }) => (
              <option key={zone} value={zone}>
                {label ?? t.setup.timezoneHere(zone)}
              </option>
            ))}
          </SelectField>
        </div>
      </fieldset>
      {mutation.error && Object.keys(fromServer(found)).length === 0 && <Refusal>{problem ? describe(problem) : t.errors.unreachable}</Refusal>}
      <Button type="submit" tone="primary" className="w-full text-base" disabled={mutation.isPending}>
        {t.setup.submit}
      </Button>
    </form>
  );

  function describe(refusal: Problem): string {
    return refusal.status === 429 ? t.errors.tooMany(refusal.retryAfter ?? 60) : t.errors.unknown(refusal.message);
  }
}

const LINK_IS_DEAD: readonly string[] = ['invitation_invalid'];

/** The server's messages per field, by the form's names. */
function fromServer(found: Readonly<Record<string, string>>): Partial<Record<keyof SetupForm, string>> {
  const { name, email, password, store_name: storeName, timezone } = found;
  return Object.fromEntries(Object.entries({ name, email, password, storeName, timezone }).filter(([, message]) => message !== undefined));
}

export function DeadLink({ onToSignIn }: { onToSignIn: () => void }) {
  const { t } = useLocale();
  return (
    <div className="space-y-5">
      <h2 className="text-lg font-semibold">{t.setup.usedTitle}</h2>
      <p>{t.setup.usedText}</p>
      <Button tone="primary" onClick={onToSignIn}>
        {t.setup.toSignIn}
      </Button>
    </div>
  );
}
