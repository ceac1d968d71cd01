// The ordering of orderbell.js against random histories: whatever is lost, doubled or late, its view equals the log.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Feed } from '../../sdk/feed.js';

const EPOCH = 'e1';

/** A reproducible source of chance; the seed is in the name of a failing test. */
function chance(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A server's log of one channel, and the wire to one client. */
class World {
  log = [];
  seq = 0;
  pruned = 0;
  wire = [];
  subscribed = false;
  wantsSubscription = false;
  /** Snapshots on their way: what they will say was read when they were asked for. */
  snapshots = [];
  view = [];
  lost = [];

  constructor(withSnapshot) {
    this.feed = new Feed({
      apply: (event) => this.view.push(event.seq),
      ask: () => {
        this.subscribed = false;
        this.wantsSubscription = true;
      },
      load: withSnapshot ? (load) => this.snapshots.push({ load, epoch: EPOCH, seq: this.seq, view: this.log.map((event) => event.seq) }) : null,
      lost: (reason) => {
        this.lost.push(reason);
        // What a page does that is told so: reload everything.
        this.view = this.log.filter((event) => event.seq <= this.feed.last).map((event) => event.seq);
      },
      confirmed: () => {},
    });
  }

  publish(skipOthers) {
    // Other channels use numbers of the same log.
    this.seq += 1 + skipOthers;
    const event = { seq: this.seq, prev: this.log.at(-1)?.seq ?? 0, name: 'x' };
    this.log.push(event);
    if (this.subscribed) this.wire.push(() => this.feed.event(event));
  }

  subscribe() {
    const { after, epoch } = this.feed.resumeFrom();
    const recovered = after !== undefined && epoch === EPOCH && after >= this.pruned;
    const seq = recovered ? after : this.seq;
    this.subscribed = true;
    this.wantsSubscription = false;
    this.wire.push(() => this.feed.subscribed({ epoch: EPOCH, seq, recovered, reason: recovered ? undefined : 'expired' }));
    for (const event of this.log.filter((event) => event.seq > seq)) this.wire.push(() => this.feed.event(event));
  }

  disconnect() {
    this.wire = [];
    this.subscribed = false;
    this.wantsSubscription = true;
    this.feed.disconnected();
  }

  snapshotArrives() {
    const snapshot = this.snapshots.shift();
    if (snapshot && this.feed.loaded(snapshot.load, snapshot)) {
      this.view = [...snapshot.view];
      this.feed.resume();
    }
  }

  settle() {
    for (let round = 0; round < 10_000; round += 1) {
      if (this.wantsSubscription) this.subscribe();
      else if (this.wire.length > 0) this.wire.shift()();
      else if (this.snapshots.length > 0) this.snapshotArrives();
      else {
        const before = this.feed.last;
        this.feed.position(this.log.at(-1)?.seq ?? 0);
        if (!this.wantsSubscription && this.feed.last === before) return;
      }
    }
    assert.fail('the feed never comes to rest');
  }
}

for (const withSnapshot of [true, false]) {
  test(`the view equals the log after 2,000 random histories ${withSnapshot ? 'with' : 'without'} snapshots`, () => {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const next = chance(seed * (withSnapshot ? 1 : 7919));
      const world = new World(withSnapshot);
      world.wantsSubscription = true;
      for (let step = 0; step < 80; step += 1) {
        switch (next(12)) {
          case 0: case 1: case 2: world.publish(next(3)); break;
          case 3: case 4: case 5: case 6: world.wire.shift()?.(); break;
          case 7: if (world.wantsSubscription) world.subscribe(); break;
          case 8: world.snapshotArrives(); break;
          case 9: if (next(3) === 0) world.disconnect(); break;
          // A frame that the server should have sent and did not.
          case 10: if (world.subscribed && next(2) === 0) { const seq = ++world.seq; world.log.push({ seq, prev: world.log.at(-1)?.seq ?? 0, name: 'x' }); } break;
          default: if (next(8) === 0) world.pruned = world.seq;
        }
      }
      world.settle();
      const expected = world.log.map((event) => event.seq);
      // Without snapshots a page starts at the head: it has nothing from before its first subscription.
      const view = withSnapshot ? world.view : world.view.filter((seq, place) => world.view.indexOf(seq) === place);
      const tail = withSnapshot ? expected : expected.slice(expected.length - view.length);
      assert.deepEqual(view, tail, `seed ${seed}`);
      assert.equal(world.view.length, view.length, `seed ${seed}: applied twice`);
    }
  });
}

test('more events than may wait for a snapshot are asked for after it', () => {
  const world = new World(true);
  world.subscribe();
  world.wire.shift()();
  for (let count = 0; count < 3000; count += 1) world.publish(0);
  while (world.wire.length > 0) world.wire.shift()();
  world.settle();
  assert.equal(world.view.length, 3000);
});

test('events that no log keeps pass in every state', () => {
  const world = new World(true);
  const seen = [];
  world.feed = new Feed({ apply: (event) => seen.push(event.name), ask() {}, load() {}, lost() {}, confirmed() {} });
  world.feed.event({ name: 'client-typing' });
  world.feed.subscribed({ epoch: EPOCH, seq: 4, recovered: false });
  world.feed.event({ name: 'client-waiting' });
  assert.deepEqual(seen, ['client-typing', 'client-waiting']);
});

test('the loss of the last event is noticed by its position', () => {
  let asked = 0;
  let confirmed = 0;
  const feed = new Feed({ apply() {}, ask: () => (asked += 1), load: null, lost() {}, confirmed: () => (confirmed += 1) });
  feed.subscribed({ epoch: EPOCH, seq: 7, recovered: false });
  feed.position(7);
  feed.position(9);
  feed.position(9);
  assert.deepEqual([asked, confirmed], [1, 1]);
  assert.deepEqual(feed.resumeFrom(), { after: 7, epoch: EPOCH });
});
