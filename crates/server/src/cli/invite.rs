//! `orderbell invite`: a new set-up link, when the printed one has expired or was lost.

use std::io::Write as _;

use clap::Args;

use super::{Common, offline};
use crate::first_run;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let link = offline::with_app(options.common, async |store, app, config| {
        anyhow::ensure!(
            !store.has_owner(app.id).await?,
            "the server has an owner already, who signs in at its dashboard"
        );
        first_run::invite(store, app.id, &config.base_url(config.listen)).await
    })?;
    writeln!(std::io::stdout(), "{link}")?;
    Ok(())
}
