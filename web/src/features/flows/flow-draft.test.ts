import { describe, expect, it } from 'vitest';
import type { FlowSettings } from '@/api/model';
import { draftOf, faultsOf, isSame, NEW_FLOW, pathOf, settingsOf } from '@/features/flows/flow-draft';

const usual = { placed: { en: 'New', id: 'Pesanan Baru' }, accepted: { en: 'Accepted', id: 'Diterima' } };
const restaurant: FlowSettings = {
  name: 'restaurant',
  steps: ['accepted', 'ready', 'shipped', 'completed'],
  delivery_steps: ['shipped'],
  needs_accept: true,
  delivers: false,
  completes_on_delivery: true,
  labels: { placed: { en: 'New', id: 'Pesanan Masuk' } },
  deadlines: { pay_seconds: 900, accept_warn_seconds: 180, accept_alarm_seconds: 300, accept_limit_seconds: 600, ready_seconds: 1_200, ship_seconds: null, auto_decline: false, auto_complete_days: null },
};

describe('a flow in its form', () => {
  it('is what it was when nothing is changed', () => {
    expect(settingsOf(draftOf(restaurant), restaurant, usual)).toEqual(restaurant);
    expect(isSame(restaurant, { ...restaurant, labels: { ...restaurant.labels } })).toBe(true);
  });

  it('keeps settings that the form does not know', () => {
    const later = { ...restaurant, deadlines: { ...restaurant.deadlines, nap_seconds: 60 } } as FlowSettings;
    expect(settingsOf(draftOf(later), later, usual).deadlines).toHaveProperty('nap_seconds', 60);
  });

  it('has its steps in the order of the line, however they were ticked', () => {
    const draft = { ...draftOf(NEW_FLOW), name: 'kios', steps: new Set(['shipped', 'accepted'] as const) };
    expect(settingsOf(draft, NEW_FLOW, usual).steps).toEqual(['accepted', 'shipped', 'completed']);
  });

  it('fills the other language of a name, and forgets one that is the usual', () => {
    const draft = { ...draftOf(restaurant), labels: { placed: { en: ' New ', id: '' }, accepted: { en: 'On it', id: '' } } };
    expect(settingsOf(draft, restaurant, usual).labels).toEqual({ accepted: { en: 'On it', id: 'Diterima' } });
  });

  it('says what stands in its way by the names that the server has for it', () => {
    const good = draftOf(restaurant);
    expect(faultsOf(good, [])).toEqual({});
    expect(faultsOf(good, ['restaurant'])).toEqual({ name: 'twice' });
    const { accept_warn_seconds: warn, ...waits } = good.waits;
    const bad = {
      ...good,
      name: 'Kios Baru',
      steps: new Set(['ready'] as const),
      pay: { text: '0,5', unit: 'min' as const },
      waits: { ...waits, accept_warn_seconds: { ...warn, text: 'soon' }, accept_limit_seconds: { text: '4', unit: 'min' as const }, accept_alarm_seconds: { text: '5', unit: 'min' as const }, ship_seconds: { text: '1', unit: 'h' as const } },
      completeDays: '366',
    };
    expect(faultsOf(bad, [])).toEqual({
      name: 'name',
      needs_accept: 'accept',
      'deadlines.pay_seconds': 'pay',
      'deadlines.accept_warn_seconds': 'wait',
      'deadlines.accept_limit_seconds': 'falls',
      'deadlines.ship_seconds': 'step',
      'deadlines.auto_complete_days': 'days',
    });
    expect(faultsOf({ ...good, waits: { ...good.waits, ship_seconds: { text: '10', unit: 'min' } } }, [])).toEqual({ 'deadlines.ship_seconds': 'ship' });
    expect(faultsOf({ ...good, autoDecline: true, waits: { ...good.waits, accept_limit_seconds: { text: '', unit: 'min' } } }, [])).toEqual({ 'deadlines.accept_limit_seconds': 'decline' });
  });

  it('leads past the steps of delivery when it is fetched', () => {
    expect(pathOf(restaurant, false)).toEqual(['placed', 'accepted', 'ready', 'completed']);
    expect(pathOf(restaurant, true)).toEqual(['placed', 'accepted', 'ready', 'shipped', 'completed']);
  });
});
