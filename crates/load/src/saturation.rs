//! Asking as fast as answers come: the same for everything that is sent by HTTP, so that its figures can be compared.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::http::Connection;

/// Requests of one kind, each another.
pub trait Load {
    /// `host:port` of the server.
    fn authority(&self) -> &str;

    /// Sends the next one. Fails when the answer is not 2xx.
    fn send(&self, connection: &mut Connection) -> impl Future<Output = anyhow::Result<()>>;
}

/// What came of a load.
#[derive(Debug, Default)]
pub struct Answered {
    /// Requests that were answered with 2xx.
    pub requests: u64,
    /// Seconds that it took.
    pub seconds: f64,
    /// Of each request, from when it was to be sent to its answer.
    pub latencies: Vec<Duration>,
}

impl Answered {
    /// All of them, in the time that they took together.
    #[must_use]
    pub fn new(latencies: Vec<Duration>, took: Duration) -> Self {
        Self { requests: latencies.len() as u64, seconds: took.as_secs_f64(), latencies }
    }

    /// Requests per second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.requests as f64 / self.seconds
    }
}

/// Sends as fast as `concurrency` clients get answers.
///
/// # Errors
/// When an answer is not 2xx.
pub async fn saturate<L: Load + 'static>(
    load: &Rc<L>,
    concurrency: usize,
    duration: Duration,
) -> anyhow::Result<Answered> {
    let mut clients = JoinSet::new();
    let latencies = Rc::new(RefCell::new(Vec::new()));
    let start = Instant::now();
    for _ in 0..concurrency {
        let (load, latencies) = (Rc::clone(load), Rc::clone(&latencies));
        let mut connection = Connection::open(load.authority()).await?;
        clients.spawn_local(async move {
            while start.elapsed() < duration {
                let sent = Instant::now();
                load.send(&mut connection).await?;
                latencies.borrow_mut().push(sent.elapsed());
            }
            anyhow::Ok(())
        });
    }
    while let Some(client) = clients.join_next().await {
        client??;
    }
    Ok(Answered::new(latencies.take(), start.elapsed()))
}
