/** The words of the list of jobs, in English; see `en.ts`. */
const one = (count: number, single: string, many: string): string => (count === 1 ? single : many);

export const jobs = {
  lead: 'What Orderbell does by itself when its time comes: what waits, what is being done, and what was given up.',
  kind: 'Job',
  state: 'State',
  all: 'All',
  kinds: {
    'order.expire': 'Expire unpaid order',
    'order.unattended': 'Call for somebody to take the order',
    'order.decline': 'Decline order that nobody took',
    'order.late': 'Tell that an order is late',
    'order.complete': 'Complete order',
    'payment.recover': 'Ask about a payment',
    'shipment.track': 'Ask about a parcel',
    receipt: 'Look at a report again',
    webhook: 'Send to a webhook',
  },
  states: { ready: 'Waiting', running: 'Running', failed: 'Given up', parked: 'In line' },
  due: (when: string) => `Due ${when}`,
  gaveUp: (when: string) => `Given up ${when}`,
  attempts: (count: number) => `${String(count)} ${one(count, 'attempt', 'attempts')}`,
  retry: 'Do it now',
  retried: 'It begins now.',
  cancel: 'Take back',
  cancelled: 'Taken back.',
  cancelTitle: 'Take this job back?',
  cancelText: (name: string) => `${name}: it will not happen by itself, until the order changes so that it is needed again.`,
  emptyTitle: 'Nothing waits',
  emptyText: 'Jobs come with orders: an unpaid one expires, one that nobody takes is called out.',
  emptyFiltered: 'There are no such jobs.',
  older: 'Show older',
};
