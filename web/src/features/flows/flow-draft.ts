/**
 * A flow as a person edits it: every field as it stands in the form, and what is wrong with it, told before anything is sent.
 * The server decides again; its words are English and come only where a rule is missing here.
 */
import type { FlowSettings, Status } from '@/api/model';
import { type Duration, durationOf, secondsOf } from '@/ui/duration-field';

/** The steps that a flow may choose from; `placed` comes before and `completed` after all of them. */
export const STEPS = ['accepted', 'preparing', 'ready', 'shipped'] as const;
export type Step = (typeof STEPS)[number];

export interface Label {
  en: string;
  id: string;
}
/** Names by status. */
export type Labels = Readonly<Record<string, Label>>;

/** The waits that a flow may limit until an order is taken, by the server's names. */
export const WAITS = ['accept_warn_seconds', 'accept_alarm_seconds', 'accept_limit_seconds'] as const;
/** And from then on, each with the step that it ends with. */
export const WORK = { ready_seconds: 'ready', ship_seconds: 'shipped' } as const;
export type Work = keyof typeof WORK;
const WORKS = Object.keys(WORK) as Work[];
export type Wait = (typeof WAITS)[number] | Work;

export interface FlowDraft {
  name: string;
  steps: ReadonlySet<Step>;
  /** Those of `steps` that only orders have which are brought or sent. */
  deliverySteps: ReadonlySet<Step>;
  needsAccept: boolean;
  delivers: boolean;
  completesOnDelivery: boolean;
  /** Only names of its own; an empty text stands for the usual name. */
  labels: Labels;
  pay: Duration;
  waits: Readonly<Record<Wait, Duration>>;
  autoDecline: boolean;
  completeDays: string;
}

/** What can be wrong with a field, by the keys of the catalogue. */
export type Fault = 'name' | 'twice' | 'accept' | 'pay' | 'wait' | 'falls' | 'ship' | 'step' | 'decline' | 'days';
/** By the server's names of fields, so that what it says goes to the same places. */
export type Faults = Readonly<Record<string, Fault>>;

export const LONGEST_LABEL = 40;
const LONGEST = 60 * 86_400;
const MOST_DAYS = 365;

/** An order must be paid for within some time; everything else may be left open. */
export const NEW_FLOW: FlowSettings = {
  name: '',
  steps: ['accepted', 'completed'],
  delivery_steps: [],
  needs_accept: true,
  delivers: false,
  completes_on_delivery: true,
  labels: {},
  deadlines: { pay_seconds: 86_400, accept_warn_seconds: null, accept_alarm_seconds: null, accept_limit_seconds: null, ready_seconds: null, ship_seconds: null, auto_decline: false, auto_complete_days: null },
};

export function draftOf(flow: FlowSettings): FlowDraft {
  const chosen = (names: readonly string[] = []) => new Set(STEPS.filter((step) => names.includes(step)));
  const { deadlines = {} } = flow;
  return {
    name: flow.name,
    steps: chosen(flow.steps),
    deliverySteps: chosen(flow.delivery_steps),
    needsAccept: flow.needs_accept ?? false,
    delivers: flow.delivers ?? false,
    completesOnDelivery: flow.completes_on_delivery ?? true,
    labels: flow.labels ?? {},
    pay: durationOf(deadlines.pay_seconds),
    waits: {
      accept_warn_seconds: durationOf(deadlines.accept_warn_seconds),
      accept_alarm_seconds: durationOf(deadlines.accept_alarm_seconds),
      accept_limit_seconds: durationOf(deadlines.accept_limit_seconds),
      ready_seconds: durationOf(deadlines.ready_seconds),
      ship_seconds: durationOf(deadlines.ship_seconds),
    },
    autoDecline: deadlines.auto_decline ?? false,
    completeDays: deadlines.auto_complete_days === null || deadlines.auto_complete_days === undefined ? '' : String(deadlines.auto_complete_days),
  };
}

