//! A client of server-sent events, by the rules by which browsers read them.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

/// How long a test waits for something that must come.
const PATIENCE: Duration = Duration::from_secs(15);

/// An open stream, or the refusal of one.
#[derive(Debug)]
pub struct EventStream {
    reader: BufReader<TcpStream>,
    /// Status code of the answer.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The last id, as a browser would send it back.
    pub last_id: String,
    text: String,
}

/// An event.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamEvent {
    /// Its name, `message` where it has none.
    pub event: String,
    /// Its data.
    pub data: Value,
}

impl EventStream {
    /// Sends the request and reads the head of the answer.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn open(authority: &str, query: &str, headers: &[(&str, &str)]) -> Self {
        let mut stream = TcpStream::connect(authority).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        let mut request = format!("GET /v1/stream?{query} HTTP/1.1\r\nHost: {authority}\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{request}\r\n").as_bytes()).expect("the request can be sent");
        let mut reader = BufReader::new(stream);
        let mut line = || {
            let mut line = String::new();
            reader.read_line(&mut line).expect("the head of an answer");
            line.trim_end().to_owned()
        };
        let status = line().split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        let mut headers = Vec::new();
        loop {
            let line = line();
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
        Self { reader, status, headers, last_id: String::new(), text: String::new() }
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The next event; `None` when the stream has ended.
    ///
    /// # Panics
    /// When nothing comes in time.
    #[expect(
        clippy::should_implement_trait,
        reason = "it is not an iterator: the stream may be asked between two"
    )]
    pub fn next(&mut self) -> Option<StreamEvent> {
        loop {
            let block = self.block()?;
            if let Some(event) = self.parse(&block) {
                return Some(event);
            }
        }
    }

    /// Waits for something that is no event, such as a comment.
    ///
    /// # Panics
    /// When an event comes, or nothing.
    pub fn sign_of_life(&mut self) {
        let block = self.block().expect("the stream goes on");
        assert_eq!(self.parse(&block), None);
    }

    fn block(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                return Some(self.text.drain(..end + 2).collect());
            }
            let chunk = self.chunk()?;
            self.text.push_str(&chunk);
        }
    }

    /// The next event, which must have this name.
    ///
    /// # Panics
    /// When another comes, or none.
    pub fn expect(&mut self, name: &str) -> Value {
        let event = self.next().unwrap_or_else(|| panic!("the stream ended while waiting for {name}"));
        assert_eq!(event.event, name, "{event:?}");
        event.data
    }

    fn parse(&mut self, block: &str) -> Option<StreamEvent> {
        let (mut event, mut data) = ("message".to_owned(), String::new());
        for line in block.lines() {
            match line.split_once(": ") {
                Some(("event", name)) => name.clone_into(&mut event),
                Some(("id", id)) => id.clone_into(&mut self.last_id),
                Some(("data", text)) => data.push_str(text),
                _ => {}
            }
        }
        let data = (!data.is_empty()).then(|| serde_json::from_str(&data).expect("data is JSON"))?;
        Some(StreamEvent { event, data })
    }

    /// A piece of the body; `None` at its end.
    fn chunk(&mut self) -> Option<String> {
        let mut size = String::new();
        match self.reader.read_line(&mut size) {
            Ok(1..) => {}
            Ok(0) => return None,
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => panic!("nothing came in time"),
            Err(_) => return None,
        }
        let size = usize::from_str_radix(size.trim(), 16).expect("the size of a chunk");
        let mut chunk = vec![0; size + 2];
        self.reader.read_exact(&mut chunk).ok()?;
        (size > 0).then(|| String::from_utf8_lossy(&chunk[..size]).into_owned())
    }
}
