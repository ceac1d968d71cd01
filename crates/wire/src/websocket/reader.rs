//! Cuts the bytes of a client into messages.
//!
//! The usual case, whole frames in one read, is handled where the bytes lie: they are unmasked in the caller's
//! buffer and handed out as slices of it. Only what is incomplete at the end of a read is copied, and that copy is
//! freed as soon as the rest has arrived. So a [`Reader`] without unfinished business is one empty pointer.

use thiserror::Error;

use super::{CONTROL_LIMIT, OpCode};
use crate::close;

/// One read's worth of bytes from a client, consumed message by message.
#[derive(Debug)]
pub struct Input<'a> {
    bytes: &'a mut [u8],
    position: usize,
}

/// The state between reads.
#[derive(Debug, Default)]
pub struct Reader {
    pending: Option<Box<Pending>>,
}

/// What a client sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Message<'a> {
    /// A whole text message, its fragments joined.
    Text(&'a str),
    /// A whole binary message. Comes from [`Reader::next_of_any_kind`] only.
    Binary(&'a [u8]),
    /// To be answered by a pong with the same payload.
    Ping(&'a [u8]),
    /// The answer to a ping, or a heartbeat of its own accord.
    Pong(&'a [u8]),
    /// The client closes; no message can follow.
    Close {
        /// The code, unless the client gave none.
        code: Option<u16>,
        /// The reason, possibly empty.
        reason: &'a str,
    },
}

/// How a client broke the protocol. The connection cannot be read any further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Violation {
    /// A reserved bit is set although no extension was agreed on.
    #[error("reserved bits must be zero")]
    ReservedBits,
    /// The operation code has no meaning.
    #[error("unknown operation code")]
    UnknownOpCode,
    /// Clients must mask every frame.
    #[error("frames of a client must be masked")]
    Unmasked,
    /// A control frame is fragmented or longer than 125 bytes.
    #[error("control frames have at most 125 bytes and no fragments")]
    ControlFrame,
    /// A continuation without a beginning, or a new message inside a fragmented one.
    #[error("fragments are out of order")]
    Fragment,
    /// The payload of a close frame is one byte, or its code must not be sent.
    #[error("the close frame is malformed")]
    CloseFrame,
    /// Binary messages have no meaning here.
    #[error("binary messages are not supported")]
    Binary,
    /// Text must be UTF-8.
    #[error("text must be valid UTF-8")]
    NotUtf8,
    /// The message is longer than the limit.
    #[error("the message is too big")]
    TooBig,
}

impl Violation {
    /// The close code that answers the violation.
    pub fn close_code(self) -> u16 {
        match self {
            Self::Binary => close::UNSUPPORTED_DATA,
            Self::NotUtf8 => close::INVALID_TEXT,
            Self::TooBig => close::TOO_BIG,
            Self::ReservedBits
            | Self::UnknownOpCode
            | Self::Unmasked
            | Self::ControlFrame
            | Self::Fragment
            | Self::CloseFrame => close::PROTOCOL_ERROR,
        }
    }
}

/// Bytes that outlive a read.
#[derive(Debug, Default)]
struct Pending {
    /// The beginning of a frame whose end has not arrived.
    frame: Vec<u8>,
    /// The fragments so far, when `fragmented`.
    message: Vec<u8>,
    fragmented: bool,
    /// The fragments are those of a binary message.
    binary: bool,
    /// How much of a fragmented text is known to be UTF-8; a character that is cut by a fragment's end is not yet.
    valid: usize,
    /// Whether `frame` or `message` was handed out whole, so that the next call may drop it.
    frame_done: bool,
    message_done: bool,
}

#[derive(Clone, Copy)]
struct Header {
    last: bool,
    opcode: OpCode,
    mask: [u8; 4],
    /// Where the payload starts and how long it is.
    start: usize,
    length: usize,
}

/// What the next frame may be.
#[derive(Clone, Copy)]
struct Limits {
    /// The most payload bytes of a frame that is not a control frame.
    length: usize,
    /// Binary messages are taken.
    binary: bool,
    /// A message has begun and not ended.
    fragmented: bool,
}

impl Pending {
    /// Says that a fragmented text is not UTF-8 as soon as it shows, not only at its end.
    fn check_text(&mut self) -> Result<(), Violation> {
        match std::str::from_utf8(&self.message[self.valid..]) {
            Ok(rest) => self.valid += rest.len(),
            Err(error) if error.error_len().is_none() => self.valid += error.valid_up_to(),
            Err(_) => return Err(Violation::NotUtf8),
        }
        Ok(())
    }
}

impl<'a> Input<'a> {
    /// Wraps the bytes of one read. They are unmasked in place.
    pub fn new(bytes: &'a mut [u8]) -> Self {
        Self { bytes, position: 0 }
    }
}

impl Reader {
    /// A reader at the start of a connection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is kept from earlier reads.
    pub fn is_idle(&self) -> bool {
        self.pending.is_none()
    }

    /// The next message, or `None` when `input` is used up. Call until `None` before reading again.
    ///
    /// `limit` is the largest message in bytes; a frame that announces more is refused before it is stored, so
    /// a connection never keeps more than twice the limit.
    ///
    /// # Errors
    ///
    /// A [`Violation`] ends the connection; the reader must not be used afterwards.
    pub fn next<'b>(
        &'b mut self,
        input: &'b mut Input<'_>,
        limit: usize,
    ) -> Result<Option<Message<'b>>, Violation> {
        self.read(input, limit, false)
    }

    /// The same for an endpoint that takes binary messages too. The Pusher protocol has none; the echo that is held to
    /// RFC 6455 as a whole does.
    ///
    /// # Errors
    ///
    /// A [`Violation`] ends the connection; the reader must not be used afterwards.
    pub fn next_of_any_kind<'b>(
        &'b mut self,
        input: &'b mut Input<'_>,
        limit: usize,
    ) -> Result<Option<Message<'b>>, Violation> {
        self.read(input, limit, true)
    }

    fn read<'b>(
        &'b mut self,
        input: &'b mut Input<'_>,
        limit: usize,
        binary: bool,
    ) -> Result<Option<Message<'b>>, Violation> {
        self.forget_what_is_done();
        // Each round takes one frame; only fragments that do not complete a message need another round.
        loop {
            let collected = self.message_length();
            let limits =
                Limits { length: limit.saturating_sub(collected), binary, fragmented: self.is_fragmented() };
            let Some(header) = self.complete_frame(input, limits)? else {
                return Ok(None);
            };
            let from_pending = self.pending.as_ref().is_some_and(|pending| pending.frame_done);
            if header.opcode.is_control() || (header.last && header.opcode != OpCode::Continuation) {
                // Borrowed from wherever the frame lies.
                let frame = if from_pending {
                    let pending = self.pending.as_mut().expect("the frame was found there");
                    &mut pending.frame[..]
                } else {
                    let end = input.position;
                    &mut input.bytes[end - header.start - header.length..end]
                };
                let payload = &mut frame[header.start..header.start + header.length];
                unmask(payload, header.mask);
                return message(header.opcode, payload).map(Some);
            }
            let pending = self.pending.get_or_insert_default();
            if from_pending {
                unmask(&mut pending.frame[header.start..], header.mask);
                pending.message.extend_from_slice(&pending.frame[header.start..]);
                pending.frame = Vec::new();
                pending.frame_done = false;
            } else {
                let end = input.position;
                let payload = &mut input.bytes[end - header.length..end];
                unmask(payload, header.mask);
                pending.message.extend_from_slice(payload);
            }
            if header.opcode != OpCode::Continuation {
                pending.fragmented = true;
                pending.binary = header.opcode == OpCode::Binary;
            }
            if !pending.binary {
                pending.check_text()?;
            }
            if header.last {
                pending.message_done = true;
                let pending = self.pending.as_ref().expect("it was just filled");
                let opcode = if pending.binary { OpCode::Binary } else { OpCode::Text };
                return message(opcode, &pending.message).map(Some);
            }
        }
    }

    fn is_fragmented(&self) -> bool {
        self.pending.as_ref().is_some_and(|pending| pending.fragmented)
    }

    fn message_length(&self) -> usize {
        self.pending.as_ref().map_or(0, |pending| pending.message.len())
    }

    /// Drops what the previous call handed out, and the box with it when nothing else is kept.
    fn forget_what_is_done(&mut self) {
        let Some(pending) = &mut self.pending else { return };
        if pending.frame_done {
            pending.frame = Vec::new();
            pending.frame_done = false;
        }
        if pending.message_done {
            pending.message = Vec::new();
            pending.message_done = false;
            pending.fragmented = false;
            pending.valid = 0;
        }
        if pending.frame.is_empty() && !pending.fragmented {
            self.pending = None;
        }
    }

    /// Finds the next whole frame, either in `input`, whose position is then behind it, or in `pending.frame`,
    /// which is then `frame_done`. Without one, the rest of `input` is kept for later.
    fn complete_frame(&mut self, input: &mut Input<'_>, limits: Limits) -> Result<Option<Header>, Violation> {
        if let Some(pending) = self.pending.as_deref_mut().filter(|pending| !pending.frame.is_empty()) {
            // First as many bytes as the header needs, then as many as it announces.
            loop {
                let missing = match header(&pending.frame, limits)? {
                    Ok(header) => header.start + header.length - pending.frame.len(),
                    Err(header_size) => header_size - pending.frame.len(),
                };
                let rest = &input.bytes[input.position..];
                let taken = missing.min(rest.len());
                pending.frame.extend_from_slice(&rest[..taken]);
                input.position += taken;
                if taken < missing {
                    // What has just arrived may be wrong already.
                    return header(&pending.frame, limits).map(|_| None);
                }
                if let Ok(header) = header(&pending.frame, limits)?
                    && header.start + header.length == pending.frame.len()
                {
                    pending.frame_done = true;
                    return Ok(Some(header));
                }
            }
        }
        let rest = &input.bytes[input.position..];
        if rest.is_empty() {
            return Ok(None);
        }
        match header(rest, limits)? {
            Ok(header) if header.start + header.length <= rest.len() => {
                input.position += header.start + header.length;
                Ok(Some(header))
            }
            _ => {
                self.pending.get_or_insert_default().frame = rest.to_vec();
                input.position = input.bytes.len();
                Ok(None)
            }
        }
    }
}