/** What is sent. `before` is what the draft was made of: settings that the form does not know stay as they are. */
export function settingsOf(draft: FlowDraft, before: FlowSettings, usual: Labels): FlowSettings {
  const steps = STEPS.filter((step) => draft.steps.has(step));
  return {
    ...before,
    name: draft.name.trim(),
    steps: [...steps, 'completed'],
    delivery_steps: steps.filter((step) => draft.deliverySteps.has(step)),
    needs_accept: draft.needsAccept,
    delivers: draft.delivers,
    completes_on_delivery: draft.completesOnDelivery,
    labels: ownLabels(draft.labels, usual),
    deadlines: {
      ...before.deadlines,
      pay_seconds: secondsOf(draft.pay) ?? 0,
      accept_warn_seconds: secondsOf(draft.waits.accept_warn_seconds),
      accept_alarm_seconds: secondsOf(draft.waits.accept_alarm_seconds),
      accept_limit_seconds: secondsOf(draft.waits.accept_limit_seconds),
      ready_seconds: secondsOf(draft.waits.ready_seconds),
      ship_seconds: secondsOf(draft.waits.ship_seconds),
      auto_decline: draft.autoDecline,
      auto_complete_days: draft.completeDays.trim() === '' ? null : Number(draft.completeDays),
    },
  };
}

/** Names that differ from the usual ones; one that is given in one language only has the usual name in the other. */
function ownLabels(labels: Labels, usual: Labels): Record<string, Label> {
  const own: Record<string, Label> = {};
  for (const [status, label] of Object.entries(labels)) {
    const plain = usual[status];
    const en = label.en.trim() || (plain?.en ?? '');
    const id = label.id.trim() || (plain?.id ?? '');
    if (en !== plain?.en || id !== plain.id) own[status] = { en, id };
  }
  return own;
}

/** What stands in the way of saving; `taken` are the names of the other flows. */
export function faultsOf(draft: FlowDraft, taken: readonly string[]): Faults {
  const faults: Record<string, Fault> = {};
  const name = draft.name.trim();
  if (!/^[a-z0-9_-]{1,40}$/.test(name)) faults.name = 'name';
  else if (taken.includes(name)) faults.name = 'twice';
  if (draft.needsAccept && !draft.steps.has('accepted')) faults.needs_accept = 'accept';
  if (!isWithin(secondsOf(draft.pay), 60)) faults['deadlines.pay_seconds'] = 'pay';
  let latest = 0;
  for (const wait of WAITS) {
    const seconds = secondsOf(draft.waits[wait]);
    if (seconds === null) continue;
    if (!isWithin(seconds, 10)) {
      faults[`deadlines.${wait}`] = 'wait';
      continue;
    }
    if (seconds < latest) faults[`deadlines.${wait}`] = 'falls';
    latest = Math.max(latest, seconds);
  }
  const { ready_seconds: ready, ship_seconds: ship } = draft.waits;
  for (const work of WORKS) {
    const seconds = secondsOf(draft.waits[work]);
    if (seconds === null) continue;
    if (!isWithin(seconds, 10)) faults[`deadlines.${work}`] = 'wait';
    else if (!draft.steps.has(WORK[work])) faults[`deadlines.${work}`] = 'step';
  }
  if ((secondsOf(ready) ?? 0) > (secondsOf(ship) ?? Number.POSITIVE_INFINITY)) faults['deadlines.ship_seconds'] ??= 'ship';
  if (draft.autoDecline && secondsOf(draft.waits.accept_limit_seconds) === null) faults['deadlines.accept_limit_seconds'] = 'decline';
  if (!/^\s*\d*\s*$/.test(draft.completeDays) || Number(draft.completeDays) > MOST_DAYS) faults['deadlines.auto_complete_days'] = 'days';
  return faults;
}

function isWithin(seconds: number | null, least: number): boolean {
  return seconds !== null && seconds >= least && seconds <= LONGEST;
}

/** Whether two flows are the same, whatever order their names are in. */
export function isSame(one: FlowSettings, other: FlowSettings): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));
}

/** The way of an order, as a list of statuses: of one that is fetched, or of one that is brought or sent. */
export function pathOf(flow: FlowSettings, delivered: boolean): Status[] {
  const skipped = delivered ? [] : (flow.delivery_steps ?? []);
  return ['placed', ...flow.steps.filter((step) => !skipped.includes(step))] as Status[];
}
