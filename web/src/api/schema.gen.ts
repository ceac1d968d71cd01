/* Written by `npm run api` from ../openapi.json. */
export interface paths {
  '/v1/session': {
    get: { responses: { 200: { content: { 'application/json': components['schemas']['Session'] } } } };
    post: { requestBody: { content: { 'application/json': { email: string; password: string } } }; responses: { 200: { content: { 'application/json': components['schemas']['Session'] } } } };
    delete: { responses: { 204: { content?: never } } };
  };
  '/v1/setup': {
    post: { requestBody: { content: { 'application/json': components['schemas']['Setup'] } }; responses: { 201: { content: { 'application/json': components['schemas']['Session'] } } } };
  };
  '/v1/stats': { get: { responses: { 200: { content: { 'application/json': components['schemas']['StatsAnswer'] } } } } };
  '/v1/orders': {
    get: {
      parameters: { query?: { status?: string; phase?: string; ringing?: boolean; vendor?: string; q?: string; limit?: number; before?: string } };
      responses: { 200: { content: { 'application/json': components['schemas']['OrdersPage'] } } };
    };
  };
  '/v1/orders/{reference}/{action}': {
    post: {
      parameters: { path: { reference: string; action: string } };
      requestBody?: { content: { 'application/json': components['schemas']['ActionBody'] } };
      responses: { 200: { content: { 'application/json': components['schemas']['ActionAnswer'] } } };
    };
  };
  '/v1/events': {
    get: {
      parameters: { query: { after: number; limit?: number } };
      responses: { 200: { content: { 'application/json': components['schemas']['EventsPage'] } } };
    };
  };
}
export interface components {
  schemas: {
    Actor: { kind: string; id?: string | null; name?: string | null };
    Flow: { name: string; steps: string[]; delivery_steps?: string[]; needs_accept: boolean; labels?: Record<string, { en: string; id: string }> };
    Session: {
      user: { id: string; name: string; email: string; role: string; vendor_id: string | null; locale: string | null };
      app: { id: string; name: string; key: string; locale: string; currency: string; timezone: string; flows: components['schemas']['Flow'][] };
      server: { version: string; time: string };
    };
    Setup: { token: string; name: string; email: string; password: string; store_name?: string; locale?: string; timezone?: string };
    Stats: { unpaid: number; pending: number; confirmed: number; completed: number; closed: number; total: number; oldest_pending_at: string | null };
    StatsAnswer: { epoch: string; seq: number; stats: components['schemas']['Stats'] };
    Item: { name: string; sku?: string | null; options?: unknown; qty: number; unit_price: number; total: number; total_display?: string };
    Booking: { resource_id?: string | null; resource_name?: string | null; check_in: string; check_out: string; guests?: number | null };
    Delivery: { type?: string | null; address?: string | null; due_at?: string | null };
    Order: {
      uid: string; code: string; order_id: string; source: string; version: number; flow: string; status: string; status_canonical: string; status_label: string;
      phase: string; counter: string; vendor_id: string; customer_name: string | null; customer_phone: string | null; currency: string; total: number; total_display: string;
      paid: number; payment_status: string; pay_later: boolean; note: string | null; items: components['schemas']['Item'][]; items_truncated: boolean;
      booking: components['schemas']['Booking'] | null; delivery: components['schemas']['Delivery'] | null; reason: string | null; placed_at: string | null; ack_at: string | null;
      ack_by: components['schemas']['Actor'] | null; rings_at: string | null; needs_ack: boolean; status_by: components['schemas']['Actor'] | null; expires_at: string | null; eta: string | null;
      created_at: string; updated_at: string; closed_at: string | null; url: string;
    };
    OrdersPage: { epoch: string; seq: number; orders: components['schemas']['Order'][]; next: string | null };
    ActionBody: { reason?: string; eta?: string; courier?: string; tracking_no?: string; from?: string };
    ActionAnswer: { order: components['schemas']['Order']; seq: number; epoch: string; already_by?: components['schemas']['Actor'] | null };
    Envelope: {
      event_id: string; seq: number; prev?: number; epoch: string; type: string; kind?: string; at: string; actor: components['schemas']['Actor'];
      from?: string | null; to?: string | null; text?: string; severity?: string; order: components['schemas']['Order'];
    };
    EventsPage: { epoch: string; seq: number; events: components['schemas']['Envelope'][]; has_more: boolean };
  };
}