/// Reads the header at the start of `frame`; the inner error is how many bytes it needs at least.
///
/// What is wrong is said as early as the bytes allow, so that nobody can make us wait for the rest.
fn header(frame: &[u8], limits: Limits) -> Result<Result<Header, usize>, Violation> {
    let Limits { length: limit, binary, fragmented } = limits;
    let Some(&first) = frame.first() else { return Ok(Err(2)) };
    if first & 0x70 != 0 {
        return Err(Violation::ReservedBits);
    }
    let opcode = OpCode::from_bits(first & 0x0f).ok_or(Violation::UnknownOpCode)?;
    let last = first & 0x80 != 0;
    match opcode {
        OpCode::Binary if !binary => return Err(Violation::Binary),
        OpCode::Continuation if !fragmented => return Err(Violation::Fragment),
        OpCode::Text | OpCode::Binary if fragmented => return Err(Violation::Fragment),
        OpCode::Close | OpCode::Ping | OpCode::Pong if !last => return Err(Violation::ControlFrame),
        _ => {}
    }
    let Some(&second) = frame.get(1) else { return Ok(Err(2)) };
    if second & 0x80 == 0 {
        return Err(Violation::Unmasked);
    }
    let short = usize::from(second & 0x7f);
    if opcode.is_control() && short > CONTROL_LIMIT {
        return Err(Violation::ControlFrame);
    }
    let mask_at = match short {
        126 => 4,
        127 => 10,
        _ => 2,
    };
    if frame.len() < mask_at {
        return Ok(Err(mask_at + 4));
    }
    let length = match short {
        126 => usize::from(u16::from_be_bytes([frame[2], frame[3]])),
        127 => {
            let length: [u8; 8] = frame[2..10].try_into().expect("the slice has eight bytes");
            usize::try_from(u64::from_be_bytes(length)).map_err(|_| Violation::TooBig)?
        }
        short => short,
    };
    if !opcode.is_control() && length > limit {
        return Err(Violation::TooBig);
    }
    let start = mask_at + 4;
    let Some(mask) = frame.get(mask_at..start) else { return Ok(Err(start)) };
    let mask = mask.try_into().expect("the slice has four bytes");
    Ok(Ok(Header { last, opcode, mask, start, length }))
}

