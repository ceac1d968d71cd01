/** One kind of order: its way, its waits, and what can be done with it. */
import { useId, useState } from 'react';
import type { FlowSettings } from '@/api/model';
import type { Labels } from '@/features/flows/flow-draft';
import { FlowPath } from '@/features/flows/flow-path';
import { useFlowsTexts } from '@/features/flows/texts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

interface Props {
  flow: FlowSettings;
  usual: Labels;
  /** Whether orders that name no kind are of this one. */
  first: boolean;
  /** Whether it differs from what an app begins with. */
  changed: boolean;
  busy: boolean;
  onEdit: () => void;
  onFirst: () => void;
  /** `null` for the last one, which must stay. */
  onRemove: (() => void) | null;
}

export function FlowCard({ flow, usual, first, changed, busy, onEdit, onFirst, onRemove }: Props) {
  const t = useFlowsTexts();
  const title = useId();
  const [asking, setAsking] = useState(false);
  const name = t.flows.names[flow.name as keyof typeof t.flows.names] ?? flow.name;
  return (
    <section aria-labelledby={title} className="space-y-4 rounded-2xl border border-line bg-surface p-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={title} className="text-lg font-semibold [overflow-wrap:anywhere]">
          {name}
        </h2>
        {name !== flow.name && <code className="font-mono text-sm text-muted">{flow.name}</code>}
        {first && <span className="rounded-md bg-(--ready-bg) px-2 py-1 text-sm font-semibold text-(--ready-fg)">{t.flows.isFirst}</span>}
        {changed && <span className="rounded-md bg-(--done-bg) px-2 py-1 text-sm font-semibold text-(--done-fg)">{t.flows.changed}</span>}
      </div>
      <FlowPath flow={flow} usual={usual} />
      <div className="flex flex-wrap gap-2">
        <Button aria-label={`${t.common.edit}: ${name}`} onClick={onEdit}>
          {t.common.edit}
        </Button>
        {!first && (
          <Button aria-label={`${t.flows.makeFirst}: ${name}`} disabled={busy} onClick={onFirst}>
            {t.flows.makeFirst}
          </Button>
        )}
        {onRemove && (
          <Button tone="danger" aria-label={`${t.common.remove}: ${name}`} onClick={() => setAsking(true)}>
            {t.common.remove}
          </Button>
        )}
      </div>
      {asking && (
        <Dialog title={t.flows.removeTitle(name)} onClose={() => setAsking(false)}>
          <p>{t.flows.removeText}</p>
          <div className="mt-5 flex justify-end gap-2">
            <Button tone="quiet" onClick={() => setAsking(false)}>
              {t.common.cancel}
            </Button>
            <Button
              tone="danger"
              disabled={busy}
              onClick={() => {
                setAsking(false);
                onRemove?.();
              }}
            >
              {t.common.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
