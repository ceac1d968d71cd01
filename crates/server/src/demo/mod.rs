//! `orderbell serve --demo`: a shop, a restaurant and a villa whose orders keep coming and moving, so that somebody who
//! has just unpacked the program sees every kind of event within a minute, on a server that is the real one.
//!
//! The people are made up, the orders are not: they go through the same ledger, log, relay and channels as any others. Who
//! watches may take part; a story whose order somebody else has moved on simply ends.
//!
//! It listens on the loopback address only, with secrets of its own, in a folder of its own.

mod cast;
mod orders;
mod stage;
mod stories;

use std::{
    fs, io,
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::PathBuf,
};

use anyhow::{Context as _, ensure};
use orderbell_store::Store;

use crate::{auth::token::random_hex, config::Config, first_run};

pub(crate) use self::stage::run;

/// Marks a folder whose orders are made up, so that a real one never gets any.
const MARK: &str = "demo";

/// A folder that goes away with the program.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "the demo's folder was not removed");
        }
    }
}

/// Who can sign in to the demo.
#[derive(Debug)]
pub(crate) struct Playbill {
    password: String,
}

/// Makes the settings those of a demo. `chosen` tells whether somebody has chosen the data folder; else there is one for
/// as long as the program runs.
///
/// # Errors
/// When the address is not a loopback one, or the folder holds orders that are not made up.
pub(crate) fn set_up(config: &mut Config, chosen: bool) -> anyhow::Result<Option<Folder>> {
    ensure!(
        config.listen.ip().is_loopback(),
        "--demo listens on this machine only, because everybody may sign in to it: leave `listen` out or choose an \
         address such as 127.0.0.1:{}",
        config.listen.port()
    );
    config.demo = true;
    // Those of a real app must not end up in a folder that anybody may look into.
    config.app.credentials = None;
    config.app.name = "Demo".to_owned();
    config.sealing_key = None;
    let folder = if chosen {
        let empty = fs::read_dir(&config.data).map_or(true, |mut entries| entries.next().is_none());
        ensure!(
            empty || config.data.join(MARK).exists(),
            "the folder {} holds a database that is no demo, and --demo would fill it with made-up orders: choose \
             another with --data, or leave it out",
            config.data.display()
        );
        None
    } else {
        config.data = std::env::temp_dir().join(format!("orderbell-demo-{}", random_hex::<8>()));
        Some(Folder(config.data.clone()))
    };
    mark(config).with_context(|| format!("the demo's folder {} cannot be made", config.data.display()))?;
    Ok(folder)
}

/// Makes the folder one of a demo, with a password for its people that nobody else may read.
fn mark(config: &Config) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&config.data)?;
    let made = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(config.data.join(MARK));
    match made {
        Ok(mut file) => file.write_all(random_hex::<8>().as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes the app and its people, unless the folder has them from before.
///
/// # Errors
/// Whatever the store reports.
pub(crate) async fn open(store: &Store, config: &Config) -> anyhow::Result<Playbill> {
    let app = match store.apps().await?.into_iter().next() {
        Some(app) => app,
        None => first_run::create_app(store, config, cast::flows()).await?,
    };
    let password = fs::read_to_string(config.data.join(MARK))?;
    cast::furnish(store, app.id, app.currency).await?;
    cast::hire(store, app.id, &password).await?;
    Ok(Playbill { password })
}

impl Playbill {
    /// Prints to standard output.
    ///
    /// # Errors
    /// When standard output cannot be written to.
    pub(crate) fn print(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(
            out,
            "  This is a demo: a shop, a restaurant and a villa, with orders that come by themselves.\n"
        )?;
        writeln!(out, "  Sign in as, with the password {} for all of them:\n", self.password)?;
        for person in cast::PEOPLE {
            writeln!(out, "    {:24} {}", person.email, person.part)?;
        }
        writeln!(out)?;
        out.flush()
    }
}
