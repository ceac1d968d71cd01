//! The receiving side: many sockets in one thread, each frame checked, and a count of what has reached everybody.
//!
//! All sockets read through one buffer, and the usual read finds whole frames in it, so that the generator spends on a
//! frame little more than the system call and a comparison.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, ready};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use tokio::io::{AsyncRead as _, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::frames::{Checker, FIRST, Message, Seen, Spelling, Tally, split};

/// Bytes read at once.
const SCRATCH: usize = 64 * 1024;

/// How long an event may be on its way before it is taken for lost.
const STALLED: Duration = Duration::from_secs(5);

/// Connected sockets and what they have received.
#[derive(Debug)]
pub struct Subscribers {
    shared: Rc<Shared>,
    readers: Vec<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    spelling: Spelling,
    scratch: RefCell<Vec<u8>>,
    state: RefCell<State>,
    /// Told whenever an event has reached everybody, and when a connection breaks.
    progress: Notify,
}

#[derive(Debug, Default)]
struct State {
    checkers: Vec<Checker>,
    /// Events on their way, the oldest first: since when, and how many have them.
    under_way: VecDeque<(Instant, usize)>,
    /// Events that have reached everybody.
    complete: u64,
    /// From the sending of each complete event to its last receipt.
    latencies: Vec<Duration>,
    broken: Option<String>,
}

impl Subscribers {
    /// Begins to read. `streams` carry nothing but events from here on; what was read of them before goes with each.
    #[must_use]
    pub fn listen(streams: Vec<(TcpStream, Vec<u8>)>) -> Self {
        let shared = Rc::new(Shared {
            spelling: Spelling::default(),
            scratch: RefCell::new(vec![0; SCRATCH]),
            state: RefCell::default(),
            progress: Notify::new(),
        });
        shared.state.borrow_mut().checkers.resize_with(streams.len(), Checker::default);
        let readers = streams
            .into_iter()
            .enumerate()
            .map(|(index, (stream, rest))| {
                tokio::task::spawn_local(read(Rc::clone(&shared), index, stream, rest))
            })
            .collect();
        Self { shared, readers }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.readers.len()
    }

    /// Takes note of an event that is sent now, and returns its number.
    #[must_use]
    pub fn send_next(&self) -> u64 {
        let mut state = self.shared.state.borrow_mut();
        state.under_way.push_back((Instant::now(), 0));
        FIRST + state.complete + state.under_way.len() as u64 - 1
    }

    /// Waits until fewer than `most` events are on their way.
    ///
    /// # Errors
    /// When a connection breaks, or nothing moves for some seconds.
    pub async fn fewer_than(&self, most: usize) -> anyhow::Result<()> {
        loop {
            let moved = self.shared.progress.notified();
            {
                let state = self.shared.state.borrow();
                if let Some(why) = &state.broken {
                    bail!("a subscriber's connection broke: {why}");
                }
                if state.under_way.len() < most {
                    return Ok(());
                }
            }
            if timeout(STALLED, moved).await.is_err() {
                bail!("events did not reach everybody: {:?}", self.tally());
            }
        }
    }

    /// What went wrong so far, if all that was sent should have come.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let state = self.shared.state.borrow();
        let end = FIRST + state.complete + state.under_way.len() as u64;
        let mut sum = Tally::default();
        for checker in &state.checkers {
            sum += checker.finish(end);
        }
        sum
    }

    /// The latencies since this was asked last.
    #[must_use]
    pub fn take_latencies(&self) -> Vec<Duration> {
        std::mem::take(&mut self.shared.state.borrow_mut().latencies)
    }

    /// Waits for what is on its way and says whether everything came as it was sent.
    ///
    /// # Errors
    /// When it did not.
    pub async fn finish(self) -> anyhow::Result<()> {
        self.fewer_than(1).await?;
        // A frame too many would be right behind the last one; whatever has arrived by now is looked at.
        tokio::time::sleep(Duration::from_millis(50)).await;
        let tally = self.tally();
        ensure!(tally.is_clean(), "subscribers did not receive what was sent: {tally:?}");
        self.fewer_than(1).await
    }
}

