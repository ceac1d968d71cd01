/** How orders go: the kinds that there are, each with its steps, names and deadlines. For owners and admins. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { putFlows, readFlows, readUsualFlows } from '@/api/calls';
import type { FlowSettings } from '@/api/model';
import { useFieldTexts } from '@/failures/field-texts';
import { describeError } from '@/failures/describe-error';
import { FlowCard } from '@/features/flows/flow-card';
import { isSame, NEW_FLOW } from '@/features/flows/flow-draft';
import { FlowForm } from '@/features/flows/flow-form';
import { useFlowsTexts } from '@/features/flows/texts';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { useToast } from '@/ui/toast';

const FLOWS = ['flows'] as const;
const USUAL = ['usual-flows'] as const;
const NONE: Readonly<Record<string, string>> = {};

/** `onSaved`: what else shows names and steps has to hear of new ones. */
export function FlowsPage({ onSaved }: { onSaved: () => void }) {
  const t = useFlowsTexts();
  const client = useQueryClient();
  const toast = useToast();
  const list = useQuery({ queryKey: FLOWS, queryFn: readFlows });
  const usual = useQuery({ queryKey: USUAL, queryFn: readUsualFlows, staleTime: Infinity });
  /** The place of the flow that is edited; one past the end is a new one. */
  const [editing, setEditing] = useState<number | null>(null);
  const saving = useMutation({
    mutationFn: putFlows,
    onSuccess: (saved) => {
      client.setQueryData(FLOWS, saved);
      setEditing(null);
      toast(t.flows.saved);
      onSaved();
    },
    onError: (error) => {
      if (editing === null) toast(describeError(error, t), 'error');
    },
    networkMode: 'always',
  });
  const edit = (at: number | null) => {
    saving.reset();
    setEditing(at);
  };
  const flows = list.data ?? [];
  const failed = list.error ?? usual.error;
  const texts = useFieldTexts(saving.error);
  const own = useMemo(() => ownFields(texts, editing), [texts, editing]);
  const form = (at: number, start: FlowSettings) => {
    const known = Object.keys(own).length > 0;
    return (
      <FlowForm
        start={start}
        isNew={at === flows.length}
        usual={usual.data?.labels ?? {}}
        taken={flows.filter((_, other) => other !== at).map((flow) => flow.name)}
        saving={saving.isPending}
        refused={own}
        error={saving.error}
        failure={saving.error && !known ? describeError(saving.error, t) : null}
        onReset={usual.data?.flows.find((flow) => flow.name === start.name) ?? null}
        onCancel={() => edit(null)}
        onSave={(flow) => saving.mutate([...flows.slice(0, at), flow, ...flows.slice(at + 1)])}
      />
    );
  };

  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-2xl font-semibold tracking-tight">{t.pages.flows}</h1>
          <p className="mt-1 max-w-prose text-muted">{t.flows.lead}</p>
        </div>
        {list.data && editing === null && (
          <Button icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => edit(flows.length)}>
            {t.flows.add}
          </Button>
        )}
      </div>
      {failed && (
        <Failure message={describeError(failed, t)} onRetry={() => void Promise.all([list.refetch(), usual.refetch()])} />
      )}
      {(list.isPending || usual.isPending) && <p className="text-muted">{t.common.loading}</p>}
      {list.data && usual.data && (
        <ul className="space-y-4">
          {flows.map((flow, at) => (
            <li key={flow.name}>
              {editing === at ? (
                form(at, flow)
              ) : (
                <FlowCard
                  flow={flow}
                  usual={usual.data.labels}
                  first={at === 0}
                  changed={usual.data.flows.some((other) => other.name === flow.name && !isSame(other, flow))}
                  busy={saving.isPending}
                  onEdit={() => edit(at)}
                  onFirst={() => saving.mutate([flow, ...flows.filter((other) => other !== flow)])}
                  onRemove={flows.length > 1 ? () => saving.mutate(flows.filter((other) => other !== flow)) : null}
                />
              )}
            </li>
          ))}
          {editing === flows.length && <li>{form(flows.length, NEW_FLOW)}</li>}
        </ul>
      )}
    </>
  );
}

/** What the server found wrong with the flow at a place, by the names of its fields. */
function ownFields(texts: Readonly<Record<string, string>>, at: number | null): Readonly<Record<string, string>> {
  if (at === null) return NONE;
  const prefix = `flows[${String(at)}].`;
  const own = Object.entries(texts).filter(([field]) => field.startsWith(prefix));
  return own.length === 0 ? NONE : Object.fromEntries(own.map(([field, message]) => [field.slice(prefix.length), message]));
}
