/** E-mail and password. Pasting and password managers work; a refusal says when to come back. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { signIn } from '@/api/calls';
import type { Session } from '@/api/model';
import { Problem } from '@/api/problem';
import { useTexts } from '@/i18n/locale';
import { useAnnouncer } from '@/ui/announcer';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { PasswordField } from '@/ui/password-field';
import { useRefusalFocus } from '@/ui/refusal';

export function SignInPage({ onDone }: { onDone: (session: Session) => void }) {
  const t = useTexts();
  const { say } = useAnnouncer();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const mutation = useMutation({ mutationFn: () => signIn(email.trim(), password), onSuccess: onDone, networkMode: 'always' });
  const { form } = useRefusalFocus(mutation.error);
  const wait = useCountdown(mutation.error instanceof Problem && mutation.error.status === 429 ? (mutation.error.retryAfter ?? 60) : 0, mutation.submittedAt);
  const wrong = mutation.error instanceof Problem && mutation.error.code === 'wrong_credentials';
  const message = mutation.error ? describe(mutation.error) : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutation.mutate(undefined, { onError: (error) => say(describe(error) ?? '') });
  };

  return (
    <form ref={form} onSubmit={submit} className="space-y-4">
      <TextField label={t.signIn.email} type="email" inputMode="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.target.value)} />
      <PasswordField label={t.signIn.password} autoComplete="current-password" required aria-invalid={wrong || undefined} showText={t.common.show} hideText={t.common.hide} value={password} onChange={(event) => setPassword(event.target.value)} />
      {message && (
        <p tabIndex={-1} data-refusal="" className="font-medium text-red" data-testid="sign-in-error">
          {message}
        </p>
      )}
      <Button type="submit" tone="primary" className="w-full text-base" disabled={mutation.isPending || wait > 0}>
        {t.signIn.submit}
      </Button>
    </form>
  );

  function describe(error: Error): string | null {
    if (!(error instanceof Problem)) return t.errors.unreachable;
    if (error.status === 429) return wait > 0 ? t.errors.tooMany(wait) : null;
    return error.code === 'wrong_credentials' ? t.signIn.wrong : t.errors.unknown(error.message);
  }
}

/** Seconds left of `seconds` that began at `from` (ms). */
function useCountdown(seconds: number, from: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [seconds, from]);
  return seconds === 0 ? 0 : Math.max(0, Math.ceil((from + seconds * 1_000 - Math.max(now, from)) / 1_000));
}
