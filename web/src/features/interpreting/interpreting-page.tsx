/** What the app's own broadcasts mean: events that nobody has explained, mappings, and what came of them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { forgetSamples, guessMapping, readMappings, readSeenEvents } from '@/api/calls';
import type { Guess, Mapping, SeenEvent } from '@/api/model';
import { MappingCard } from '@/features/interpreting/mapping-card';
import { MappingEditor } from '@/features/interpreting/mapping-editor';
import { MappingLog } from '@/features/interpreting/mapping-log';
import { describeError } from '@/features/interpreting/describe-error';
import { useInterpretingTexts } from '@/features/interpreting/texts';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';

const MAPPINGS = ['mappings'] as const;
const SEEN = ['seen-events'] as const;

interface Editing {
  id: number | null;
  start: Mapping;
  guess: Guess | null;
  samples: readonly { data: string; at: string }[];
}

export function InterpretingPage({ timezone }: { timezone: string }) {
  const t = useInterpretingTexts();
  const toast = useToast();
  const client = useQueryClient();
  const mappings = useQuery({ queryKey: MAPPINGS, queryFn: readMappings, refetchInterval: 10_000 });
  const seen = useQuery({ queryKey: SEEN, queryFn: readSeenEvents, refetchInterval: 5_000 });
  const [editing, setEditing] = useState<Editing | null>(null);
  const onError = (error: Error) => toast(describeError(error, t), 'error');
  const reload = () => {
    setEditing(null);
    for (const queryKey of [MAPPINGS, SEEN, ['mapping-log']]) void client.invalidateQueries({ queryKey });
  };
  const asking = useMutation({
    mutationFn: (event: SeenEvent) => guessMapping(event.channel, event.event),
    onSuccess: (guess, event) => setEditing({ id: null, start: guess.mapping, guess, samples: event.samples }),
    onError,
    networkMode: 'always',
  });
  const forgetting = useMutation({ mutationFn: forgetSamples, onSuccess: reload, onError, networkMode: 'always' });
  const samplesOf = (mapping: Mapping) => {
    const events = seen.data?.events.filter((event) => mapping.event.includes(event.event)) ?? [];
    return events.flatMap((event) => event.samples);
  };
  const unexplained = seen.data?.events.filter((event) => !event.mapped) ?? [];

  return (
    <>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t.pages.interpreting}</h1>
        <p className="mt-1 max-w-prose text-muted">{t.interpreting.lead}</p>
      </div>
      {editing ? (
        <MappingEditor key={editing.id ?? 'new'} {...editing} onClose={() => setEditing(null)} onSaved={reload} />
      ) : (
        <>
          <section aria-labelledby="seen" className="space-y-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h2 id="seen" className="text-lg font-semibold">
                {t.interpreting.seen}
              </h2>
              {(seen.data?.events.length ?? 0) > 0 && (
                <Button tone="quiet" disabled={forgetting.isPending} onClick={() => forgetting.mutate()}>
                  {t.interpreting.forget}
                </Button>
              )}
            </div>
            {seen.isError && <p className="text-red">{describeError(seen.error, t)}</p>}
            {seen.data && !seen.data.enabled && <p>{t.interpreting.samplesOff}</p>}
            {seen.data?.enabled === true && unexplained.length === 0 && <p className="max-w-prose text-muted">{t.interpreting.seenEmpty}</p>}
            {unexplained.length > 0 && (
              <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
                {unexplained.map((event) => (
                  <li key={`${event.channel} ${event.event}`} className="flex flex-wrap items-center gap-3 px-5 py-3">
                    <div className="min-w-0 flex-1 basis-56">
                      <p className="font-mono font-semibold [overflow-wrap:anywhere]">{event.event}</p>
                      <p className="text-sm text-muted [overflow-wrap:anywhere]">
                        {event.channel} · {t.interpreting.examples(event.samples.length)}
                      </p>
                    </div>
                    <Button tone="primary" aria-label={t.interpreting.explainEvent(event.event)} disabled={asking.isPending} onClick={() => asking.mutate(event)}>
                      {t.interpreting.explain}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section aria-labelledby="mappings" className="space-y-3">
            <h2 id="mappings" className="text-lg font-semibold">
              {t.interpreting.mappings}
            </h2>
            {mappings.isError && (
              <div>
                <p className="text-red">{describeError(mappings.error, t)}</p>
                <Button className="mt-3" onClick={reload}>
                  {t.common.retry}
                </Button>
              </div>
            )}
            {mappings.data?.length === 0 && <p className="text-muted">{t.interpreting.mappingsEmpty}</p>}
            <ul className="space-y-4">
              {mappings.data?.map((entry) => (
                <li key={entry.id}>
                  <MappingCard entry={entry} onEdit={() => setEditing({ id: entry.id, start: entry.mapping, guess: null, samples: samplesOf(entry.mapping) })} onChanged={reload} />
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="mapping-log" className="space-y-3">
            <h2 id="mapping-log" className="text-lg font-semibold">
              {t.interpreting.log}
            </h2>
            <MappingLog timezone={timezone} />
          </section>
        </>
      )}
    </>
  );
}
