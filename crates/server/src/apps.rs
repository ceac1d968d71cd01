//! The apps of this server, in memory: every request and every socket needs one, by key or by id.
//!
//! The table is replaced as a whole when an app changes, so that a look-up takes no lock and never sees half a change.
//! The hub is told in the same step, for the connections that are open already.

use std::{collections::HashMap, sync::Arc};

use arc_swap::ArcSwap;
use orderbell_hub::Hub;
use orderbell_orders::Vendor;
use orderbell_store::{App, AppId, LiveKey, ReadError, Store};
use orderbell_wire::trigger::TriggerLimits;
use secrecy::ExposeSecret as _;
use tokio::sync::Mutex;

use crate::{app_settings, origins::Origins};

/// An app as the server uses it.
#[derive(Debug)]
pub struct AppEntry {
    /// The app as stored.
    pub record: App,
    /// What sockets need of it.
    pub hub: Arc<orderbell_hub::App>,
    /// Its time zone; the store keeps the name only.
    pub timezone: jiff::tz::TimeZone,
    /// The pages that may connect.
    pub origins: Origins,
    /// How much it may publish at once.
    pub trigger_limits: TriggerLimits,
    /// What is known of its vendors, by id.
    pub vendors: HashMap<String, Vendor>,
}

/// All apps.
#[derive(Debug, Default)]
pub struct Apps {
    table: ArcSwap<Table>,
    /// The number of the last reading. Held while reading: an earlier reading must not replace a later one.
    revision: Mutex<u64>,
}

#[derive(Debug, Default)]
struct Table {
    by_key: HashMap<String, Arc<AppEntry>>,
    by_public_id: HashMap<String, Arc<AppEntry>>,
    by_id: HashMap<AppId, Arc<AppEntry>>,
}

impl Apps {
    /// Reads all apps, after the start or after one has changed, and tells the hub what they are now.
    ///
    /// # Errors
    /// Whatever the store reports; the table stays as it was.
    pub async fn reload(&self, store: &Store, hub: &Hub) -> Result<(), ReadError> {
        let mut revision = self.revision.lock().await;
        let next = *revision + 1;
        let mut table = Table::default();
        let mut vendors = HashMap::<AppId, HashMap<String, Vendor>>::new();
        for (app, vendor) in store.all_vendors().await? {
            vendors.entry(app).or_default().insert(vendor.id.clone(), vendor);
        }
        for record in store.apps().await? {
            let vendors = vendors.remove(&record.id).unwrap_or_default();
            let entry = Arc::new(AppEntry::new(record, vendors, next));
            for live in &entry.record.keys {
                table.by_key.insert(live.info.key.clone(), Arc::clone(&entry));
            }
            table.by_public_id.insert(entry.record.public_id.clone(), Arc::clone(&entry));
            table.by_id.insert(entry.record.id, entry);
        }
        let table = Arc::new(table);
        self.table.store(Arc::clone(&table));
        for entry in table.by_id.values() {
            hub.update_app(&entry.hub);
        }
        *revision = next;
        Ok(())
    }

    /// The app with this live key.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<Arc<AppEntry>> {
        self.table.load().by_key.get(key).cloned()
    }

    /// The app with the id that its developers know.
    #[must_use]
    pub fn by_public_id(&self, id: &str) -> Option<Arc<AppEntry>> {
        self.table.load().by_public_id.get(id).cloned()
    }

    /// The app with this row id.
    #[must_use]
    pub fn by_id(&self, id: AppId) -> Option<Arc<AppEntry>> {
        self.table.load().by_id.get(&id).cloned()
    }

    /// Every app, oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<AppEntry>> {
        let mut all: Vec<_> = self.table.load().by_id.values().cloned().collect();
        all.sort_by_key(|entry| entry.record.id);
        all
    }
}

impl AppEntry {
    fn new(record: App, vendors: HashMap<String, Vendor>, revision: u64) -> Self {
        let keys = record.keys.iter().map(|live| orderbell_hub::AppKey {
            id: live.info.id.0,
            key: live.info.key.clone(),
            secret: live.secret.clone(),
        });
        let hub = orderbell_hub::App {
            id: record.id.0,
            revision,
            enabled: record.enabled,
            keys: keys.collect(),
            epoch: record.epoch.as_str().into(),
            settings: app_settings::hub_settings(&record.channels),
        };
        Self {
            hub: Arc::new(hub),
            timezone: jiff::tz::TimeZone::get(&record.timezone).unwrap_or(jiff::tz::TimeZone::UTC),
            origins: app_settings::origins(&record.channels),
            trigger_limits: app_settings::trigger_limits(&record.channels),
            vendors,
            record,
        }
    }

    /// One of its live keys.
    #[must_use]
    pub fn live_key(&self, key: &str) -> Option<&LiveKey> {
        self.record.keys.iter().find(|live| live.info.key == key)
    }

    /// The secret of one of its live keys.
    #[must_use]
    pub fn secret_of(&self, key: &str) -> Option<&str> {
        self.live_key(key).map(|live| live.secret.expose_secret())
    }
}
