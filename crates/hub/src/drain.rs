//! Sending everybody away before a restart.
//!
//! Clients that are told 4200 come back within milliseconds, so thousands of closes at once are thousands of
//! handshakes at once, on whichever server takes over. The closes are therefore spread over a window, in random
//! order, so that no app or page is favoured.

use std::rc::Rc;
use std::time::Duration;

use orderbell_wire::close::Disconnect;
use rand::seq::SliceRandom as _;
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::shard::Shard;

/// Closes all connections over `window`, waits until they are gone, and lets the shard end.
pub(crate) async fn drain(shard: Rc<Shard>, window: Duration, done: oneshot::Sender<()>) {
    let mut connections = shard.connection_keys();
    connections.shuffle(&mut rand::rng());
    let start = Instant::now();
    let count = u32::try_from(connections.len()).unwrap_or(u32::MAX).max(1);
    let pause = window / count;
    for (index, (key, serial)) in (0_u32..).zip(connections) {
        tokio::time::sleep_until(start + pause * index).await;
        // Only its name is kept meanwhile: holding on to a connection would keep its socket open.
        if let Some(conn) = shard.connection(key, serial) {
            shard.close(&conn, &Disconnect::RECONNECT);
        }
    }
    shard.emptied().await;
    shard.stop.notify_one();
    // Nobody may be waiting any more, and that is all right.
    done.send(()).unwrap_or(());
}
