/** The app's account at the payment gateway: set it up, see whether its key is accepted, or remove it. For owners and admins. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { checkGateway, deleteGateway, readGateway } from '@/api/calls';
import type { Gateway, GatewayCheck } from '@/api/model';
import { GatewayForm } from '@/features/gateway/gateway-form';
import { describeError } from '@/failures/describe-error';
import { type GatewayTexts, useGatewayTexts } from '@/features/gateway/texts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Failure } from '@/ui/failure';
import { NothingYet } from '@/ui/nothing-yet';
import { useToast } from '@/ui/toast';

const GATEWAY = ['gateway'] as const;

export function GatewayPage() {
  const t = useGatewayTexts();
  const client = useQueryClient();
  const account = useQuery({ queryKey: GATEWAY, queryFn: readGateway });
  const [editing, setEditing] = useState(false);
  const changed = (now: Gateway | null) => {
    setEditing(false);
    client.setQueryData(GATEWAY, now);
  };

  return (
    <>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t.pages.payments}</h1>
        <p className="mt-1 max-w-prose text-muted">{t.gateway.lead}</p>
      </div>
      {account.isError && <Failure message={describeError(account.error, t)} onRetry={() => void account.refetch()} />}
      {account.isPending && <p className="text-muted">{t.common.loading}</p>}
      {account.data === null && (
        <NothingYet title={t.gateway.emptyTitle} text={t.gateway.emptyText}>
          <Button tone="primary" className="mt-5" onClick={() => setEditing(true)}>
            {t.gateway.setUp}
          </Button>
        </NothingYet>
      )}
      {account.data && <AccountCard key={account.data.updated_at} account={account.data} onEdit={() => setEditing(true)} onRemoved={() => changed(null)} />}
      {editing && <GatewayForm account={account.data ?? null} onClose={() => setEditing(false)} onSaved={changed} />}
    </>
  );
}

function AccountCard({ account, onEdit, onRemoved }: { account: Gateway; onEdit: () => void; onRemoved: () => void }) {
  const t = useGatewayTexts();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const onError = (error: Error) => toast(describeError(error, t), 'error');
  const check = useMutation({ mutationFn: checkGateway, onError, networkMode: 'always' });
  const remove = useMutation({ mutationFn: deleteGateway, onSuccess: onRemoved, onError, networkMode: 'always' });
  const facts: [string, string | null | undefined][] = [
    [t.gateway.baseUrl, account.base_url],
    [t.gateway.clientKey, account.client_key],
    [t.gateway.merchantId, account.merchant_id],
  ];

  return (
    <section aria-labelledby="gateway" className="space-y-4 rounded-2xl border border-line bg-surface p-5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h2 id="gateway" className="min-w-0 flex-1 basis-48 text-lg font-semibold">
          Midtrans · {environmentName(account.environment, t)}
        </h2>
        <span className={`rounded-md px-2 py-1 text-sm font-semibold ${account.enabled ? 'bg-(--ready-bg) text-(--ready-fg)' : 'bg-(--done-bg) text-(--done-fg)'}`}>{account.enabled ? t.gateway.on : t.gateway.off}</span>
      </div>
      <dl className="grid gap-x-6 gap-y-1 empty:hidden sm:grid-cols-[auto_minmax(0,1fr)]">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="font-mono text-sm [overflow-wrap:anywhere] sm:self-center">{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="text-sm text-muted">{t.gateway.keyKept}</p>
      <div role="status">{check.data && <Verdict check={check.data} />}</div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => check.mutate()} disabled={check.isPending}>
          {check.isPending ? t.gateway.checking : t.gateway.check}
        </Button>
        <Button onClick={onEdit}>{t.gateway.edit}</Button>
        <Button tone="danger" onClick={() => setAsking(true)}>
          {t.gateway.remove}
        </Button>
      </div>
      {asking && (
        <Dialog title={t.gateway.removeTitle} onClose={() => setAsking(false)}>
          <p>{t.gateway.removeText}</p>
          <div className="mt-5 flex justify-end gap-2">
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {t.common.cancel}
            </Button>
            <Button tone="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
              {t.gateway.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function Verdict({ check }: { check: GatewayCheck }) {
  const t = useGatewayTexts();
  const verdict = check.result === 'accepted' || check.result === 'refused' ? check.result : 'unknown';
  return (
    <div className={`rounded-lg border-s-4 bg-sunken px-3 py-2 ${verdict === 'accepted' ? 'border-pine' : 'border-red'}`}>
      <p className="font-medium">{t.gateway.verdict[verdict]}</p>
      {verdict !== 'accepted' && <p className="text-sm text-muted [overflow-wrap:anywhere]">{check.detail}</p>}
    </div>
  );
}

function environmentName(environment: string, t: GatewayTexts): string {
  return environment === 'production' ? t.gateway.production : t.gateway.sandbox;
}
