//! `orderbell openapi`: the API's description, for generators that want a file.

use std::io::Write as _;

pub(super) fn run() -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{}", crate::http::openapi_document())?;
    Ok(())
}
