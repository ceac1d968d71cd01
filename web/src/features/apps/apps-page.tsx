/** The apps that the reader looks after: whether each is served, its keys, and what its clients may do. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { createApp, readApps, updateApp } from '@/api/calls';
import type { AppDetail } from '@/api/model';
import { errorText } from '@/features/apps/error-text';
import { KeyList } from '@/features/apps/key-list';
import { SecretDialog } from '@/features/apps/secret-dialog';
import { SettingsForm } from '@/features/apps/settings-form';
import { useAppsTexts } from '@/features/apps/texts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Failure } from '@/ui/failure';
import { CheckField, SelectField, TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

const APPS = ['apps'] as const;
/** How often the connections are counted again. */
const COUNTED_EVERY_MS = 10_000;

/** `own` is the app that the reader belongs to, which is shown first. */
export function AppsPage({ own }: { own: string }) {
  const t = useAppsTexts();
  const client = useQueryClient();
  const apps = useQuery({ queryKey: APPS, queryFn: readApps, refetchInterval: COUNTED_EVERY_MS, networkMode: 'always' });
  const [chosen, setChosen] = useState(own);
  const [making, setMaking] = useState(false);
  const refresh = () => {
    void client.invalidateQueries({ queryKey: APPS });
    // The name in the top bar and the key of the page's own connection come with the session.
    void client.invalidateQueries({ queryKey: ['session'] });
  };

  const list = apps.data?.apps ?? [];
  const app = list.find(({ id }) => id === chosen) ?? list[0];
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-2xl font-semibold tracking-tight">{t.pages.apps}</h1>
          <p className="mt-1 text-muted">{t.apps.lead}</p>
        </div>
        {apps.data?.operator && (
          <Button tone="primary" icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setMaking(true)}>
            {t.apps.create}
          </Button>
        )}
      </div>
      {!apps.data && apps.error && <Failure message={errorText(apps.error, t)} onRetry={() => void apps.refetch()} />}
      {apps.isPending && <p className="text-muted">{t.common.loading}</p>}
      {list.length > 1 && (
        <SelectField label={t.apps.choose} className="max-w-md" value={app?.id} onChange={(event) => setChosen(event.target.value)}>
          {list.map(({ id, name }) => (
            <option key={id} value={id}>
              {name} ({id})
            </option>
          ))}
        </SelectField>
      )}
      {app && <AppPanel key={app.id} app={app} onChanged={refresh} />}
      {making && (
        <NewApp
          onClose={() => setMaking(false)}
          onMade={(id) => {
            setChosen(id);
            refresh();
          }}
        />
      )}
    </>
  );
}

function AppPanel({ app, onChanged }: { app: AppDetail; onChanged: () => void }) {
  const t = useAppsTexts();
  const [asking, setAsking] = useState(false);
  const switching = useMutation({
    mutationFn: (enabled: boolean) => updateApp(app.id, { enabled }),
    onSuccess: () => {
      setAsking(false);
      onChanged();
    },
    networkMode: 'always',
  });
  return (
    <article aria-labelledby={`app-${app.id}`} className="space-y-6 rounded-2xl border border-line bg-surface p-4 sm:p-6">
      <div>
        <h2 id={`app-${app.id}`} className="text-xl font-semibold [overflow-wrap:anywhere]">
          {app.name}
        </h2>
        <p className="text-sm text-muted">
          {t.apps.id} <span className="font-mono">{app.id}</span> · {t.apps.connections(app.connections)}
        </p>
      </div>
      <div>
        <CheckField
          label={t.apps.enabled}
          hint={t.apps.enabledHint}
          checked={app.enabled}
          disabled={switching.isPending}
          onChange={() => {
            if (app.enabled) setAsking(true);
            else switching.mutate(true);
          }}
        />
        {switching.error && !asking && (
          <p role="alert" className="font-medium text-red">
            {errorText(switching.error, t)}
          </p>
        )}
      </div>
      <KeyList app={app} onChanged={onChanged} />
      <SettingsForm app={app} onChanged={onChanged} />
      {asking && (
        <Dialog title={t.apps.disableTitle(app.name)} onClose={() => setAsking(false)}>
          <div className="space-y-4">
            <p>{t.apps.disableText}</p>
            {switching.error && (
              <p role="alert" className="font-medium text-red">
                {errorText(switching.error, t)}
              </p>
            )}
            <div className="flex justify-end gap-2">
              <Button tone="quiet" onClick={() => setAsking(false)}>
                {t.common.cancel}
              </Button>
              <Button tone="danger" aria-disabled={switching.isPending} onClick={() => switching.mutate(false)}>
                {t.apps.disable}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </article>
  );
}

function NewApp({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const t = useAppsTexts();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  const making = useMutation({
    mutationFn: () => createApp({ name: name.trim() }),
    onSuccess: (made) => onMade(made.app.id),
    networkMode: 'always',
  });
  const { form, refuse } = useRefusalFocus(making.error);
  if (making.data) {
    const { app, key, setup_link } = making.data;
    return <SecretDialog title={t.apps.createdTitle(app.name)} lead={t.apps.secretOnce} secret={key} setupLink={setup_link} onClose={onClose} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing) refuse();
    else if (!making.isPending) making.mutate();
  };
  return (
    <Dialog title={t.apps.create} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        <TextField label={t.apps.createName} error={tried && missing ? t.common.required : null} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        {making.error && <Refusal>{errorText(making.error, t)}</Refusal>}
        <div className="flex justify-end gap-2">
          <Button tone="quiet" onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button type="submit" tone="primary" aria-disabled={making.isPending}>
            {t.apps.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
