//! A stand-in for Midtrans, which behaves as Midtrans documents itself, and badly when it is told to.
//!
//! One address serves Snap, the core API and the controls of a test (`/stand-in/...`), so that the library and the program
//! `midtrans-stand-in` are the same thing to whoever uses them:
//!
//! - `POST /snap/v1/transactions`, `POST /v2/charge`, `GET /v2/{ref}/status`, `POST /v2/{ref}/expire`, `.../cancel`;
//! - `POST /stand-in/payments/{ref}/choose` with `{"method": "bca_va"}` is the customer on the Snap page; `settle`,
//!   `deny`, `expire`, `cancel`, `challenge`, `authorize`, `fail`, `refund` (`{"amount": 50000}`), `chargeback`, `partial_chargeback` are what
//!   happens afterwards; each sends a notification;
//! - `POST /stand-in/notify` with `{"url": "..."}` says where to; `POST /stand-in/lose` with `{"next": 2}` loses some;
//! - `POST /stand-in/misbehave` with `{"next": 1, "how": "garbage"}` (or `stall`, `hang_up`, or a status) spoils answers;
//! - `GET /stand-in/requests` is what arrived, `GET /stand-in/notifications` what was sent and how it was answered.

mod book;
mod notify;
mod shapes;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use self::book::Book;
pub use self::notify::Notified;
use crate::endpoint::{Answer, Endpoint, Received};

/// What becomes a minute between repetitions of a notification.
const MINUTE: Duration = Duration::from_millis(10);

/// The stand-in, until it is dropped.
#[derive(Debug)]
pub struct MidtransStandIn {
    endpoint: Endpoint,
    desk: Arc<Desk>,
}

/// What all of its threads share.
#[derive(Debug)]
struct Desk {
    server_key: String,
    book: Mutex<Book>,
    spoiled: Mutex<Spoiled>,
    notifier: notify::Notifier,
}

/// Answers that are to be bad.
#[derive(Debug, Default)]
struct Spoiled {
    next: u64,
    how: String,
}

impl MidtransStandIn {
    /// Starts one on a free port, with the server key of its only merchant.
    #[must_use]
    pub fn start(server_key: &str) -> Self {
        Self::start_on("127.0.0.1:0", server_key, MINUTE)
    }

    /// Starts one at an address; `minute` is how long a minute between repetitions of a notification takes.
    #[must_use]
    pub fn start_on(address: &str, server_key: &str, minute: Duration) -> Self {
        let desk = Arc::new(Desk {
            server_key: server_key.to_owned(),
            book: Mutex::default(),
            spoiled: Mutex::default(),
            notifier: notify::Notifier::new(minute),
        });
        let at_work = Arc::clone(&desk);
        let endpoint = Endpoint::start_on(address, move |_, request| at_work.answer(request));
        Self { endpoint, desk }
    }

    /// `http://host:port`, to be given as the base address of an account.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.endpoint.address())
    }

    /// Where notifications go from now on.
    pub fn notify(&self, url: &str) {
        self.desk.notifier.send_to(url);
    }

    /// Loses the next notifications.
    pub fn lose(&self, next: u64) {
        self.desk.notifier.lose(next);
    }

    /// Spoils the next answers: `garbage`, `stall`, `hang_up`, or a status such as `503`.
    pub fn misbehave(&self, next: u64, how: &str) {
        *lock(&self.desk.spoiled) = Spoiled { next, how: how.to_owned() };
    }

    /// The customer chooses a way to pay on the Snap page.
    ///
    /// # Panics
    /// When there is no such page.
    pub fn choose(&self, reference: &str, method: &str) -> Value {
        self.act(reference, "choose", &json!({ "method": method }))
    }

    /// Something happens to a payment; see the module.
    ///
    /// # Panics
    /// When it cannot.
    pub fn act(&self, reference: &str, what: &str, details: &Value) -> Value {
        self.desk.happen(reference, what, details).unwrap_or_else(|why| panic!("{reference} {what}: {why}"))
    }

    /// What has arrived at the API, without the controls.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.endpoint.received().into_iter().filter(|request| !is_control(&request.line)).collect()
    }

    /// The notifications until now, lost ones included.
    #[must_use]
    pub fn notifications(&self) -> Vec<Notified> {
        self.desk.notifier.sent()
    }
}

fn is_control(line: &str) -> bool {
    line.contains(" /stand-in/")
}

