//! The connections of a shard: a list by key, from which each is taken once.

use std::rc::Rc;
use std::sync::atomic::Ordering;

use crate::connection::Conn;
use crate::shard::Shard;

impl Shard {
    pub(crate) fn remember(&self, make: impl FnOnce(u32) -> Conn) -> Rc<Conn> {
        let serial = self.next_serial.get();
        self.next_serial.set(serial.wrapping_add(1));
        let conn = Rc::new(make(serial));
        let key = self.connections.borrow_mut().insert(Rc::clone(&conn));
        conn.key.set(u32::try_from(key).expect("descriptors run out long before"));
        conn
    }

    /// Takes a connection off the list, once.
    pub(crate) fn forget(&self, conn: &Conn) {
        if self.connection(conn.key.get(), conn.serial).is_none() {
            return;
        }
        self.forget_tab(conn);
        let mut connections = self.connections.borrow_mut();
        connections.remove(conn.key.get() as usize);
        if let Some(tenant) = &conn.tenant {
            self.metrics.connections.subtract(1);
            self.metrics.tally.disconnected(tenant.id);
            self.give_back_place(tenant.id);
        }
        self.uncount();
        if connections.is_empty() {
            connections.shrink_to_fit();
            self.empty.notify_waiters();
        }
    }

    /// Gives back the place of a connection among those of its app.
    pub(crate) fn give_back_place(&self, app: i64) {
        if let Some(exchange) = self.exchange.upgrade() {
            exchange.quotas().give_back(app);
        }
    }

    /// Gives back the place that the hub reserved when it handed a socket over.
    pub(crate) fn uncount(&self) {
        self.load.sockets.fetch_sub(1, Ordering::Relaxed);
    }

    pub(crate) fn connection(&self, key: u32, serial: u32) -> Option<Rc<Conn>> {
        let connections = self.connections.borrow();
        connections.get(key as usize).filter(|conn| conn.serial == serial).cloned()
    }

    /// Key and serial of every connection.
    pub(crate) fn connection_keys(&self) -> Vec<(u32, u32)> {
        self.connections.borrow().iter().map(|(_, conn)| (conn.key.get(), conn.serial)).collect()
    }

    /// Waits until no connection is left.
    pub(crate) async fn emptied(&self) {
        loop {
            let empty = self.empty.notified();
            if self.connections.borrow().is_empty() {
                return;
            }
            empty.await;
        }
    }
}
