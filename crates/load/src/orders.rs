//! The load of orders: `POST /v1/orders` on kept connections, each order another, each with its own idempotency key.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::{JoinSet, yield_now};

use crate::http::Connection;
use crate::saturation::{Answered, Load};
use crate::server::Server;

/// Makes orders of one server. Counts them, so that no two are alike.
#[derive(Debug)]
pub struct Orders {
    authority: String,
    api_key: String,
    placed: Cell<u64>,
}

impl Orders {
    /// Orders for a server.
    #[must_use]
    pub fn new(server: &Server) -> Rc<Self> {
        Rc::new(Self {
            authority: server.authority.clone(),
            api_key: server.credentials.api_key.clone(),
            placed: Cell::new(0),
        })
    }

    /// The idempotency key of the order with this number.
    #[must_use]
    pub fn key(number: u64) -> String {
        format!("bench-{number:010}")
    }

    /// Places `rate` orders a second, each at its time whatever became of the others. Latency counts from that time.
    ///
    /// # Errors
    /// When an answer is not 2xx.
    pub async fn at_rate(self: &Rc<Self>, rate: u32, duration: Duration) -> anyhow::Result<Answered> {
        const CLIENTS: usize = 32;
        let (sender, due) = mpsc::unbounded_channel::<Instant>();
        let due = Rc::new(tokio::sync::Mutex::new(due));
        let latencies = Rc::new(RefCell::new(Vec::new()));
        let mut clients = JoinSet::new();
        for _ in 0..CLIENTS {
            let (orders, due, latencies) = (Rc::clone(self), Rc::clone(&due), Rc::clone(&latencies));
            let mut connection = Connection::open(&self.authority).await?;
            clients.spawn_local(async move {
                loop {
                    let next = due.lock().await.recv().await;
                    let Some(at) = next else { return anyhow::Ok(()) };
                    orders.send(&mut connection).await?;
                    latencies.borrow_mut().push(at.elapsed());
                }
            });
        }
        let start = Instant::now();
        for number in 0..(f64::from(rate) * duration.as_secs_f64()) as u32 {
            let at = start + Duration::from_secs(1) / rate * number;
            // The timer is too coarse for this; the generator has its core for itself.
            while Instant::now() < at {
                yield_now().await;
            }
            sender.send(at).context("all clients have ended")?;
        }
        drop(sender);
        while let Some(client) = clients.join_next().await {
            client??;
        }
        Ok(Answered::new(latencies.take(), start.elapsed()))
    }

    /// Asks the server how many orders it has: as many as were answered, no more, no fewer.
    ///
    /// # Errors
    /// When it has another number.
    pub async fn verify(&self) -> anyhow::Result<()> {
        let mut connection = Connection::open(&self.authority).await?;
        let headers = format!("Authorization: Bearer {}\r\n", self.api_key);
        let stats: Value = serde_json::from_slice(connection.get("/v1/stats", &headers).await?)?;
        let (counted, head) = (stats["stats"]["total"].as_u64(), stats["seq"].as_u64());
        let placed = Some(self.placed.get());
        ensure!(
            counted == placed && head == placed,
            "{placed:?} orders were answered, the server counts {counted:?} and logged {head:?} events"
        );
        Ok(())
    }
}

impl Load for Orders {
    fn authority(&self) -> &str {
        &self.authority
    }

    async fn send(&self, connection: &mut Connection) -> anyhow::Result<()> {
        let number = self.placed.replace(self.placed.get() + 1);
        let headers =
            format!("Authorization: Bearer {}\r\nIdempotency-Key: {}\r\n", self.api_key, Self::key(number));
        connection.post("/v1/orders", &headers, &body(number)).await.context("an order was refused")?;
        Ok(())
    }
}

/// An order of two lines that rings at once.
fn body(number: u64) -> String {
    let (price, qty) = (20_000 + number % 977, 1 + number % 4);
    format!(
        r#"{{"flow":"restaurant","pay_later":true,"customer":{{"name":"Budi {number}","phone":"+62812{number:08}"}},"items":[{{"name":"Nasi goreng","qty":{qty},"unit_price":"{price}"}},{{"name":"Es teh manis","sku":"TEH-{number:08}","qty":2,"unit_price":"8000"}}],"note":"Tanpa sambal, meja {number:08}"}}"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_json_of_one_length_and_all_different() {
        let (one, other) = (body(1_000), body(1_001));
        assert_ne!(one, other);
        assert_eq!(one.len(), other.len());
        assert!(serde_json::from_str::<Value>(&one).is_ok());
        assert_ne!(Orders::key(1), Orders::key(2));
    }
}
