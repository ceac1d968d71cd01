//! The accept loop: takes connections, gives each a deadline for its first words, and hands it to hyper.
//!
//! Our own rather than `axum::serve`, which waits for ever for the head of a request: forty silent and forty dripping
//! connections would stay open until the descriptors run out. Here a connection that says nothing is closed by the
//! first deadline, and one that drips its head by the same deadline, whatever it sends in between.
//!
//! When descriptors run out, connections that have not asked for anything are closed much earlier, so that one that wants
//! to place an order is let in.
//!
//! The listening socket itself is never closed while the process lives, so that a client which retries is held in the
//! kernel's queue instead of being refused: stock clients punish a refusal with fifteen seconds of silence.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::Router;
use hyper::{
    Request,
    body::Incoming,
    rt::{Sleep, Timer},
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};
use tower::ServiceExt as _;

use crate::admission::Admission;

/// Connections that may wait for `accept`: a storm of reconnecting clients must not meet a full queue, because a
/// dropped SYN is repeated only after a second.
const BACKLOG: u32 = 4096;

/// How long a connection may idle between two requests. Longer than server SDKs pause between two triggers.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// How long requests in hand may take once the server stops.
const DRAIN: Duration = Duration::from_secs(5);

/// How long a connection without a request is left alone while others find no room.
const PATIENCE_WHEN_CROWDED: Duration = Duration::from_millis(250);

/// Address of the client, as a request extension: the other side of the connection, or whom a trusted proxy speaks for.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Binds the listening socket.
///
/// # Errors
/// The operating system's, unchanged: the caller knows which setting to name.
pub fn bind(address: SocketAddr) -> io::Result<std::net::TcpListener> {
    let socket = socket2::Socket::new(
        socket2::Domain::for_address(address),
        socket2::Type::STREAM,
        Some(socket2::Protocol::TCP),
    )?;
    // Without it a restart within a minute fails: the closed connections of the last run still hold the port.
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG as i32)?;
    socket.set_nonblocking(true)?;
    Ok(socket.into())
}

/// Accepts until `stop` becomes true, then lets requests in hand finish.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    head_timeout: Duration,
    admission: Arc<Admission>,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    let crowded = watch::Sender::new(false);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let visitor = Visitor {
                        peer,
                        router: router.clone(),
                        head_timeout,
                        crowded: crowded.subscribe(),
                        stop: stop.clone(),
                    };
                    connections.spawn(visitor.serve(stream));
                    make_known(&crowded, admission.crowded(connections.len()));
                }
                Err(error) => {
                    // Out of descriptors, mostly. Accepting at once again would spin until one is free.
                    tracing::warn!(%error, "cannot accept a connection");
                    make_known(&crowded, true);
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {
                if *crowded.borrow() {
                    make_known(&crowded, admission.crowded(connections.len()));
                }
            }
            () = became_true(&mut stop) => break,
        }
    }
    let drained = tokio::time::timeout(DRAIN, async { while connections.join_next().await.is_some() {} });
    if drained.await.is_err() {
        tracing::warn!(connections = connections.len(), "requests still in hand were cut off");
    }
}

fn make_known(crowded: &watch::Sender<bool>, now: bool) {
    let changed = crowded.send_if_modified(|was| std::mem::replace(was, now) != now);
    if changed && now {
        tracing::warn!("descriptors run out: connections without a request are closed");
    }
}

/// Resolves when it becomes true, or nobody is left who could say so.
async fn became_true(signal: &mut watch::Receiver<bool>) {
    // The returned guard must not live across an await, so it is dropped here.
    drop(signal.wait_for(|now| *now).await);
}

/// A connection and what it has to know.
struct Visitor {
    peer: SocketAddr,
    router: Router,
    head_timeout: Duration,
    /// Others find no room.
    crowded: watch::Receiver<bool>,
    stop: watch::Receiver<bool>,
}

impl Visitor {
    async fn serve(mut self, stream: TcpStream) {
        // An answer is often smaller than a segment; waiting to fill one costs 40 ms.
        if stream.set_nodelay(true).is_err() {
            return;
        }
        // hyper's timer starts with its first read, so a peer that stays silent is caught here, cheaply: without a
        // buffer.
        let mut first = [0];
        let spoken = tokio::select! {
            spoken = tokio::time::timeout(self.head_timeout, stream.peek(&mut first)) => spoken,
            () = out_of_room(&mut self.crowded) => return,
        };
        if !matches!(spoken, Ok(Ok(1..))) {
            return;
        }
        let peer = self.peer;
        let heard = Arc::new(AtomicBool::new(false));
        // One router for all connections. A layer of a connection's own would copy every route for each of them.
        let service = service_fn({
            let (heard, router) = (Arc::clone(&heard), self.router.clone());
            move |mut request: Request<Incoming>| {
                heard.store(true, Ordering::Relaxed);
                request.extensions_mut().insert(Peer(peer));
                router.clone().oneshot(request)
            }
        });
        let mut builder = hyper::server::conn::http1::Builder::new();
        builder.timer(HeadTimer::default()).header_read_timeout(self.head_timeout).max_header_size(16 << 10);
        let serving = builder.serve_connection(TokioIo::new(stream), service).with_upgrades();
        let mut serving = std::pin::pin!(serving);
        let result = tokio::select! {
            result = serving.as_mut() => result,
            () = became_true(&mut self.stop) => {
                serving.as_mut().graceful_shutdown();
                serving.await
            }
            () = out_of_room(&mut self.crowded) => {
                if !heard.load(Ordering::Relaxed) {
                    return;
                }
                // Between two requests it ends now, and after the one in hand otherwise.
                serving.as_mut().graceful_shutdown();
                serving.await
            }
        };
        if let Err(error) = result {
            tracing::debug!(peer.address = %peer, %error, "connection ended early");
        }
    }
}

/// Resolves when others have found no room for some time, during which an honest client would have asked for something.
async fn out_of_room(crowded: &mut watch::Receiver<bool>) {
    became_true(crowded).await;
    tokio::time::sleep(PATIENCE_WHEN_CROWDED).await;
}

/// Gives the first head of a connection the short deadline and later ones [`KEEP_ALIVE`] more.
///
/// hyper has one time-out for both, and counts the pause between two requests as reading a head. With the short one, a
/// server SDK that triggers every ten seconds would find its connection closed each time.
#[derive(Debug, Default)]
struct HeadTimer {
    inner: TokioTimer,
    seen: AtomicBool,
}

impl HeadTimer {
    fn extra(&self) -> Duration {
        if self.seen.swap(true, Ordering::Relaxed) { KEEP_ALIVE } else { Duration::ZERO }
    }
}

impl Timer for HeadTimer {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        self.inner.sleep(duration + self.extra())
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn Sleep>> {
        self.inner.sleep_until(deadline + self.extra())
    }

    fn reset(&self, sleep: &mut Pin<Box<dyn Sleep>>, new_deadline: Instant) {
        self.inner.reset(sleep, new_deadline + self.extra());
    }
}
