//! The queue of frames that wait for one socket.
//!
//! It knows how much of the first frame is already gone, so that a write may stop anywhere, and how many bytes are
//! left, because that is what bounds it. Frames are shared within the shard: a queued one costs a pointer.

use std::collections::VecDeque;
use std::io::IoSlice;
use std::rc::Rc;

use bytes::Bytes;

/// A frame as the sockets of one shard share it. Not atomically counted: it never leaves its thread.
pub(crate) type Frame = Rc<Bytes>;

/// Most slices per vectored write. Beyond some dozens the system call's own cost no longer shows.
pub(crate) const SLICES: usize = 64;

/// An emptied queue of up to this many frames keeps its memory. Larger ones are the exception and are freed:
/// thousands of connections that each remember their worst moment add up.
const KEPT: usize = 8;

#[derive(Debug, Default)]
pub(crate) struct Outbound {
    frames: VecDeque<Frame>,
    /// Bytes of the first frame that are written already.
    written: usize,
    /// Bytes not yet written, over all frames.
    bytes: usize,
}

impl Outbound {
    pub(crate) fn push(&mut self, frame: Frame) {
        self.bytes += frame.len();
        self.frames.push_back(frame);
    }

    /// A frame of which the first `written` bytes are gone already.
    pub(crate) fn push_partly_written(&mut self, frame: Frame, written: usize) {
        debug_assert!(self.frames.is_empty(), "only the first frame can be partly written");
        self.push(frame);
        self.advance(written);
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// The next bytes to write, if they are one piece.
    pub(crate) fn single(&self) -> Option<&[u8]> {
        if self.frames.len() == 1 { Some(&self.frames[0][self.written..]) } else { None }
    }

    /// The next bytes to write, as many pieces as fit. Returns how many there are.
    pub(crate) fn fill<'a>(&'a self, slices: &mut [IoSlice<'a>; SLICES]) -> usize {
        let mut count = 0;
        for (slot, frame) in slices.iter_mut().zip(&self.frames) {
            let bytes = if count == 0 { &frame[self.written..] } else { &frame[..] };
            *slot = IoSlice::new(bytes);
            count += 1;
        }
        count
    }

    /// Notes that `written` bytes are gone.
    pub(crate) fn advance(&mut self, written: usize) {
        self.bytes -= written;
        let mut written = self.written + written;
        while let Some(first) = self.frames.front()
            && first.len() <= written
        {
            written -= first.len();
            self.frames.pop_front();
        }
        self.written = written;
        if self.frames.is_empty() && self.frames.capacity() > KEPT {
            self.frames = VecDeque::new();
        }
    }

    /// Drops what has not been started. A frame that was started must be finished, or the client could not tell
    /// where the next one begins.
    pub(crate) fn drop_unstarted(&mut self) {
        self.frames.truncate(usize::from(self.written > 0));
        self.bytes = self.frames.front().map_or(0, |frame| frame.len() - self.written);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn frame(bytes: &[u8]) -> Frame {
        Rc::new(Bytes::copy_from_slice(bytes))
    }

    fn rest(queue: &Outbound) -> Vec<u8> {
        let mut slices = [IoSlice::new(&[]); SLICES];
        let count = queue.fill(&mut slices);
        slices[..count].iter().flat_map(|slice| slice.iter().copied()).collect()
    }

    #[test]
    fn dropping_what_is_not_started_keeps_the_frame_that_is() {
        let mut queue = Outbound::default();
        queue.push(frame(b"first"));
        queue.push(frame(b"second"));
        queue.advance(2);
        queue.drop_unstarted();
        queue.push(frame(b"close"));
        assert_eq!(rest(&queue), b"rstclose");
        assert_eq!(queue.bytes(), 8);

        let mut queue = Outbound::default();
        queue.push(frame(b"first"));
        queue.drop_unstarted();
        assert!(queue.is_empty() && queue.bytes() == 0);
    }

    #[test]
    fn a_burst_does_not_leave_its_memory_behind() {
        let mut queue = Outbound::default();
        let one = frame(b"x");
        for _ in 0..1000 {
            queue.push(Rc::clone(&one));
        }
        queue.advance(1000);
        assert!(queue.frames.capacity() <= KEPT);
    }

    proptest! {
        #[test]
        fn any_sequence_of_partial_writes_yields_the_bytes_in_order(
            frames in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..20), 1..100),
            steps in prop::collection::vec(1_usize..200, 1..100),
        ) {
            let mut queue = Outbound::default();
            for bytes in &frames {
                queue.push(frame(bytes));
            }
            let all = frames.concat();
            let mut sent = Vec::new();
            for step in steps {
                prop_assert_eq!(queue.bytes(), all.len() - sent.len());
                let available = match queue.single() {
                    Some(bytes) => bytes.to_vec(),
                    None => rest(&queue),
                };
                let taken = step.min(available.len());
                sent.extend_from_slice(&available[..taken]);
                queue.advance(taken);
            }
            prop_assert_eq!(&sent[..], &all[..sent.len()]);
            prop_assert_eq!(queue.is_empty(), sent.len() == all.len());
        }
    }
}
