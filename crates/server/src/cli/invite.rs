//! `orderbell invite`: a new set-up link for an app, when the printed one has expired or was lost.

use std::io::Write as _;

use clap::Args;

use super::{
    Common,
    offline::{self, Choice},
};
use crate::first_run;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let Options { choice, common } = options;
    let link = offline::with_store(common, async |store, config| {
        let app = choice.find(store).await?;
        anyhow::ensure!(
            !store.has_owner(app.id).await?,
            "{} has an owner already, who signs in at the dashboard",
            app.name
        );
        first_run::invite(store, app.id, &config.base_url(config.listen)).await
    })?;
    writeln!(std::io::stdout(), "{link}")?;
    Ok(())
}
