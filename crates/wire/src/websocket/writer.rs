//! Frames from server to client: never masked, never fragmented.

use std::io;

use bytes::Bytes;

use super::{CONTROL_LIMIT, OpCode};
use crate::limits;

/// The longest header of an unmasked frame.
const HEADER: usize = 10;

/// Collects the payload of one frame and puts the header in front of it.
///
/// Room for the longest header is kept free, so that the payload never moves once its length is known.
#[derive(Debug)]
pub struct FrameBuilder {
    opcode: OpCode,
    buffer: Vec<u8>,
}

impl FrameBuilder {
    /// Starts a frame; `capacity` is a guess at the size of the payload, in bytes.
    pub fn new(opcode: OpCode, capacity: usize) -> Self {
        let mut buffer = Vec::with_capacity(HEADER + capacity);
        buffer.resize(HEADER, 0);
        Self { opcode, buffer }
    }

    /// Appends to the payload.
    pub fn extend(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The whole frame.
    pub fn finish(mut self) -> Bytes {
        let length = self.buffer.len() - HEADER;
        let start = if let Ok(length @ ..=125) = u8::try_from(length) {
            self.buffer[HEADER - 1] = length;
            HEADER - 2
        } else if let Ok(length) = u16::try_from(length) {
            self.buffer[HEADER - 3] = 126;
            self.buffer[HEADER - 2..HEADER].copy_from_slice(&length.to_be_bytes());
            HEADER - 4
        } else {
            self.buffer[HEADER - 9] = 127;
            self.buffer[HEADER - 8..HEADER].copy_from_slice(&(length as u64).to_be_bytes());
            HEADER - 10
        };
        self.buffer[start] = 0x80 | self.opcode as u8;
        Bytes::from(self.buffer).slice(start..)
    }
}

impl io::Write for FrameBuilder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A text frame.
pub fn text_frame(text: &str) -> Bytes {
    frame(OpCode::Text, text.as_bytes())
}

/// A binary frame.
pub fn binary_frame(bytes: &[u8]) -> Bytes {
    frame(OpCode::Binary, bytes)
}

/// A ping frame; of `payload` at most 125 bytes are sent.
pub fn ping_frame(payload: &[u8]) -> Bytes {
    frame(OpCode::Ping, &payload[..payload.len().min(CONTROL_LIMIT)])
}

/// A pong frame; of `payload` at most 125 bytes are sent, which is all that a ping can carry.
pub fn pong_frame(payload: &[u8]) -> Bytes {
    frame(OpCode::Pong, &payload[..payload.len().min(CONTROL_LIMIT)])
}

/// A close frame. A reason that is too long is cut at a character.
pub fn close_frame(code: u16, reason: &str) -> Bytes {
    let reason = &reason[..reason.floor_char_boundary(limits::CLOSE_REASON)];
    let mut frame = FrameBuilder::new(OpCode::Close, 2 + reason.len());
    frame.extend(&code.to_be_bytes());
    frame.extend(reason.as_bytes());
    frame.finish()
}

fn frame(opcode: OpCode, payload: &[u8]) -> Bytes {
    let mut frame = FrameBuilder::new(opcode, payload.len());
    frame.extend(payload);
    frame.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_rfc() {
        assert_eq!(&text_frame("Hello")[..], [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]);
        assert_eq!(&ping_frame(b"Hello")[..], [0x89, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]);
        assert_eq!(&pong_frame(b"Hello")[..], [0x8a, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]);
        assert_eq!(text_frame(&"x".repeat(256))[..4], [0x81, 0x7e, 0x01, 0x00]);
        assert_eq!(text_frame(&"x".repeat(65_536))[..10], [0x81, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0]);
    }

    #[test]
    fn control_frames_stay_within_their_limit() {
        assert_eq!(&close_frame(4200, "bye")[..], [0x88, 5, 0x10, 0x68, b'b', b'y', b'e']);
        let cut = close_frame(1000, &"é".repeat(100));
        assert_eq!(cut[1], 124);
        assert!(std::str::from_utf8(&cut[4..]).is_ok());
        assert_eq!(pong_frame(&[0; 200])[1], 125);
    }
}
