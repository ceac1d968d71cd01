//! Sending notifications, with the repetitions that Midtrans documents, in shorter minutes.

use std::{
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use serde_json::Value;
use ureq::Agent;

/// What a notification calls itself.
pub(super) const MESSAGE: &str = "midtrans payment notification";

/// Minutes between attempts.
const PAUSES: [u32; 5] = [2, 10, 30, 90, 210];

/// A notification, and what came of it.
#[derive(Debug, Clone)]
pub struct Notified {
    /// Its body.
    pub body: Value,
    /// HTTP statuses of the answers, 0 where there was none.
    pub statuses: Vec<u16>,
    /// It was not even sent.
    pub lost: bool,
}

/// Sends them.
#[derive(Debug)]
pub(super) struct Notifier {
    minute: Duration,
    agent: Agent,
    url: Mutex<Option<String>>,
    lose: Mutex<u64>,
    sent: Arc<Mutex<Vec<Notified>>>,
}

impl Notifier {
    pub(super) fn new(minute: Duration) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(15)))
            .build()
            .new_agent();
        Self { minute, agent, url: Mutex::default(), lose: Mutex::default(), sent: Arc::default() }
    }

    pub(super) fn send_to(&self, url: &str) {
        *lock(&self.url) = (!url.is_empty()).then(|| url.to_owned());
    }

    pub(super) fn lose(&self, next: u64) {
        *lock(&self.lose) = next;
    }

    pub(super) fn sent(&self) -> Vec<Notified> {
        lock(&self.sent).clone()
    }

    /// Sends one, if there is something to tell and somebody to tell it to.
    pub(super) fn send(&self, body: Option<Value>) {
        let Some(body) = body else { return };
        let lost = {
            let mut lose = lock(&self.lose);
            let lost = *lose > 0;
            *lose = lose.saturating_sub(1);
            lost
        };
        let url = lock(&self.url).clone();
        let number = {
            let mut sent = lock(&self.sent);
            sent.push(Notified { body: body.clone(), statuses: Vec::new(), lost: lost || url.is_none() });
            sent.len() - 1
        };
        if let Some(url) = url.filter(|_| !lost) {
            let (agent, sent, minute) = (self.agent.clone(), Arc::clone(&self.sent), self.minute);
            thread::spawn(move || {
                let mut pauses = PAUSES.iter();
                loop {
                    let status = deliver(&agent, &url, &body.to_string());
                    let tries = {
                        let mut sent = lock(&sent);
                        sent[number].statuses.push(status);
                        sent[number].statuses.len()
                    };
                    match pauses.next() {
                        Some(pause) if tries <= repetitions(status) => thread::sleep(minute * *pause),
                        _ => return,
                    }
                }
            });
        }
    }
}

/// How often a notification that was answered so is repeated.
fn repetitions(status: u16) -> usize {
    match status {
        200..=299 | 301..=303 => 0,
        500 => 1,
        503 => 4,
        400 | 404 => 2,
        _ => 5,
    }
}

/// Follows the redirects that keep the method, up to five.
fn deliver(agent: &Agent, url: &str, body: &str) -> u16 {
    let mut url = url.to_owned();
    for _ in 0..=5 {
        let sent = agent.post(&url).header("content-type", "application/json").send(body);
        let Ok(response) = sent else { return 0 };
        let status = response.status().as_u16();
        let to = response.headers().get("location").and_then(|to| to.to_str().ok());
        match (status, to) {
            (307 | 308, Some(to)) => url = to.to_owned(),
            _ => return status,
        }
    }
    0
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
