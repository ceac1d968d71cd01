/** The keys of an app: make, replace, reveal and revoke them, each after a question. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createAppKey, revealAppKey, revokeAppKey, rotateAppKey } from '@/api/calls';
import type { AppDetail, AppKey, AppSecret } from '@/api/model';
import { Problem } from '@/api/problem';
import { errorText } from '@/features/apps/error-text';
import { SecretDialog } from '@/features/apps/secret-dialog';
import { useAppsTexts } from '@/features/apps/texts';
import { Button, type ButtonTone } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { PasswordField } from '@/ui/password-field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

type Question = { ask: 'create' } | { ask: 'rotate' | 'revoke' | 'reveal'; key: string };

interface Props {
  app: AppDetail;
  onChanged: () => void;
}

export function KeyList({ app, onChanged }: Props) {
  const t = useAppsTexts();
  const [question, setQuestion] = useState<Question | null>(null);
  const [shown, setShown] = useState<{ secret: AppSecret; fresh: boolean } | null>(null);
  const close = () => setQuestion(null);
  const answering = useMutation({
    mutationFn: async ({ question, text }: { question: Question; text: string }) => {
      switch (question.ask) {
        case 'create':
          return { secret: await createAppKey(app.id, text), fresh: true };
        case 'rotate':
          return { secret: await rotateAppKey(app.id, question.key), fresh: true };
        case 'reveal':
          return { secret: await revealAppKey(app.id, question.key, text), fresh: false };
        case 'revoke':
          await revokeAppKey(app.id, question.key);
          return null;
      }
    },
    onSuccess: (secret) => {
      close();
      setShown(secret);
      onChanged();
    },
    networkMode: 'always',
  });
  const open = (next: Question) => {
    answering.reset();
    setQuestion(next);
  };

  return (
    <section aria-labelledby={`keys-${app.id}`}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id={`keys-${app.id}`} className="text-base font-semibold">
          {t.apps.keys}
        </h3>
        <Button onClick={() => open({ ask: 'create' })}>{t.apps.newKey}</Button>
      </div>
      <p className="mt-1 text-sm text-muted">{t.apps.keysHint}</p>
      <ul className="mt-3 divide-y divide-line rounded-xl border border-line">
        {app.keys.map((key) => (
          <KeyRow key={key.key} entry={key} onAsk={(ask) => open({ ask, key: key.key })} />
        ))}
      </ul>
      {question && (
        <QuestionDialog
          key={question.ask}
          question={question}
          busy={answering.isPending}
          error={answering.error}
          onClose={close}
          onAnswer={(text) => answering.mutate({ question, text })}
        />
      )}
      {shown && (
        <SecretDialog
          title={t.apps.secretTitle}
          lead={shown.fresh ? t.apps.secretOnce : t.apps.secretAgain}
          secret={shown.secret}
          onClose={() => setShown(null)}
        />
      )}
    </section>
  );
}

function KeyRow({ entry, onAsk }: { entry: AppKey; onAsk: (ask: 'rotate' | 'revoke' | 'reveal') => void }) {
  const t = useAppsTexts();
  const live = entry.revoked_at == null;
  const action = (ask: 'rotate' | 'revoke' | 'reveal', tone: ButtonTone) => (
    <Button tone={tone} className="px-3!" aria-label={`${t.apps[ask]} ${entry.label} ${entry.key}`} onClick={() => onAsk(ask)}>
      {t.apps[ask]}
    </Button>
  );
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 p-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className={`font-medium [overflow-wrap:anywhere] ${live ? '' : 'text-muted'}`}>{entry.label}</p>
        <p className="font-mono text-sm text-muted [overflow-wrap:anywhere]">
          {entry.key}
          {entry.current && <span className="ms-2 rounded bg-sunken px-1.5 py-0.5 font-sans text-ink">{t.apps.current}</span>}
          {!live && <span className="ms-2 font-sans">{t.apps.revoked}</span>}
        </p>
      </div>
      {live && (
        <div className="-ms-3 flex flex-wrap gap-1 sm:ms-0">
          {action('reveal', 'quiet')}
          {action('rotate', 'quiet')}
          {action('revoke', 'danger')}
        </div>
      )}
    </li>
  );
}

interface QuestionProps {
  question: Question;
  busy: boolean;
  error: Error | null;
  onClose: () => void;
  onAnswer: (text: string) => void;
}

function QuestionDialog({ question: { ask }, busy, error, onClose, onAnswer }: QuestionProps) {
  const t = useAppsTexts();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const needsText = ask === 'create' || ask === 'reveal';
  const missing = needsText && text.trim() === '';
  const { form, refuse } = useRefusalFocus(error);
  const titles = { create: t.apps.newKey, rotate: t.apps.rotateTitle, revoke: t.apps.revokeTitle, reveal: t.apps.revealTitle };
  const submits = { create: t.apps.newKey, rotate: t.apps.rotate, revoke: t.apps.revoke, reveal: t.apps.reveal };
  const leads = { create: null, rotate: t.apps.rotateText, revoke: t.apps.revokeText, reveal: t.apps.revealText };
  const wrongPassword = ask === 'reveal' && error instanceof Problem && 'password' in error.fields;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing) refuse();
    else if (!busy) onAnswer(ask === 'reveal' ? text : text.trim());
  };
  const fieldError = wrongPassword ? t.apps.wrongPassword : tried && missing ? t.common.required : null;
  return (
    <Dialog title={titles[ask]} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        {leads[ask] && <p>{leads[ask]}</p>}
        {ask === 'create' && (
          <TextField label={t.apps.keyLabel} hint={t.apps.keyLabelHint} error={fieldError} maxLength={60} value={text} onChange={(event) => setText(event.target.value)} />
        )}
        {ask === 'reveal' && (
          <PasswordField
            label={t.signIn.password}
            showText={t.common.show}
            hideText={t.common.hide}
            autoComplete="current-password"
            error={fieldError}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        {error && !wrongPassword && <Refusal>{errorText(error, t)}</Refusal>}
        <div className="flex justify-end gap-2">
          <Button tone="quiet" onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button type="submit" tone={ask === 'revoke' ? 'danger' : 'primary'} aria-disabled={busy}>
            {submits[ask]}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
