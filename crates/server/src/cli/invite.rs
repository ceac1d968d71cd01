//! `orderbell invite`: a link with which a person makes their account: the owner, when the printed link has expired or was
//! lost, or somebody of the staff.

use std::io::Write as _;

use clap::Args;
use orderbell_store::Role;

use super::{
    Common,
    offline::{self, Choice},
};
use crate::first_run;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// What they may do: owner (while the app has none), admin, vendor or cashier.
    #[arg(long, default_value = "owner", value_parser = staff)]
    role: Role,
    /// The vendor they work for, as orders name it in `vendor_id`; for vendors and cashiers, who see its orders only.
    #[arg(long, value_name = "VENDOR_ID")]
    vendor: Option<String>,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    common: Common,
}

/// Customers come with the shop's own accounts and with links of orders, not with an invitation.
fn staff(text: &str) -> Result<Role, String> {
    match text.parse() {
        Ok(Role::Customer) | Err(_) => Err("use owner, admin, vendor or cashier".into()),
        Ok(role) => Ok(role),
    }
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let Options { role, vendor, choice, common } = options;
    match (role, vendor.as_deref().map(str::trim)) {
        (Role::Vendor | Role::Cashier, None | Some("")) => {
            anyhow::bail!("a {role} works for a vendor: name it with --vendor")
        }
        (Role::Vendor | Role::Cashier, Some(_)) | (_, None) => {}
        (_, Some(_)) => anyhow::bail!("--vendor is for vendors and cashiers; a {role} works for all of them"),
    }
    let link = offline::with_store(common, async |store, config| {
        let app = choice.find(store).await?;
        anyhow::ensure!(
            role != Role::Owner || !store.has_owner(app.id).await?,
            "{} has an owner already, who signs in at the dashboard",
            app.name
        );
        first_run::invite_as(store, app.id, role, vendor, &config.base_url(config.listen)).await
    })?;
    writeln!(std::io::stdout(), "{link}")?;
    Ok(())
}
