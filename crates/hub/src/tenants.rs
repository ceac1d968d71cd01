//! The apps as a shard knows them, and what a change of an app means for its open connections.
//!
//! Connections of an app that came with the same key share one [`Tenant`], in which the app is replaced when it changes: every check that a
//! connection makes afterwards is made against the new keys and settings. Connections that may no longer be there, because
//! their key was revoked or the app switched off, are closed, some at a time so that others are served in between.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::time::Duration;

use orderbell_wire::close::Disconnect;

use crate::app::App;
use crate::hub::Hub;
use crate::shard::{Command, Shard};

/// How many connections are closed before others get their turn.
const CLOSED_AT_ONCE: usize = 64;

/// The pause between two such lots. Clients that are told 4003 or 4009 stay away, so the pace is not about their return.
const PAUSE: Duration = Duration::from_millis(5);

/// An app, as those of its connections on one shard see it that came with one key.
#[derive(Debug)]
pub(crate) struct Tenant {
    pub(crate) id: i64,
    /// The key, by its id in the app.
    key: i64,
    app: Shared,
}

/// The app as it is now, shared by its tenants. A copy for this shard alone: counting references to it costs no traffic
/// between cores.
type Shared = Rc<RefCell<Rc<App>>>;

/// The apps that a shard has met.
#[derive(Debug, Default)]
pub(crate) struct Tenants(HashMap<i64, Known>);

#[derive(Debug)]
struct Known {
    app: Shared,
    /// By key. Those of a revoked key go with their last connection.
    tenants: HashMap<i64, Weak<Tenant>>,
}

impl Tenant {
    /// The app as it is now.
    pub(crate) fn app(&self) -> Rc<App> {
        Rc::clone(&self.app.borrow())
    }

    /// Why its connections may not be there, if so.
    pub(crate) fn unwelcome(&self) -> Option<Disconnect> {
        let app = self.app.borrow();
        if !app.enabled {
            Some(Disconnect::APP_DISABLED)
        } else if app.has_key(self.key) {
            None
        } else {
            Some(Disconnect::KEY_REVOKED)
        }
    }
}

impl Tenants {
    /// Takes over what is new in `app`; returns what was known before, if that was older.
    fn learn(&mut self, app: &App) -> Option<Rc<App>> {
        match self.0.get(&app.id) {
            Some(known) if known.app.borrow().revision < app.revision => {
                Some(known.app.replace(Rc::new(app.clone())))
            }
            Some(_) => None,
            None => {
                let app = Rc::new(app.clone());
                let known = Known { app: Rc::new(RefCell::new(app.clone())), tenants: HashMap::new() };
                self.0.insert(app.id, known);
                None
            }
        }
    }

    /// The tenant of a connection that came with a key.
    fn tenant(&mut self, app: &App, key: i64) -> Rc<Tenant> {
        self.learn(app);
        let known = self.0.get_mut(&app.id).expect("an app that was just learned is known");
        if let Some(tenant) = known.tenants.get(&key).and_then(Weak::upgrade) {
            return tenant;
        }
        known.tenants.retain(|_, tenant| tenant.strong_count() > 0);
        let tenant = Rc::new(Tenant { id: app.id, key, app: Rc::clone(&known.app) });
        known.tenants.insert(key, Rc::downgrade(&tenant));
        tenant
    }

    /// An app as it is now, if a connection or a change of it was ever seen here.
    pub(crate) fn app(&self, app: i64) -> Option<Rc<App>> {
        self.0.get(&app).map(|known| Rc::clone(&known.app.borrow()))
    }
}

impl Hub {
    /// Puts a change of an app into effect, for open connections too: those whose key is no longer live are closed with
    /// 4009, those of a disabled app with 4003. Returns at once; an older version than the one known changes nothing.
    pub fn update_app(&self, app: &Arc<App>) {
        for shard in 0..self.exchange().shards().len() {
            if !self.exchange().send(shard, Command::Update(Arc::clone(app))) {
                tracing::debug!("the hub has stopped, nobody is left to be told of a changed app");
            }
        }
    }

    /// How many connections an app has, those included that are being closed.
    #[must_use]
    pub fn connections_of(&self, app: i64) -> usize {
        self.exchange().quotas().count(app)
    }
}

impl Shard {
    pub(crate) fn tenant(&self, app: &App, key: i64) -> Rc<Tenant> {
        self.tenants.borrow_mut().tenant(app, key)
    }

    pub(crate) fn update(self: &Rc<Self>, now: &App) {
        let before = self.tenants.borrow_mut().learn(now);
        let Some(before) = before else { return };
        if before.settings.subscription_counts != now.settings.subscription_counts {
            self.count_anew(now);
        }
        let lost_a_key = before.keys.iter().any(|key| !now.has_key(key.id));
        if lost_a_key || !now.enabled {
            tokio::task::spawn_local(send_away(Rc::clone(self), now.id));
        }
    }
}

/// Closes the connections of an app that may no longer be there.
async fn send_away(shard: Rc<Shard>, app: i64) {
    let mut closed = 0;
    for (key, serial) in shard.connection_keys() {
        let Some(conn) = shard.connection(key, serial) else { continue };
        let tenant = conn.tenant.as_ref().filter(|tenant| tenant.id == app);
        let Some(why) = tenant.and_then(|tenant| tenant.unwelcome()) else { continue };
        shard.close(&conn, &why);
        closed += 1;
        if closed % CLOSED_AT_ONCE == 0 {
            // Nothing may hold on to a connection across the pause.
            drop(conn);
            tokio::time::sleep(PAUSE).await;
        }
    }
    if closed > 0 {
        tracing::info!(app.row = app, connections = closed, "connections of a changed app were closed");
    }
}
