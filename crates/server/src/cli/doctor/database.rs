//! The database: whether it opens, and whether it is whole.

use std::fs;

use orderbell_store::{IntegrityError, check_integrity};

use super::Finding;
use crate::{cli::Common, config::Config};

/// Databases above this are not read through: it would take minutes and push everything else out of memory.
const READ_THROUGH: u64 = 2 << 30;

pub(super) fn examine(_common: &Common, config: &Config) -> Vec<Finding> {
    let file = config.data.join("orderbell.db");
    let size = match fs::metadata(&file) {
        Ok(metadata) => metadata.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return vec![Finding::warn(
                "database",
                format!("there is no database in {}", config.data.display()),
                "start the server once, or name the right folder with --data",
            )];
        }
        Err(error) => {
            return vec![Finding::fail("database", error.to_string(), "run this as the server's user")];
        }
    };
    if size > READ_THROUGH {
        return vec![Finding::ok(
            "database",
            format!("{} MB; too large to be read through here", size >> 20),
        )];
    }
    let damaged = "stop the server, keep a copy of the folder, and restore the last backup";
    vec![match check_integrity(&config.data) {
        Ok(()) => Finding::ok("database", format!("whole, {} KB", size >> 10)),
        Err(IntegrityError::Damaged(found)) => {
            Finding::fail("database", format!("damaged: {found}"), damaged)
        }
        Err(error @ IntegrityError::Unreadable(_)) => Finding::fail("database", error.to_string(), damaged),
    }]
}