impl Desk {
    fn answer(&self, request: &Received) -> Answer {
        let (method, path) = request.line.split_once(' ').unwrap_or(("", ""));
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        if parts.first() == Some(&"stand-in") {
            return self.control(method, &parts[1..], request);
        }
        if let Some(bad) = self.spoil() {
            return bad;
        }
        let allowed = format!("Basic {}", BASE64_STANDARD.encode(format!("{}:", self.server_key)));
        let authorized = request.header("authorization") == Some(&allowed);
        let mut book = lock(&self.book);
        match (method, &parts[..]) {
            ("GET", ["snap", "v4", "redirection", token]) => match book.session(token) {
                Some(reference) => Answer::Json(200, json!({ "pay": reference })),
                None => Answer::Status(404),
            },
            ("POST", ["snap", "v1", "transactions"]) if !authorized => Answer::Json(
                401,
                json!({ "error_messages": ["Access denied due to unauthorized transaction, please check client or server key"] }),
            ),
            (_, ["v2", ..]) if !authorized => said(401, "Transaction cannot be authorized with this key."),
            ("POST", ["snap", "v1", "transactions"]) => match book.open(&body(request)) {
                Ok(token) => {
                    let host = request.header("host").unwrap_or("localhost");
                    let url = format!("http://{host}/snap/v4/redirection/{token}");
                    Answer::Json(201, json!({ "token": token, "redirect_url": url }))
                }
                Err(messages) => Answer::Json(400, json!({ "error_messages": messages })),
            },
            ("POST", ["v2", "charge"]) => match book.charge(&body(request)) {
                Ok(reference) => {
                    let told = book.told(&reference, "Success, transaction is created", &self.server_key);
                    let told = told.expect("it was made just now");
                    self.notifier.send(book.told(&reference, notify::MESSAGE, &self.server_key));
                    Answer::Json(200, told)
                }
                Err((code, message)) => said(code, message),
            },
            ("GET", ["v2", reference, "status"]) => {
                if book.run_out(reference) {
                    self.notifier.send(book.told(reference, notify::MESSAGE, &self.server_key));
                }
                match book.told(reference, "Success, transaction is found", &self.server_key) {
                    Some(told) => Answer::Json(200, told),
                    None => said(404, "Transaction doesn't exist."),
                }
            }
            ("POST", ["v2", reference, verb @ ("expire" | "cancel")]) => match book.end(reference, verb) {
                Ok(reference) => {
                    self.notifier.send(book.told(&reference, notify::MESSAGE, &self.server_key));
                    let mut told = book
                        .told(&reference, "Success, transaction has ended", &self.server_key)
                        .expect("it was there a moment ago");
                    if *verb == "expire" {
                        told["status_code"] = "407".into();
                    }
                    Answer::Json(200, told)
                }
                Err((code, message)) => said(code, message),
            },
            _ => said(404, "The requested resource is not found"),
        }
    }

    fn control(&self, method: &str, parts: &[&str], request: &Received) -> Answer {
        let details = body(request);
        let number = |field: &str| details[field].as_u64().unwrap_or(1);
        match (method, parts) {
            ("POST", ["payments", reference, what]) => match self.happen(reference, what, &details) {
                Ok(told) => Answer::Json(200, told),
                Err(why) => Answer::Json(409, json!({ "error": why })),
            },
            ("POST", ["notify"]) => {
                self.notifier.send_to(details["url"].as_str().unwrap_or_default());
                Answer::Json(200, json!({}))
            }
            ("POST", ["lose"]) => {
                self.notifier.lose(number("next"));
                Answer::Json(200, json!({}))
            }
            ("POST", ["misbehave"]) => {
                let how = details["how"].as_str().unwrap_or("garbage").to_owned();
                *lock(&self.spoiled) = Spoiled { next: number("next"), how };
                Answer::Json(200, json!({}))
            }
            ("GET", ["requests"]) => Answer::Json(200, lock(&self.book).requests()),
            ("GET", ["notifications"]) => {
                let sent = self.notifier.sent();
                let view =
                    |one: Notified| json!({ "body": one.body, "statuses": one.statuses, "lost": one.lost });
                Answer::Json(200, sent.into_iter().map(view).collect())
            }
            _ => Answer::Json(404, json!({ "error": "there is no such control" })),
        }
    }

    fn happen(&self, reference: &str, what: &str, details: &Value) -> Result<Value, String> {
        let mut book = lock(&self.book);
        book.happen(reference, what, details)?;
        let told = book.told(reference, notify::MESSAGE, &self.server_key);
        self.notifier.send(told.clone());
        told.ok_or_else(|| "there is nothing to tell".to_owned())
    }

    fn spoil(&self) -> Option<Answer> {
        let mut spoiled = lock(&self.spoiled);
        spoiled.next = spoiled.next.checked_sub(1)?;
        Some(match &*spoiled.how {
            "stall" => Answer::Stall,
            "hang_up" => Answer::HangUp,
            how => match how.parse() {
                Ok(status) => Answer::Status(status),
                Err(_) => Answer::Status(200),
            },
        })
    }
}

/// An answer without a transaction, with the status that counts in the body.
fn said(code: u16, message: &str) -> Answer {
    let status = if code == 401 { 401 } else { 200 };
    Answer::Json(
        status,
        json!({ "status_code": code.to_string(), "status_message": message, "id": "stand-in" }),
    )
}

fn body(request: &Received) -> Value {
    serde_json::from_str(&request.body).unwrap_or(Value::Null)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
