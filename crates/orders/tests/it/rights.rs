//! The whole table of who may do what, where, as a reviewable snapshot: a change of any right shows up as a diff.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use orderbell_orders::{Action, ActorKind, Event, Status};

use crate::shop::{Story, insider, later, plain};

/// One line per status and action: what it leads to and for whom, or why everybody is refused. "as is" stands for the
/// answer that it is so already.
fn table(flow: &str) -> String {
    let mut text = String::new();
    for status in Status::ALL {
        // Those of a flow's statuses that it cannot reach have no line.
        if !reachable(flow, status) {
            continue;
        }
        let story = Story::at(flow, status);
        for action in Action::ALL {
            let Some(command) = plain(action) else { continue };
            let mut answers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for kind in ActorKind::ALL {
                // Two days on, every deadline has passed.
                let answer = match story.ask(&command, &insider(kind), later(172_800)) {
                    Ok(events) => described(&events),
                    Err(refusal) => format!("({})", refusal.code()),
                };
                answers.entry(answer).or_default().push(kind.as_str());
            }
            let answers: Vec<_> = answers
                .into_iter()
                .filter(|(answer, _)| answer != "(not_allowed)")
                .map(|(answer, kinds)| format!("{answer}: {}", kinds.join(" ")))
                .collect();
            writeln!(text, "{status:15} {action:9} {}", answers.join(" | ")).expect("writing to a string");
        }
        text.push('\n');
    }
    text
}

fn reachable(flow: &str, status: Status) -> bool {
    match flow {
        "booking" => !matches!(status, Status::Preparing | Status::Ready | Status::Shipped),
        "restaurant" => status != Status::Shipped,
        _ => true,
    }
}

fn described(events: &[Event]) -> String {
    if events.is_empty() {
        return "as is".into();
    }
    let name = |event: &Event| match event {
        Event::StatusChanged { to, .. } => to.as_str().to_owned(),
        other => other.name().to_owned(),
    };
    events.iter().map(name).collect::<Vec<_>>().join(" + ")
}

#[test]
fn rights_in_a_shop() {
    insta::assert_snapshot!(table("shop"));
}

#[test]
fn rights_in_a_restaurant() {
    insta::assert_snapshot!(table("restaurant"));
}

#[test]
fn rights_in_a_booking() {
    insta::assert_snapshot!(table("booking"));
}
