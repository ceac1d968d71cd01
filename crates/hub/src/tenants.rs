//! The apps as a shard knows them, and what a change of an app means for its open connections.
//!
//! Connections of an app share one [`Tenant`], in which the app is replaced when it changes: every check that a
//! connection makes afterwards is made against the new keys and settings. Connections that may no longer be there, because
//! their key was revoked or the app switched off, are closed, some at a time so that others are served in between.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
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

/// An app, as its connections on one shard see it.
#[derive(Debug)]
pub(crate) struct Tenant {
    pub(crate) id: i64,
    /// A copy for this shard alone: counting references to it costs no traffic between cores.
    app: RefCell<Rc<App>>,
}

/// The apps that a shard has met.
#[derive(Debug, Default)]
pub(crate) struct Tenants(HashMap<i64, Rc<Tenant>>);

impl Tenant {
    /// The app as it is now.
    pub(crate) fn app(&self) -> Rc<App> {
        Rc::clone(&self.app.borrow())
    }
}

impl Tenants {
    /// The tenant of an app, which takes over what is new in `app`.
    fn learn(&mut self, app: &App) -> Rc<Tenant> {
        let tenant = self
            .0
            .entry(app.id)
            .or_insert_with(|| Rc::new(Tenant { id: app.id, app: RefCell::new(Rc::new(app.clone())) }));
        let known = tenant.app.borrow().revision;
        if known < app.revision {
            tenant.app.replace(Rc::new(app.clone()));
        }
        Rc::clone(tenant)
    }

    pub(crate) fn get(&self, app: i64) -> Option<&Rc<Tenant>> {
        self.0.get(&app)
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
    pub(crate) fn tenant(&self, app: &App) -> Rc<Tenant> {
        self.tenants.borrow_mut().learn(app)
    }

    pub(crate) fn update(self: &Rc<Self>, app: &App) {
        let before = self.tenants.borrow().get(app.id).map(|tenant| tenant.app());
        let tenant = self.tenant(app);
        let (Some(before), now) = (before, tenant.app()) else { return };
        if now.revision == before.revision {
            return;
        }
        if before.settings.subscription_counts != now.settings.subscription_counts {
            self.count_anew(&tenant);
        }
        let lost_a_key = before.keys.iter().any(|key| !now.has_key(key.id));
        if lost_a_key || !now.enabled {
            tokio::task::spawn_local(send_away(Rc::clone(self), tenant));
        }
    }
}

/// Why a connection that came with a key may not be there, if so.
pub(crate) fn unwelcome(app: &App, key: i64) -> Option<Disconnect> {
    if !app.enabled {
        Some(Disconnect::APP_DISABLED)
    } else if app.has_key(key) {
        None
    } else {
        Some(Disconnect::KEY_REVOKED)
    }
}

/// Closes the connections of an app that may no longer be there.
async fn send_away(shard: Rc<Shard>, tenant: Rc<Tenant>) {
    let mut closed = 0;
    for (key, serial) in shard.connection_keys() {
        let Some(conn) = shard.connection(key, serial) else { continue };
        if !conn.tenant.as_ref().is_some_and(|of| Rc::ptr_eq(of, &tenant)) {
            continue;
        }
        let Some(why) = unwelcome(&tenant.app(), conn.app_key) else { continue };
        shard.close(&conn, &why);
        closed += 1;
        if closed % CLOSED_AT_ONCE == 0 {
            // Nothing may hold on to a connection across the pause.
            drop(conn);
            tokio::time::sleep(PAUSE).await;
        }
    }
    if closed > 0 {
        tracing::info!(app.row = tenant.id, connections = closed, "connections of a changed app were closed");
    }
}
