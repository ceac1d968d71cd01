//! Answers the hub's questions for what was published before.
//!
//! After an outage everybody asks at once, mostly for the same page. Equal questions that wait together are read and
//! encoded once, and only some of the database's readers are used, so that the API goes on answering.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use orderbell_hub::{HistoryPage, HistoryReply, HistoryRequest};
use orderbell_store::{AppId, ChannelPage, PageLimit};
use orderbell_wire::channel::ChannelName;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc::UnboundedReceiver};

use crate::{
    http::AppState,
    relay::{channels, page},
};

/// Reads pages for the hub, a few at a time.
#[derive(Debug)]
pub struct HistoryService {
    state: AppState,
    requests: UnboundedReceiver<HistoryRequest>,
    permits: Arc<Semaphore>,
    /// Questions in the order in which they were first asked, and who waits for each.
    order: VecDeque<Question>,
    waiting: HashMap<Question, Vec<HistoryReply>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Question {
    app: i64,
    channel: ChannelName,
    after: i64,
    limit: PageLimit,
}

impl HistoryService {
    /// A service for the requests of the state's hub.
    #[must_use]
    pub fn new(state: AppState, requests: UnboundedReceiver<HistoryRequest>) -> Self {
        // Half of the readers, so that a storm of clients coming back leaves as many for everybody else.
        let permits = Arc::new(Semaphore::new((state.config.store.readers / 2).max(1)));
        Self { state, requests, permits, order: VecDeque::new(), waiting: HashMap::new() }
    }

    /// Answers until the hub is gone.
    pub async fn run(mut self) {
        loop {
            tokio::select! {
                request = self.requests.recv() => match request {
                    Some(request) => self.note(request),
                    None => return,
                },
                permit = Arc::clone(&self.permits).acquire_owned(), if !self.order.is_empty() => {
                    // Nobody closes the semaphore.
                    let Ok(permit) = permit else { return };
                    // Whatever has come meanwhile may be the same question.
                    while let Ok(request) = self.requests.try_recv() {
                        self.note(request);
                    }
                    self.answer_next(permit);
                }
            }
        }
    }

    fn note(&mut self, request: HistoryRequest) {
        let HistoryRequest { app, channel, after, max_entries, max_bytes, reply } = request;
        let limit = PageLimit { events: max_entries, bytes: max_bytes };
        let question = Question { app, channel, after, limit };
        if let Some(replies) = self.waiting.get_mut(&question) {
            replies.push(reply);
        } else {
            self.order.push_back(question.clone());
            self.waiting.insert(question, vec![reply]);
        }
    }

    fn answer_next(&mut self, permit: OwnedSemaphorePermit) {
        let Some(question) = self.order.pop_front() else { return };
        let Some(replies) = self.waiting.remove(&question) else { return };
        let state = self.state.clone();
        tokio::spawn(async move {
            answer(&state, question, replies).await;
            drop(permit);
        });
    }
}

async fn answer(state: &AppState, question: Question, replies: Vec<HistoryReply>) {
    let Question { app, channel, after, limit } = question;
    // A reply that is dropped unanswered counts as failed, and is asked again.
    let Some(app) = state.apps.by_id(AppId(app)) else { return };
    match state.store.channel_page(app.record.id, channels::logged(&channel), after, limit).await {
        Ok(ChannelPage { entries, position, has_more, pruned_seq }) => {
            let page = HistoryPage {
                entries: page::on_channel(entries, &app, &channel),
                head: position.seq,
                complete: !has_more,
                oldest_missing: after < pruned_seq,
            };
            HistoryReply::send_to_all(replies, page);
        }
        Err(error) => tracing::error!(
            %error, channel.name = channel.as_str(),
            "missed events could not be read, the clients concerned wait for another attempt"
        ),
    }
}
