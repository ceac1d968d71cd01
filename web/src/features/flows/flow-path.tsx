/** The way that an order takes, and what happens by itself while it waits. */
import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import type { FlowSettings, Status } from '@/api/model';
import { type Labels, pathOf } from '@/features/flows/flow-draft';
import { type FlowsTexts, useFlowsTexts } from '@/features/flows/texts';
import { formatAge } from '@/i18n/format';
import { type Locale, useLocale } from '@/i18n/locale';

interface Props {
  flow: FlowSettings;
  usual: Labels;
}

export function FlowPath({ flow, usual }: Props) {
  const t = useFlowsTexts();
  const { locale } = useLocale();
  const name = (status: Status) => flow.labels?.[status]?.[locale] || usual[status]?.[locale] || t.status[status];
  const ways = (flow.delivery_steps ?? []).length > 0 ? [false, true] : [true];
  return (
    <div className="space-y-3">
      {ways.map((delivered) => (
        <div key={String(delivered)}>
          {ways.length > 1 && <p className="mb-1 text-sm font-medium text-muted">{delivered ? t.flows.wayDelivered : t.flows.wayFetched}</p>}
          <ol aria-label={ways.length > 1 ? (delivered ? t.flows.wayDelivered : t.flows.wayFetched) : t.flows.way} className="flex flex-wrap items-center gap-x-1 gap-y-1.5">
            {pathOf(flow, delivered).map((status, at) => (
              <Fragment key={status}>
                <li className="flex min-w-0 items-center gap-1">
                  {at > 0 && <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted" />}
                  <span data-status={status} className="min-w-0 rounded-md bg-(--status-bg) px-2 py-1 text-sm leading-tight font-semibold text-(--status-fg) [overflow-wrap:anywhere]">
                    {name(status)}
                  </span>
                </li>
              </Fragment>
            ))}
          </ol>
        </div>
      ))}
      <ul className="list-disc space-y-0.5 ps-5 text-sm text-muted">
        {factsOf(flow, t, locale).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </div>
  );
}

/** What time does to an order of the flow, in the order in which it happens. */
export function factsOf(flow: FlowSettings, t: FlowsTexts, locale: Locale): string[] {
  const { deadlines = {} } = flow;
  const age = (seconds: number) => formatAge(seconds * 1_000, locale);
  const { pay_seconds: pay, accept_warn_seconds: warn, accept_alarm_seconds: alarm, accept_limit_seconds: limit, ready_seconds: ready, ship_seconds: ship, auto_complete_days: days } = deadlines;
  return [
    flow.needs_accept ? t.flows.facts.accept : t.flows.facts.seen,
    pay && t.flows.facts.pay(age(pay)),
    warn && t.flows.facts.warn(age(warn)),
    // Where nothing is said of the admins they are called when it is too late.
    alarm ? t.flows.facts.alarm(age(alarm)) : limit && t.flows.facts.alarm(age(limit)),
    limit && deadlines.auto_decline && t.flows.facts.decline(age(limit)),
    ready && t.flows.facts.ready(age(ready), flow.needs_accept ?? false),
    ship && t.flows.facts.ship(age(ship), flow.needs_accept ?? false),
    flow.steps.includes('shipped') && flow.completes_on_delivery && t.flows.facts.delivered,
    typeof days === 'number' && Number.isInteger(days) && t.flows.facts.complete(days),
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '');
}
