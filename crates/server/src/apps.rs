//! The apps of this server, in memory: every request and every socket needs one, by key or by id.
//!
//! The table is replaced as a whole when an app changes, so that a look-up takes no lock and never sees half a change.

use std::{collections::HashMap, sync::Arc};

use arc_swap::ArcSwap;
use orderbell_hub::AppSettings;
use orderbell_store::{App, AppId, ReadError, Store};

/// An app as the server uses it.
#[derive(Debug)]
pub struct AppEntry {
    /// The app as stored.
    pub record: App,
    /// What sockets need of it.
    pub hub: Arc<orderbell_hub::App>,
    /// Its time zone; the store keeps the name only.
    pub timezone: jiff::tz::TimeZone,
}

/// All apps.
#[derive(Debug)]
pub struct Apps {
    table: ArcSwap<Table>,
    settings: AppSettings,
}

#[derive(Debug, Default)]
struct Table {
    by_key: HashMap<String, Arc<AppEntry>>,
    by_public_id: HashMap<String, Arc<AppEntry>>,
    by_id: HashMap<AppId, Arc<AppEntry>>,
}

impl Apps {
    /// Reads all apps. `settings` say what their clients may do on channels.
    ///
    /// # Errors
    /// Whatever the store reports.
    pub async fn load(store: &Store, settings: AppSettings) -> Result<Self, ReadError> {
        let apps = Self { table: ArcSwap::default(), settings };
        apps.reload(store).await?;
        Ok(apps)
    }

    /// Reads all apps again, after one has changed.
    ///
    /// # Errors
    /// Whatever the store reports; the table stays as it was.
    pub async fn reload(&self, store: &Store) -> Result<(), ReadError> {
        let mut table = Table::default();
        for record in store.apps().await? {
            let entry = Arc::new(AppEntry::new(record, self.settings.clone()));
            table.by_key.insert(entry.record.key.clone(), Arc::clone(&entry));
            table.by_public_id.insert(entry.record.public_id.clone(), Arc::clone(&entry));
            table.by_id.insert(entry.record.id, entry);
        }
        self.table.store(Arc::new(table));
        Ok(())
    }

    /// The app with this public key.
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

    /// Every app.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<AppEntry>> {
        self.table.load().by_id.values().cloned().collect()
    }
}

impl AppEntry {
    fn new(record: App, settings: AppSettings) -> Self {
        let key = orderbell_hub::AppKey { key: record.key.clone(), secret: record.secret.clone() };
        let timezone = jiff::tz::TimeZone::get(&record.timezone).unwrap_or(jiff::tz::TimeZone::UTC);
        let hub = orderbell_hub::App {
            id: record.id.0,
            keys: vec![key],
            epoch: record.epoch.as_str().into(),
            settings,
        };
        Self { hub: Arc::new(hub), timezone, record }
    }
}
