//! A timer wheel: many coarse deadlines for the price of one timer.
//!
//! A deadline is filed under the tick it falls into; turning the wheel yields what is due. Nothing is ever
//! cancelled or moved. Whoever is called too early or for no reason looks at the facts and files again, which
//! makes the frequent event, a sign of life from a client, free of any bookkeeping here.

/// A point in time, in ticks since the shard started. Wraps after years of ticking.
pub(crate) type Tick = u32;

/// The number of slots. Deadlines further away than this come round early and are filed again.
const SLOTS: usize = 256;

#[derive(Debug)]
pub(crate) struct Wheel<T> {
    slots: Vec<Vec<(Tick, T)>>,
    now: Tick,
}

impl<T> Wheel<T> {
    pub(crate) fn new() -> Self {
        Self { slots: (0..SLOTS).map(|_| Vec::new()).collect(), now: 0 }
    }

    /// Files a deadline; one that has passed becomes due at the next turn.
    pub(crate) fn schedule(&mut self, at: Tick, what: T) {
        let at = if ahead(self.now, at) == 0 { self.now.wrapping_add(1) } else { at };
        let slot = slot(self.now.wrapping_add(ahead(self.now, at).min(SLOTS as Tick - 1)));
        self.slots[slot].push((at, what));
    }

    /// Turns the wheel to `now` and appends what became due.
    pub(crate) fn turn(&mut self, now: Tick, due: &mut Vec<T>) {
        // Whoever was away for a whole round has to look into every slot, but only once.
        let steps = ahead(self.now, now).min(SLOTS as Tick);
        let first = now.wrapping_sub(steps);
        self.now = now;
        for step in 1..=steps {
            let slot = slot(first.wrapping_add(step));
            for (at, what) in std::mem::take(&mut self.slots[slot]) {
                if ahead(now, at) == 0 {
                    due.push(what);
                } else {
                    self.schedule(at, what);
                }
            }
        }
    }
}

/// How many ticks `then` lies ahead of `now`; 0 when it has come.
fn ahead(now: Tick, then: Tick) -> Tick {
    let distance = then.wrapping_sub(now);
    if distance > Tick::MAX / 2 { 0 } else { distance }
}

fn slot(at: Tick) -> usize {
    at as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn turn(wheel: &mut Wheel<u32>, now: Tick) -> Vec<u32> {
        let mut due = Vec::new();
        wheel.turn(now, &mut due);
        due.sort_unstable();
        due
    }

    #[test]
    fn deadlines_fall_due_at_their_tick() {
        let mut wheel = Wheel::new();
        wheel.schedule(3, 3);
        wheel.schedule(1, 1);
        wheel.schedule(0, 0);
        assert!(turn(&mut wheel, 0).is_empty());
        assert_eq!(turn(&mut wheel, 1), [0, 1]);
        assert!(turn(&mut wheel, 2).is_empty());
        assert_eq!(turn(&mut wheel, 3), [3]);
    }

    #[test]
    fn ticks_may_wrap() {
        let mut wheel = Wheel::new();
        // Three hops, because a jump of more than half the range would count as the past.
        for now in [Tick::MAX / 3, Tick::MAX / 3 * 2, Tick::MAX - 1] {
            turn(&mut wheel, now);
        }
        wheel.schedule(2, 2);
        assert!(turn(&mut wheel, Tick::MAX).is_empty());
        assert_eq!(turn(&mut wheel, 2), [2]);
    }

    proptest! {
        #[test]
        fn nothing_is_early_lost_or_late(
            delays in prop::collection::vec(0_u32..1000, 0..50),
            steps in prop::collection::vec(1_u32..400, 1..20),
        ) {
            let mut wheel = Wheel::new();
            let mut waiting = delays.clone();
            waiting.sort_unstable();
            for delay in delays {
                wheel.schedule(delay, delay);
            }
            let mut now = 0;
            for step in steps {
                now += step;
                let split = waiting.partition_point(|at| *at <= now);
                let expected: Vec<u32> = waiting.drain(..split).collect();
                prop_assert_eq!(turn(&mut wheel, now), expected);
            }
        }
    }
}
