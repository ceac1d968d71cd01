//! The server's side of RFC 6455, without a socket.
//!
//! The reader works on whatever bytes the caller has at hand and keeps memory only while a frame or a fragmented
//! message is incomplete, because an idle connection must cost next to nothing. Compression is not offered:
//! a compressor per socket costs more than everything else together, and compressed frames cannot be shared.

mod handshake;
mod reader;
mod writer;

pub use handshake::accept_key;
pub use reader::{Input, Message, Reader, Violation};
pub use writer::{FrameBuilder, binary_frame, close_frame, ping_frame, pong_frame, text_frame};

/// The kinds of frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpCode {
    /// More of a fragmented message.
    Continuation = 0x0,
    /// UTF-8 text.
    Text = 0x1,
    /// Bytes; the Pusher protocol has no use for them.
    Binary = 0x2,
    /// The end of the connection.
    Close = 0x8,
    /// Asks for a pong.
    Ping = 0x9,
    /// Answers a ping.
    Pong = 0xA,
}

impl OpCode {
    fn from_bits(bits: u8) -> Option<Self> {
        Some(match bits {
            0x0 => Self::Continuation,
            0x1 => Self::Text,
            0x2 => Self::Binary,
            0x8 => Self::Close,
            0x9 => Self::Ping,
            0xA => Self::Pong,
            _ => return None,
        })
    }

    fn is_control(self) -> bool {
        matches!(self, Self::Close | Self::Ping | Self::Pong)
    }
}

/// Most payload bytes of a control frame.
const CONTROL_LIMIT: usize = 125;
