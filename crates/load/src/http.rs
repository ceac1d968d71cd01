//! As much HTTP/1.1 as a load generator needs: one request at a time on a kept connection, answers with a length.
//!
//! A client library would spend more on a request than the server does, and the generator's core would be what is
//! measured.

use std::io;

use thiserror::Error;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Most bytes of an answer's head.
const MAX_HEAD: usize = 16 * 1024;

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum HttpError {
    /// The connection failed or ended early.
    #[error("the connection failed")]
    Connection(#[from] io::Error),
    /// It is not HTTP, or says its length in a way that is not read here.
    #[error("the answer cannot be read: {0}")]
    Unreadable(&'static str),
    /// The server refused.
    #[error("status {status}: {body}")]
    Status {
        /// Status code.
        status: u16,
        /// What it said.
        body: String,
    },
}

/// The head of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Status code.
    pub status: u16,
    /// Bytes up to the body.
    pub length: usize,
    /// Bytes of the body.
    pub body: usize,
}

/// Reads the head of an answer; `None` while it is not complete.
///
/// # Errors
/// When it cannot become a head that is understood.
pub fn parse_head(bytes: &[u8]) -> Result<Option<Head>, HttpError> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        let too_long = bytes.len() > MAX_HEAD;
        return if too_long { Err(HttpError::Unreadable("its head is too long")) } else { Ok(None) };
    };
    let text =
        std::str::from_utf8(&bytes[..end]).map_err(|_| HttpError::Unreadable("its head is not text"))?;
    let mut lines = text.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.strip_prefix("HTTP/1.1 "))
        .and_then(|rest| rest.get(..3))
        .and_then(|digits| digits.parse().ok())
        .ok_or(HttpError::Unreadable("it does not begin with an HTTP/1.1 status"))?;
    let mut body = None;
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            body =
                Some(value.trim().parse().map_err(|_| HttpError::Unreadable("its length is not a number"))?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            return Err(HttpError::Unreadable("it comes in chunks"));
        } else if name.eq_ignore_ascii_case("connection") && value.trim().eq_ignore_ascii_case("close") {
            return Err(HttpError::Unreadable("the server does not keep the connection"));
        }
    }
    // 101 and 204 have no body and need not say so.
    let bodiless = status < 200 || status == 204;
    let body = if bodiless { 0 } else { body.ok_or(HttpError::Unreadable("it does not say its length"))? };
    Ok(Some(Head { status, length: end + 4, body }))
}

/// A kept connection.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    authority: String,
    out: Vec<u8>,
    inbox: Vec<u8>,
}

impl Connection {
    /// Connects to `host:port`.
    ///
    /// # Errors
    /// When nobody listens there.
    pub async fn open(authority: &str) -> Result<Self, HttpError> {
        let stream = TcpStream::connect(authority).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, authority: authority.to_owned(), out: Vec::new(), inbox: Vec::new() })
    }

    /// `POST`; `headers` are whole lines, each with its line break. Returns the body of a 2xx answer.
    ///
    /// # Errors
    /// See [`HttpError`].
    pub async fn post(&mut self, target: &str, headers: &str, body: &str) -> Result<&[u8], HttpError> {
        let length = body.len();
        let authority = &self.authority;
        self.request(&format!(
            "POST {target} HTTP/1.1\r\nHost: {authority}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n{headers}\r\n{body}"
        ))
        .await
    }

    /// `GET`, as [`Connection::post`].
    ///
    /// # Errors
    /// See [`HttpError`].
    pub async fn get(&mut self, target: &str, headers: &str) -> Result<&[u8], HttpError> {
        let authority = &self.authority;
        self.request(&format!("GET {target} HTTP/1.1\r\nHost: {authority}\r\n{headers}\r\n")).await
    }

    async fn request(&mut self, text: &str) -> Result<&[u8], HttpError> {
        self.out.clear();
        self.out.extend_from_slice(text.as_bytes());
        self.inbox.clear();
        self.stream.write_all(&self.out).await?;
        loop {
            if self.stream.read_buf(&mut self.inbox).await? == 0 {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
            let Some(head) = parse_head(&self.inbox)? else { continue };
            let end = head.length + head.body;
            while self.inbox.len() < end {
                if self.stream.read_buf(&mut self.inbox).await? == 0 {
                    return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
                }
            }
            let body = &self.inbox[head.length..end];
            if (200..300).contains(&head.status) {
                return Ok(body);
            }
            return Err(HttpError::Status {
                status: head.status,
                body: String::from_utf8_lossy(body).into_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_however_its_length_is_spelled() {
        let answer = b"HTTP/1.1 201 Created\r\netag: \"1\"\r\nCONTENT-LENGTH:  5\r\n\r\nhello";
        let head = parse_head(answer).unwrap().unwrap();
        assert_eq!(head, Head { status: 201, length: answer.len() - 5, body: 5 });
    }

    #[test]
    fn an_incomplete_head_is_waited_for() {
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
        for cut in 0..answer.len() {
            assert_eq!(parse_head(&answer[..cut]).unwrap(), None, "{cut}");
        }
        assert!(parse_head(&[b'x'; MAX_HEAD + 1]).is_err());
    }

    #[test]
    fn an_upgrade_has_no_body() {
        let head = parse_head(b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n\x81\x02{}");
        assert_eq!(head.unwrap().unwrap().body, 0);
    }

    #[test]
    fn what_would_be_misread_is_refused() {
        for answer in [
            "HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        ] {
            assert!(parse_head(answer.as_bytes()).is_err(), "{answer:?}");
        }
    }
}
