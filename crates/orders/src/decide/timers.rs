//! What runs out by itself. A timer only asks: whether its time has come is looked up here, in the order as it is now.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::command::Action;
use crate::event::Event;
use crate::locale::Locale;
use crate::refusal::Refusal;
use crate::texts;
use crate::timer::{self, Timer};

use super::wording::Wording;
use super::{Command, Scene};

impl Scene<'_> {
    pub(super) fn lapse(&self, timer: Timer, zone: &TimeZone, locale: Locale) -> Result<Vec<Event>, Refusal> {
        if timer.due_at(self.order, self.flow, zone).is_none_or(|due| self.now < due) {
            return Ok(Vec::new());
        }
        match timer {
            Timer::Unattended => Ok(self.escalate().into_iter().collect()),
            Timer::Late => Ok(self.call_late().into_iter().collect()),
            Timer::Expire => self.doing(Action::Expire).expire(),
            Timer::Decline => {
                let reason = Some(texts::not_taken_in_time(locale));
                self.doing(Action::Decline).step(Wording { reason, ..Wording::default() })
            }
            Timer::Complete => self.doing(Action::Complete).act(&Command::Complete),
        }
    }

    fn escalate(&self) -> Option<Event> {
        // Whoever was not there at the first call is not called twice at once.
        let escalation =
            timer::escalations(self.order, self.flow).take_while(|call| call.at <= self.now).last()?;
        let waiting_s = self.waiting_since(self.order.placed_at.unwrap_or(self.order.status_at));
        Some(Event::OrderUnattended { waiting_s, step: escalation.step })
    }

    fn waiting_since(&self, since: Timestamp) -> u64 {
        u64::try_from(self.now.duration_since(since).as_secs()).unwrap_or(0)
    }

    fn call_late(&self) -> Option<Event> {
        // Of two deadlines that passed while nobody was there, the later step is the one to name.
        let passed = timer::works(self.order, self.flow).filter(|work| work.due_at <= self.now);
        let work = passed.max_by_key(|work| work.until)?;
        let timer::Work { until, since, due_at } = work;
        let waiting_s = self.waiting_since(since);
        Some(Event::OrderLate { step: self.order.status, until, since, waiting_s, due_at })
    }

    /// The same scene with another action, for what the timer brings about.
    fn doing(&self, action: Action) -> Self {
        let Self { order, actor, flow, now, .. } = *self;
        Self { order, actor, flow, now, action }
    }
}
