//! The accept loop: takes connections, gives each a deadline for its first words, and hands it to hyper.
//!
//! Our own rather than `axum::serve`, which waits for ever for the head of a request: forty silent and forty dripping
//! connections would stay open until the descriptors run out. Here a connection that says nothing is closed by the
//! first deadline, and one that drips its head by the same deadline, whatever it sends in between.
//!
//! The listening socket itself is never closed while the process lives, so that a client which retries is held in the
//! kernel's queue instead of being refused: stock clients punish a refusal with fifteen seconds of silence.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use axum::Router;
use hyper::rt::{Sleep, Timer};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};

/// Connections that may wait for `accept`: a storm of reconnecting clients must not meet a full queue, because a
/// dropped SYN is repeated only after a second.
const BACKLOG: u32 = 4096;

/// How long a connection may idle between two requests. Longer than server SDKs pause between two triggers.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// How long requests in hand may take once the server stops.
const DRAIN: Duration = Duration::from_secs(5);

/// Address of the other side, as a request extension.
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
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(connection(stream, peer, router.clone(), head_timeout, stop.clone()));
                }
                Err(error) => {
                    // Out of descriptors, mostly. Accepting at once again would spin until one is free.
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            () = stopped(&mut stop) => break,
        }
    }
    let drained = tokio::time::timeout(DRAIN, async { while connections.join_next().await.is_some() {} });
    if drained.await.is_err() {
        tracing::warn!(connections = connections.len(), "requests still in hand were cut off");
    }
}

/// Resolves once the server stops, or nobody is left who could stop it.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    // The returned guard must not live across an await, so it is dropped here.
    drop(stop.wait_for(|stop| *stop).await);
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    head_timeout: Duration,
    mut stop: watch::Receiver<bool>,
) {
    // An answer is often smaller than a segment; waiting to fill one costs 40 ms.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    // hyper's timer starts with its first read, so a peer that stays silent is caught here, cheaply: without a buffer.
    let mut first = [0];
    match tokio::time::timeout(head_timeout, stream.peek(&mut first)).await {
        Ok(Ok(1..)) => {}
        _ => return,
    }
    let service = TowerToHyperService::new(router.layer(axum::Extension(Peer(peer))));
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(HeadTimer::default()).header_read_timeout(head_timeout).max_header_size(16 << 10);
    let serving = builder.serve_connection(TokioIo::new(stream), service).with_upgrades();
    let mut serving = std::pin::pin!(serving);
    let result = tokio::select! {
        result = serving.as_mut() => result,
        () = stopped(&mut stop) => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = result {
        tracing::debug!(peer.address = %peer, %error, "connection ended early");
    }
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
