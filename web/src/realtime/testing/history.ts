/**
 * A little server for tests: a log of orders with positions, from which both the frames of a
 * channel and the snapshots are made, so that a test can ask whether a screen ended up right.
 */
import type { Envelope, Order, Stats, Status } from '@/api/model';
import { type Cache, newestFirst, NEWEST_HELD } from '@/realtime/reconcile';

/** Numbers below `limit`, the same for the same seed. */
export function seeded(seed: number): (limit: number) => number {
  let state = (seed + 1) * 2_654_435_761;
  return (limit) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e37_79b9) | 0;
    return Math.abs(state ^ (state >>> 13)) % limit;
  };
}

const START = Date.parse('2026-11-21T03:00:00.000Z');
const COUNTER: Readonly<Record<Status, Exclude<keyof Stats, 'total' | 'oldest_pending_at'>>> = {
  pending_payment: 'unpaid',
  placed: 'pending',
  accepted: 'confirmed',
  preparing: 'confirmed',
  ready: 'confirmed',
  shipped: 'confirmed',
  completed: 'completed',
  expired: 'closed',
  declined: 'closed',
  cancelled: 'closed',
};
const AFTER: Readonly<Partial<Record<Status, readonly Status[]>>> = {
  pending_payment: ['placed', 'expired', 'cancelled'],
  placed: ['accepted', 'declined', 'cancelled', 'preparing'],
  accepted: ['preparing', 'ready', 'completed', 'cancelled'],
  preparing: ['ready', 'completed'],
  ready: ['completed', 'shipped'],
  shipped: ['completed'],
};

export function makeOrder(number: number, over: Partial<Order> = {}): Order {
  const created = new Date(START + number * 1_000).toISOString();
  return {
    uid: `uid-${String(number).padStart(6, '0')}`,
    code: `ORD-261121-${String(number).padStart(4, '0')}`,
    order_id: `uid-${String(number)}`,
    source: 'api',
    ext_id: null,
    version: 1,
    flow: 'restaurant',
    status: 'placed',
    status_canonical: 'placed',
    status_label: 'Pesanan Masuk',
    phase: 'new',
    counter: 'pending',
    vendor_id: 'main',
    customer_name: 'Budi',
    customer_phone: null,
    customer_email: null,
    currency: 'IDR',
    subtotal: 4_500_000,
    discount: 0,
    shipping: 0,
    tax: 0,
    total: 4_500_000,
    total_display: 'Rp 45.000',
    paid: 0,
    refunded: 0,
    payments: [],
    cases: [],
    payment_status: 'unpaid',
    pay_later: true,
    note: null,
    items: [{ name: 'Nasi goreng', sku: null, options: null, qty: 2, unit_price: 2_250_000, total: 4_500_000, total_display: 'Rp 45.000' }],
    items_truncated: false,
    booking: null,
    delivery: null,
    courier: null,
    tracking_no: null,
    reason: null,
    placed_at: created,
    ack_at: null,
    ack_by: null,
    rings_at: created,
    needs_ack: true,
    status_by: { kind: 'customer', name: null },
    expires_at: null,
    eta: null,
    created_at: created,
    updated_at: created,
    closed_at: null,
    url: '/orders/x',
    ...over,
  };
}

/** An event about an order. */
export type OrderEvent = Envelope & { order: Order };

export class History {
  seq = 0;
  readonly log: Envelope[] = [];
  readonly #orders = new Map<string, Order>();
  readonly #states: Cache[] = [];

  constructor(private readonly random: (limit: number) => number) {
    this.#states.push(this.snapshot());
  }

  place(status: Status = 'placed'): OrderEvent {
    const order = makeOrder(this.#orders.size + 1, { status_canonical: status, ...(status === 'placed' ? {} : { placed_at: null, rings_at: null }) });
    return this.#record({ type: 'order.created', from: null, to: status, order });
  }

  move(uid: string, to: Status): OrderEvent {
    const held = this.#order(uid);
    const placed = to === 'placed' ? new Date(START + this.seq * 1_000 + 500).toISOString() : held.placed_at;
    const order = { ...held, version: held.version + 1, status_canonical: to, placed_at: placed ?? null, rings_at: to === 'placed' ? (placed ?? null) : null };
    return this.#record({ type: 'order.status.changed', from: held.status_canonical, to, order });
  }

  acknowledge(uid: string): OrderEvent {
    const held = this.#order(uid);
    return this.#record({ type: 'order.acknowledged', from: null, to: null, order: { ...held, version: held.version + 1, ack_at: held.created_at, rings_at: null } });
  }

  /** Something that can happen next. */
  step(): Envelope {
    const movable = [...this.#orders.values()].filter((order) => AFTER[order.status_canonical as Status]);
    const order = movable[this.random(movable.length || 1)];
    if (!order || this.random(3) === 0) return this.place(this.random(4) === 0 ? 'pending_payment' : 'placed');
    if (order.status_canonical === 'placed' && this.random(4) === 0) return this.acknowledge(order.uid);
    const next = AFTER[order.status_canonical as Status] ?? [];
    return this.move(order.uid, next[this.random(next.length)] ?? 'completed');
  }

  snapshot(): Cache {
    const sorted = [...this.#orders.values()].sort(newestFirst);
    const held = sorted.filter((order, place) => place < NEWEST_HELD || order.rings_at !== null);
    return { epoch: 'e1', seq: this.seq, orders: new Map(held.map((order) => [order.uid, order])), news: [], stats: this.stats(), statsSeq: this.seq, oldestUnsure: false };
  }

  stats(): Stats {
    const stats: Stats = { unpaid: 0, pending: 0, confirmed: 0, completed: 0, closed: 0, total: 0, oldest_pending_at: null };
    for (const order of this.#orders.values()) {
      stats[COUNTER[order.status_canonical as Status]] += 1;
      stats.total += 1;
      const placed = order.status_canonical === 'placed' ? order.placed_at : null;
      if (placed && (!stats.oldest_pending_at || placed < stats.oldest_pending_at)) stats.oldest_pending_at = placed;
    }
    return stats;
  }

  /** The snapshot as it was at `seq`. */
  at(seq: number): Cache {
    const state = this.#states[seq];
    if (!state) throw new Error(`no state at ${String(seq)}`);
    return state;
  }

  #order(uid: string): Order {
    const order = this.#orders.get(uid);
    if (!order) throw new Error(`no order ${uid}`);
    return order;
  }

  #record(event: Pick<OrderEvent, 'type' | 'order'> & { from: string | null; to: string | null }): OrderEvent {
    const prev = this.seq;
    this.seq += 1;
    this.#orders.set(event.order.uid, event.order);
    this.#states.push(this.snapshot());
    const envelope: OrderEvent = {
      event_id: `event-${String(this.seq)}`,
      seq: this.seq,
      prev,
      epoch: 'e1',
      at: new Date(START + this.seq * 1_000).toISOString(),
      actor: { kind: 'api', id: null, name: null },
      kind: event.type,
      old_status: event.from,
      new_status: event.to,
      text: '',
      severity: 'low',
      title: null,
      icon: '',
      sound: 'none',
      ...event,
    };
    this.log.push(envelope);
    return envelope;
  }
}
