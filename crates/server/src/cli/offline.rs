//! Opening the database from a command that may run beside a server.

use anyhow::Context as _;
use orderbell_store::{App, Store, StoreConfig};

use super::Common;

/// Opens the database without claiming it, and runs `work` on it and its first app.
pub(super) fn with_app<T>(
    common: Common,
    work: impl AsyncFnOnce(&Store, App, &crate::config::Config) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let config = common.load(None)?;
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
        let app = store
            .apps()
            .await?
            .into_iter()
            .next()
            .context("the database has no app yet: start the server once")?;
        let result = work(&store, app, &config).await;
        store.close().await;
        result
    })
}