fn message(opcode: OpCode, payload: &[u8]) -> Result<Message<'_>, Violation> {
    Ok(match opcode {
        OpCode::Ping => Message::Ping(payload),
        OpCode::Pong => Message::Pong(payload),
        OpCode::Close => match payload {
            [] => Message::Close { code: None, reason: "" },
            [_] => return Err(Violation::CloseFrame),
            [high, low, reason @ ..] => {
                let code = u16::from_be_bytes([*high, *low]);
                if !may_be_sent(code) {
                    return Err(Violation::CloseFrame);
                }
                Message::Close { code: Some(code), reason: utf8(reason)? }
            }
        },
        OpCode::Binary => Message::Binary(payload),
        OpCode::Text | OpCode::Continuation => Message::Text(utf8(payload)?),
    })
}

fn utf8(bytes: &[u8]) -> Result<&str, Violation> {
    std::str::from_utf8(bytes).map_err(|_| Violation::NotUtf8)
}

/// The codes that an endpoint may put into a close frame: some exist only to report that there was none.
fn may_be_sent(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}

/// Applies the mask, which also removes it. Eight bytes at a time: the compiler turns this into vector code.
fn unmask(payload: &mut [u8], mask: [u8; 4]) {
    let word = u64::from_ne_bytes([mask[0], mask[1], mask[2], mask[3], mask[0], mask[1], mask[2], mask[3]]);
    let (words, rest) = payload.as_chunks_mut::<8>();
    for bytes in words {
        *bytes = (u64::from_ne_bytes(*bytes) ^ word).to_ne_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(mask.iter().cycle()) {
        *byte ^= mask;
    }
}

#[cfg(test)]
mod tests;