impl Drop for Subscribers {
    fn drop(&mut self) {
        for reader in &self.readers {
            reader.abort();
        }
    }
}

/// Reads a connection until it ends, which it should not.
async fn read(shared: Rc<Shared>, index: usize, mut stream: TcpStream, mut rest: Vec<u8>) {
    let outcome = async {
        shared.consume(index, &mut rest, &stream).context("its first bytes are wrong")?;
        loop {
            let read = poll_fn(|context| {
                let mut scratch = shared.scratch.borrow_mut();
                let mut buffer = ReadBuf::new(&mut scratch);
                ready!(Pin::new(&mut stream).poll_read(context, &mut buffer))?;
                let bytes = buffer.filled();
                Poll::Ready(Ok::<_, io::Error>(if bytes.is_empty() {
                    None
                } else if rest.is_empty() {
                    Some(shared.take_frames(index, bytes, &stream).map(|taken| {
                        rest.extend_from_slice(&bytes[taken..]);
                    }))
                } else {
                    rest.extend_from_slice(bytes);
                    Some(shared.consume(index, &mut rest, &stream))
                }))
            })
            .await?;
            read.context("the server closed it")??;
        }
    };
    let outcome: anyhow::Result<()> = outcome.await;
    if let Err(error) = outcome {
        shared.state.borrow_mut().broken.get_or_insert(format!("{error:#}"));
        shared.progress.notify_waiters();
    }
}

impl Shared {
    /// Takes whole frames out of a buffer.
    fn consume(&self, index: usize, bytes: &mut Vec<u8>, stream: &TcpStream) -> anyhow::Result<()> {
        let taken = self.take_frames(index, bytes, stream)?;
        bytes.drain(..taken);
        Ok(())
    }

    /// Looks at all whole frames and returns how many bytes they are.
    fn take_frames(&self, index: usize, bytes: &[u8], stream: &TcpStream) -> anyhow::Result<usize> {
        let mut state = self.state.borrow_mut();
        let mut taken = 0;
        while let Some((message, length)) = split(&bytes[taken..])? {
            taken += length;
            match message {
                Message::Text(payload) => match self.spelling.recognize(payload) {
                    Seen::Event(seq) => self.received(&mut state, index, seq),
                    Seen::Ping => answer(stream, 0x81, br#"{"event":"pusher:pong","data":{}}"#)?,
                    Seen::Altered => state.checkers[index].altered(),
                },
                Message::Ping(payload) => answer(stream, 0x8a, payload)?,
                Message::Pong => {}
                Message::Close(code) => bail!("the server closed it with code {code:?}"),
            }
        }
        Ok(taken)
    }

    fn received(&self, state: &mut State, index: usize, seq: u64) {
        if !state.checkers[index].event(seq) {
            return;
        }
        let position = seq.checked_sub(FIRST + state.complete);
        let Some((_, count)) = position.and_then(|position| state.under_way.get_mut(position as usize))
        else {
            // Of events that were never sent, or that everybody has already.
            state.checkers[index].altered();
            return;
        };
        *count += 1;
        let everybody = state.checkers.len();
        while let Some((since, _)) = state.under_way.front().filter(|(_, count)| *count == everybody) {
            let latency = since.elapsed();
            state.latencies.push(latency);
            state.under_way.pop_front();
            state.complete += 1;
            self.progress.notify_waiters();
        }
    }
}

/// Sends a short masked frame; the socket has room for it, as nothing else is sent on it.
fn answer(stream: &TcpStream, first: u8, payload: &[u8]) -> anyhow::Result<()> {
    let frame = masked(first, payload);
    let sent = stream.try_write(&frame)?;
    ensure!(sent == frame.len(), "the answer to a ping was cut");
    Ok(())
}

/// A frame from a client, up to 65,535 bytes. Masked with zeroes, which the protocol allows a client that is no browser.
#[must_use]
pub fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first];
    match u8::try_from(payload.len()) {
        Ok(length @ 0..126) => frame.push(0x80 | length),
        _ => {
            frame.push(0x80 | 126);
            frame.extend(u16::try_from(payload.len()).unwrap_or(u16::MAX).to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend_from_slice(payload);
    frame
}
