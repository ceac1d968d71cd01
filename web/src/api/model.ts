/**
 * Names for the server's data, so that screens never spell a path into the generated schema.
 * A change of the schema shows up here or in `calls.ts`, nowhere else.
 */
import type { components } from '@/api/schema.gen';

type Schemas = components['schemas'];

export type Envelope = Schemas['Envelope'];
export type Flow = Schemas['FlowView'];
export type FlowSettings = Schemas['FlowSettings'];
export type UsualFlows = Schemas['UsualFlows'];
export type Order = Schemas['OrderView'];
export type OrderCase = Schemas['CaseView'];
export type OrderItem = Schemas['ItemView'];
export type Session = Schemas['SessionView'];
export type Stats = Schemas['StatsView'];
export type AppDetail = Schemas['AppDetail'];
export type AppKey = Schemas['AppKeyView'];
export type AppSecret = Schemas['SecretView'];
export type AppSettings = Schemas['AppSettings'];
export type Product = Schemas['ProductView'];
export type Vendor = Schemas['VendorView'];
export type Webhook = Schemas['WebhookView'];
export type Gateway = Schemas['GatewayView'];
export type GatewayCheck = Schemas['GatewayCheck'];
export type Job = Schemas['JobView'];
export type Delivery = Schemas['WebhookDeliveryView'];
export type Source = Schemas['SourceView'];
export type SourceSecrets = Schemas['SourceSecrets'];
export type Receipt = Schemas['ReceiptView'];
export type Provider = Schemas['Provider'];

/** The systems that can report to an app, the most used first. */
export const PROVIDERS: readonly Provider[] = ['midtrans', 'stripe', 'shopify', 'woocommerce', 'standard', 'generic'];
export type Courier = Schemas['CourierView'];
export type CourierDraft = Schemas['CourierDraft'];

/** Where a parcel can be, in the order in which it gets there. */
export const SHIPMENT_STATES = ['packed', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'failed', 'returned'] as const;
export type Mapping = Schemas['Mapping'];
export type MappingEntry = Schemas['MappingView'];
export type MappingLogEntry = Schemas['MappingLogEntryView'];
export type SeenEvent = Schemas['SeenEvent'];
export type Guess = Schemas['GuessView'];
export type GuessedField = Schemas['GuessedFieldView'];
export type FieldReading = Schemas['FieldReadingView'];
export type Words = Schemas['WordsView'];

/** The kinds of channel events that a webhook can ask for. */
export const CHANNEL_EVENTS = [
  'channel_occupied',
  'channel_vacated',
  'member_added',
  'member_removed',
  'client_event',
  'cache_miss',
  'subscription_count',
] as const;
export type ChannelEventKind = (typeof CHANNEL_EVENTS)[number];

/** The ten statuses, in the order in which they advance; the last three are exits. */
export const STATUSES = [
  'pending_payment',
  'placed',
  'accepted',
  'preparing',
  'ready',
  'shipped',
  'completed',
  'expired',
  'declined',
  'cancelled',
] as const;
export type Status = (typeof STATUSES)[number];

/** How the money of an order can stand, in the order in which it gets there. */
export const PAYMENT_STATUSES = ['unpaid', 'review', 'paid', 'part_refunded', 'refunded', 'disputed', 'reversed'] as const;

/** What a person can do with an order; the last part of the action's path. */
export type Action = 'ack' | 'accept' | 'decline' | 'start' | 'ready' | 'ship' | 'complete' | 'cancel' | 'expire' | 'mark-paid' | 'reopen';

/** The canonical status of an order; `status` itself may carry an app's own word. */
export function statusOf(order: Order): Status {
  const status = order.status_canonical as Status;
  return STATUSES.includes(status) ? status : 'placed';
}
