//! The load of reports from other systems: `POST /hooks/woocommerce/...`, signed, each about an order that nobody knows yet.
//! So each costs what a webhook can cost at most: a signature, a receipt, and an order with its event, durably.

use std::cell::Cell;
use std::rc::Rc;

use anyhow::{Context as _, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;

use crate::http::Connection;
use crate::saturation::Load;
use crate::server::Server;

const SECRET: &str = "wc-secret-of-the-benchmark";

/// The setting that bounds what one shop may send; what is measured is what the server can take.
pub const UNBOUNDED: (&str, &str) = ("ORDERBELL_INTAKE__REQUESTS_PER_SECOND", "100000");

/// Reports of a shop. Counts them, so that no two are alike.
#[derive(Debug)]
pub struct Reports {
    authority: String,
    api_key: String,
    path: String,
    sent: Cell<u64>,
}

impl Reports {
    /// Introduces the shop to a server.
    ///
    /// # Errors
    /// When the server does not want it.
    pub async fn new(server: &Server) -> anyhow::Result<Rc<Self>> {
        let api_key = server.credentials.api_key.clone();
        let mut connection = Connection::open(&server.authority).await?;
        let headers = format!("Authorization: Bearer {api_key}\r\n");
        let shop = format!(r#"{{"provider":"woocommerce","secret":"{SECRET}"}}"#);
        let made = connection.post("/v1/sources", &headers, &shop).await.context("no source was made")?;
        let made: Value = serde_json::from_slice(made)?;
        let url = made["url"].as_str().context("the source has no URL")?;
        let path = url.find("/hooks/").map(|at| url[at..].to_owned()).context("the URL is another")?;
        Ok(Rc::new(Self { authority: server.authority.clone(), api_key, path, sent: Cell::new(0) }))
    }

    /// Asks the server how many orders it has: as many as were reported, no more, no fewer.
    ///
    /// # Errors
    /// When it has another number.
    pub async fn verify(&self) -> anyhow::Result<()> {
        let mut connection = Connection::open(&self.authority).await?;
        let headers = format!("Authorization: Bearer {}\r\n", self.api_key);
        let stats: Value = serde_json::from_slice(connection.get("/v1/stats", &headers).await?)?;
        let (counted, sent) = (stats["stats"]["total"].as_u64(), Some(self.sent.get()));
        ensure!(counted == sent, "{sent:?} orders were reported, the server counts {counted:?}");
        Ok(())
    }
}

impl Load for Reports {
    fn authority(&self) -> &str {
        &self.authority
    }

    async fn send(&self, connection: &mut Connection) -> anyhow::Result<()> {
        let number = self.sent.replace(self.sent.get() + 1);
        let body = body(number);
        let headers = format!(
            "X-WC-Webhook-Topic: order.created\r\nX-WC-Webhook-Signature: {}\r\n",
            signature(body.as_bytes())
        );
        connection.post(&self.path, &headers, &body).await.context("a report was refused")?;
        Ok(())
    }
}

fn signature(body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("any length of key will do");
    mac.update(body);
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

/// An order that was paid in the shop.
fn body(number: u64) -> String {
    let (id, total) = (10_000_000 + number, 20_000 + number % 977);
    format!(
        r#"{{"id":{id},"number":"{id}","status":"processing","currency":"IDR","date_created_gmt":"2026-11-21T03:00:00","date_modified_gmt":"2026-11-21T03:00:00","date_paid_gmt":"2026-11-21T03:00:00","total":"{total}.00","billing":{{"first_name":"Budi","last_name":"{id}","phone":"+62812{number:08}","email":"budi{id}@example.com"}},"payment_method":"midtrans","line_items":[{{"id":1,"name":"Kopi Gayo 250 g","product_id":7,"quantity":1,"sku":"KOPI-250","price":{total},"total":"{total}.00"}}],"shipping_lines":[],"customer_note":""}}"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_json_of_one_length_and_all_different() {
        let (one, other) = (body(1_000), body(1_001));
        assert_ne!(one, other);
        assert_eq!(one.len(), other.len());
        assert!(serde_json::from_str::<Value>(&one).is_ok());
    }
}
