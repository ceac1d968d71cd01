//! Opening the database from a command that may run beside a server.

use anyhow::Context as _;
use clap::Args;
use orderbell_store::{App, AppId, Store, StoreConfig, WriteError};

use super::{Common, running};
use crate::config::Config;

/// Which app a command is about.
#[derive(Debug, Args)]
pub(super) struct Choice {
    /// Public id of the app; may be left out while there is only one.
    #[arg(long, value_name = "ID")]
    app: Option<String>,
}

/// All that has to be said to list what an app has.
#[derive(Debug, Args)]
pub(super) struct Listed {
    #[command(flatten)]
    pub(super) choice: Choice,
    #[command(flatten)]
    pub(super) common: Common,
}

/// Something of an app that goes by a number.
#[derive(Debug, Args)]
pub(super) struct Numbered {
    /// Its number, which `list` shows.
    id: i64,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    common: Common,
}

impl Numbered {
    /// Deletes it; `delete` says whether the app had it, and `what` is how people call it.
    pub(super) fn remove(
        self,
        what: &str,
        delete: impl AsyncFnOnce(&Store, AppId, i64) -> Result<bool, WriteError>,
    ) -> anyhow::Result<()> {
        let Self { id, choice, common } = self;
        let found = with_store(common, async |store, _| {
            let app = choice.find(store).await?;
            Ok(delete(store, app.id, id).await?)
        })?;
        anyhow::ensure!(found, "the app has no {what} with the number {id}");
        Ok(())
    }
}

impl Choice {
    /// A choice that was made with a flag of another name.
    pub(super) fn of(app: Option<String>) -> Self {
        Self { app }
    }

    /// The app, which has to be named where there are several.
    pub(super) async fn find(&self, store: &Store) -> anyhow::Result<App> {
        let mut apps = store.apps().await?;
        if let Some(id) = &self.app {
            let found = apps.into_iter().find(|app| app.public_id == *id);
            return found
                .with_context(|| format!("there is no app with the id {id}; see: orderbell app list"));
        }
        anyhow::ensure!(
            apps.len() < 2,
            "there are several apps: name one with --app, see: orderbell app list"
        );
        apps.pop().context("the database has no app yet: start the server once")
    }
}

/// Opens the database without claiming it, and runs `work` on it.
pub(super) fn with_store<T>(
    common: Common,
    work: impl AsyncFnOnce(&Store, &Config) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    on_store(&common.beside()?, work)
}

/// Does the same with work that changes apps or keys, and has a running server put it into effect.
pub(super) fn changing<T>(
    common: Common,
    work: impl AsyncFnOnce(&Store, &Config) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let config = common.beside()?;
    let result = on_store(&config, work)?;
    running::reload_apps(&config.data)?;
    Ok(result)
}

fn on_store<T>(
    config: &Config,
    work: impl AsyncFnOnce(&Store, &Config) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    anyhow::ensure!(
        config.data.join("orderbell.db").exists(),
        "there is no database in {}: start the server once, or name its folder with --data",
        config.data.display()
    );
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = Store::open(StoreConfig {
            dir: config.data.clone(),
            readers: 1,
            queue: 64,
            exclusive: false,
            sealing_key: config.sealing_key.clone(),
        })?;
        let result = work(&store, config).await;
        store.close().await;
        result
    })
}
