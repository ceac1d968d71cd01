/**
 * Accepting several orders at once: which are chosen, and what came of each. They are sent one after the other, each as if its
 * own button had been pressed, so that each has its own answer and what is refused of one keeps none of the others.
 */
import { useRef, useState } from 'react';
import { act } from '@/api/calls';
import type { Order } from '@/api/model';
import { Problem, Unreachable } from '@/api/problem';

/** What came of one order. */
export type Outcome =
  | { kind: 'accepted' }
  /** It was so already; by whom, where that is known. */
  | { kind: 'already'; by: string | null }
  | { kind: 'refused'; message: string }
  /** Nobody knows whether it was heard. Sending it again is safe. */
  | { kind: 'unanswered' };

/** Most orders that are chosen at once. */
export const CHOSEN_MOST = 100;

interface Answers {
  /** An order as it is now, from an answer. */
  onOrder: (order: Order) => void;
  /** All were sent, or the server fell silent. */
  onEnd: (done: number, refused: number) => void;
}

export function useBulkAccept({ onOrder, onEnd }: Answers) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [left, setLeft] = useState<number | null>(null);
  const running = useRef(false);

  const toggle = (uid: string) => setChosen((before) => (before.has(uid) ? without(before, uid) : before.size < CHOSEN_MOST ? new Set(before).add(uid) : before));
  const choose = (uids: readonly string[]) => setChosen(new Set(uids.slice(0, CHOSEN_MOST)));

  const run = async (orders: readonly Order[]) => {
    if (running.current) return;
    running.current = true;
    setOutcomes(new Map());
    let done = 0;
    let refused = 0;
    for (const [place, order] of orders.entries()) {
      setLeft(orders.length - place);
      const outcome = await accept(order, onOrder);
      setOutcomes((before) => new Map(before).set(order.uid, outcome));
      // Who gives no answer to one gives none to the others either: they stay chosen, to be sent once there is a line again.
      if (outcome.kind === 'unanswered') break;
      setChosen((before) => without(before, order.uid));
      if (outcome.kind === 'refused') refused += 1;
      else done += 1;
    }
    running.current = false;
    setLeft(null);
    onEnd(done, refused);
  };
  return { chosen, outcomes, left, toggle, choose, run };
}

async function accept(order: Order, onOrder: (order: Order) => void): Promise<Outcome> {
  try {
    const answer = await act(order.code, 'accept');
    onOrder(answer.order);
    return answer.already_by ? { kind: 'already', by: answer.already_by } : { kind: 'accepted' };
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'unanswered' };
    if (!(error instanceof Problem)) throw error;
    if (error.order) onOrder(error.order);
    return { kind: 'refused', message: error.message };
  }
}

function without(set: ReadonlySet<string>, uid: string): ReadonlySet<string> {
  const next = new Set(set);
  next.delete(uid);
  return next;
}
