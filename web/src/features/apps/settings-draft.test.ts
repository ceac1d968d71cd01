import { expect, test } from 'vitest';
import type { AppSettings } from '@/api/model';
import { changed, draftOf, parsed } from '@/features/apps/settings-draft';

const settings: AppSettings = {
  client_events: false,
  subscription_counts: false,
  event_samples: true,
  authorize_within_seconds: 0,
  allowed_origins: ['https://a.test'],
  replay: [],
  max_connections: 0,
  message_bytes: 65_536,
  channels_per_connection: 200,
  presence_members: 100,
  client_events_per_second: 10,
  event_bytes: 10_240,
  channels_per_event: 100,
  events_per_batch: 10,
};

test('what was not touched is not sent', () => {
  expect(changed(settings, parsed(draftOf(settings)).settings)).toEqual({});
  const draft = { ...draftOf(settings), event_bytes: ' 99 ', replay: 'chat-*\n\n news ', client_events: true };
  expect(changed(settings, parsed(draft).settings)).toEqual({ event_bytes: 99, replay: ['chat-*', 'news'], client_events: true });
});

test('numbers that are none or out of bounds are named', () => {
  for (const text of ['', 'many', '-1', '1.5', '1e3', '262145', '99999999999']) {
    expect(parsed({ ...draftOf(settings), event_bytes: text }).wrong).toEqual(['event_bytes']);
  }
  expect(parsed({ ...draftOf(settings), max_connections: '0' }).wrong).toEqual([]);
});
