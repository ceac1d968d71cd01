import { describe, expect, it } from 'vitest';
import { type Flow, type Status, STATUSES } from '@/api/model';
import { en } from '@/i18n/en';
import { offersFor, statusLabel } from '@/order/offers';
import { makeOrder } from '@/realtime/testing/history';
// eslint-disable-next-line no-restricted-imports -- the table is written for people, outside the dashboard
import table from '../../../docs/roles.md?raw';

const flow = (over: Partial<Flow>): Flow => ({ name: 'x', steps: ['accepted', 'preparing', 'ready', 'shipped', 'completed'], delivery_steps: [], needs_accept: true, labels: {}, ...over });
const restaurant = flow({ delivery_steps: ['shipped'] });
const booking = flow({ steps: ['accepted', 'completed'] });
const order = (status: Status, over = {}) => makeOrder(1, { status_canonical: status, paid: 4_500_000, ...over });

describe('offers', () => {
  it('ask for acceptance first, then for having seen it', () => {
    expect(offersFor(order('placed'), restaurant, 'owner')).toEqual({ buttons: ['accept', 'decline', 'ack'], menu: ['start', 'ready', 'complete', 'cancel'] });
  });

  it('drop "seen" once it was seen', () => {
    expect(offersFor(order('placed', { ack_at: '2026-11-21T03:00:00Z' }), restaurant, 'owner').buttons).toEqual(['accept', 'decline']);
  });

  it('put the next step forward and the later ones into the menu', () => {
    expect(offersFor(order('accepted'), restaurant, 'owner')).toEqual({ buttons: ['start'], menu: ['ready', 'complete', 'cancel'] });
    expect(offersFor(order('accepted'), booking, 'owner')).toEqual({ buttons: ['complete'], menu: ['cancel'] });
  });

  it('ship only what is brought', () => {
    expect(offersFor(order('ready', { delivery: { type: 'delivery', address: null, due_at: null } }), restaurant, 'owner').buttons).toEqual(['ship']);
    expect(offersFor(order('ready'), restaurant, 'owner').buttons).toEqual(['complete']);
  });

  it('leave shipping to the flow, unless the order is fetched', () => {
    const shop = flow({ needs_accept: false });
    expect(offersFor(order('ready'), shop, 'owner').buttons).toEqual(['ship']);
    expect(offersFor(order('ready', { delivery: { type: 'pickup', address: null, due_at: null } }), shop, 'owner').buttons).toEqual(['complete']);
  });

  it('take money for what is not paid', () => {
    expect(offersFor(order('pending_payment'), restaurant, 'owner')).toEqual({ buttons: ['mark-paid'], menu: ['cancel', 'expire'] });
    expect(offersFor(order('ready', { paid: 0 }), restaurant, 'owner').menu).toContain('mark-paid');
  });

  it('leave what is over alone, but for money that is still owed and the way back', () => {
    expect(offersFor(order('completed'), restaurant, 'owner')).toEqual({ buttons: [], menu: [] });
    expect(offersFor(order('completed', { paid: 0 }), restaurant, 'owner')).toEqual({ buttons: [], menu: ['mark-paid'] });
    for (const status of ['expired', 'declined', 'cancelled'] as const) {
      expect(offersFor(order(status), restaurant, 'owner')).toEqual({ buttons: [], menu: ['reopen'] });
      expect(offersFor(order(status, { paid: 0, pay_later: true }), restaurant, 'admin').menu).toEqual(['reopen']);
      expect(offersFor(order(status, { paid: 0, pay_later: false }), restaurant, 'owner').menu).toEqual([]);
      expect(offersFor(order(status), restaurant, 'vendor').menu).toEqual([]);
    }
  });

  it('keep from a cashier what only others may do', () => {
    expect(offersFor(order('placed'), restaurant, 'cashier').buttons).toEqual(['accept', 'ack']);
    expect(offersFor(order('placed'), restaurant, 'cashier').menu).not.toContain('cancel');
    const brought = { delivery: { type: 'delivery', address: null, due_at: null } };
    expect(offersFor(order('ready', brought), restaurant, 'cashier').buttons).toEqual([]);
    expect(offersFor(order('pending_payment'), restaurant, 'cashier')).toEqual({ buttons: ['mark-paid'], menu: [] });
  });

  it('keep from a vendor the money, and orders that have left', () => {
    expect(offersFor(order('pending_payment'), restaurant, 'vendor')).toEqual({ buttons: [], menu: ['cancel'] });
    expect(offersFor(order('shipped'), restaurant, 'vendor').menu).not.toContain('cancel');
  });

  it('leave to a customer what is theirs to say', () => {
    expect(offersFor(order('placed'), restaurant, 'customer')).toEqual({ buttons: [], menu: ['cancel'] });
    expect(offersFor(order('preparing'), restaurant, 'customer')).toEqual({ buttons: [], menu: [] });
    expect(offersFor(order('ready'), restaurant, 'customer').buttons).toEqual(['complete']);
  });
});

it('calls a status in the words of the shop, or in those of its flow for a reader of another language', () => {
  const shop = flow({ labels: { accepted: { en: 'Checked', id: 'Sudah kami cek' } } });
  const confirmed = makeOrder(1, { flow: 'shop', status_canonical: 'accepted', status_label: 'Sudah kami cek' });
  expect(statusLabel(confirmed, shop, 'own', 'en', en)).toBe('Sudah kami cek');
  expect(statusLabel(confirmed, shop, 'translated', 'en', en)).toBe('Checked');
  expect(statusLabel(confirmed, restaurant, 'translated', 'en', en)).toBe('Accepted');
});

describe('the table of docs/roles.md', () => {
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

  it.each([
    ['owner', 1],
    ['admin', 1],
    ['vendor', 2],
    ['cashier', 3],
  ] as const)('says what a %s is offered', (role, column) => {
    const delivered = { delivery: { type: 'delivery', address: null, due_at: null } };
    const offered = new Set(
      STATUSES.flatMap((status) => [order(status, delivered), order(status, { ...delivered, paid: 0 })]).flatMap((each) => {
        const { buttons, menu } = offersFor(each, restaurant, role);
        return [...buttons, ...menu];
      }),
    );
    const told = rows.filter((cells) => cells[column] !== 'no').flatMap(([first]) => [...(first ?? '').matchAll(/`([a-z-]+)`/g)].map(([, action]) => action));
    expect(told.sort()).toEqual([...offered].sort());
  });
});
