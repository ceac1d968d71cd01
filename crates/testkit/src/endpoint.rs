//! Somebody else's server, as well or as badly behaved as a test wants it.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

/// How long a test waits for something that must come.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a badly behaved answer goes on.
const BADLY: Duration = Duration::from_secs(60);

/// An HTTP endpoint on a free port of the loopback interface.
#[derive(Debug)]
pub struct Endpoint {
    address: SocketAddr,
    received: Arc<(Mutex<Vec<Received>>, Condvar)>,
}

/// A request that has arrived as a whole.
#[derive(Debug, Clone)]
pub struct Received {
    /// Method and path, as in `POST /hook`.
    pub line: String,
    /// Names, as they were spelt, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// When it had arrived.
    pub at: Instant,
}

/// How to answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// With this status and a short body.
    Status(u16),
    /// With this status and JSON.
    Json(u16, Value),
    /// With a redirect to somewhere else.
    Redirect(String),
    /// Not at all, while the connection stays open.
    Stall,
    /// By hanging up.
    HangUp,
    /// With a byte of the head now and then.
    Drip,
    /// With a success and a body that does not end.
    Endless,
}

impl Received {
    /// A header's value, whatever the case of its name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(found, _)| found.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl Endpoint {
    /// Starts one that answers each request as `answer` says; the number counts requests from 0.
    ///
    /// # Panics
    /// When there is no free port.
    #[must_use]
    pub fn start(answer: impl Fn(usize, &Received) -> Answer + Send + Sync + 'static) -> Self {
        Self::start_on("127.0.0.1:0", answer)
    }

    /// The same at an address of the caller's choice.
    ///
    /// # Panics
    /// When the address cannot be had.
    #[must_use]
    pub fn start_on(
        address: &str,
        answer: impl Fn(usize, &Received) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).expect("an address that is free");
        let address = listener.local_addr().expect("it is bound");
        let received = Arc::<(Mutex<Vec<Received>>, Condvar)>::default();
        let (log, answer) = (Arc::clone(&received), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { address, received }
    }

    /// One that is content with everything.
    #[must_use]
    pub fn content() -> Self {
        Self::start(|_, _| Answer::Status(200))
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:port/hook`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// What has arrived so far.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.received.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until so many requests have arrived, and returns all.
    ///
    /// # Panics
    /// When they do not come in time.
    #[must_use]
    pub fn wait_for(&self, count: usize) -> Vec<Received> {
        self.wait_until(|received| received.len() >= count)
    }

    /// Waits until what has arrived satisfies a condition, and returns it.
    ///
    /// # Panics
    /// When it does not in time.
    pub fn wait_until(&self, reached: impl Fn(&[Received]) -> bool) -> Vec<Received> {
        let (log, arrived) = &*self.received;
        let held = log.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = arrived.wait_timeout_while(held, PATIENCE, |received| !reached(received));
        let (held, result) = waiting.unwrap_or_else(PoisonError::into_inner);
        let list: Vec<_> = held.iter().map(|received| &received.body).collect();
        assert!(!result.timed_out(), "what was waited for did not arrive; this did: {list:#?}");
        held.clone()
    }
}

fn serve(
    mut stream: TcpStream,
    log: &(Mutex<Vec<Received>>, Condvar),
    answer: &(impl Fn(usize, &Received) -> Answer + ?Sized),
) {
    while let Some(request) = read(&mut stream) {
        let number = {
            let mut list = log.0.lock().unwrap_or_else(PoisonError::into_inner);
            list.push(request.clone());
            list.len() - 1
        };
        log.1.notify_all();
        if !give(&mut stream, &answer(number, &request)) {
            return;
        }
    }
}

fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 8192];
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        match stream.read(&mut chunk) {
            Ok(count) if count > 0 => bytes.extend_from_slice(&chunk[..count]),
            _ => return None,
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: usize = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    while bytes.len() < end + 4 + length {
        match stream.read(&mut chunk) {
            Ok(count) if count > 0 => bytes.extend_from_slice(&chunk[..count]),
            _ => return None,
        }
    }
    let body = String::from_utf8_lossy(&bytes[end + 4..end + 4 + length]).into_owned();
    Some(Received { line, headers, body, at: Instant::now() })
}

/// Whether the connection can go on.
fn give(stream: &mut TcpStream, answer: &Answer) -> bool {
    let deadline = Instant::now() + BADLY;
    match answer {
        Answer::Status(status) => {
            let text = format!("HTTP/1.1 {status} X\r\nContent-Length: 6\r\n\r\nthanks");
            stream.write_all(text.as_bytes()).is_ok()
        }
        Answer::Json(status, value) => {
            let body = value.to_string();
            let text = format!(
                "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(text.as_bytes()).is_ok()
        }
        Answer::Redirect(to) => {
            let text = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
            stream.write_all(text.as_bytes()).is_ok()
        }
        Answer::HangUp => false,
        Answer::Stall => {
            // Returns when the other side gives up.
            drop(stream.set_read_timeout(Some(BADLY)));
            drop(stream.read(&mut [0; 1]));
            false
        }
        Answer::Drip => {
            let text = format!("HTTP/1.1 200 OK\r\nX-Drip: {}", "x".repeat(1000));
            for byte in text.bytes() {
                if Instant::now() > deadline || stream.write_all(&[byte]).is_err() {
                    break;
                }
                thread::sleep(Duration::from_millis(100));
            }
            false
        }
        Answer::Endless => {
            let mut sent = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").is_ok();
            while sent && Instant::now() < deadline {
                sent = stream.write_all(&[b'x'; 4096]).is_ok();
            }
            false
        }
    }
}
