//! The machine: the data folder, the disk under it, and the kernel's limits.

use std::{
    fs,
    io::Write as _,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::Path,
    time::{Duration, Instant},
};

use rustix::process::{Resource, geteuid, getrlimit};

use super::Finding;
use crate::config::Config;

/// Small writes that are waited for, to measure the disk.
const WRITES: usize = 20;

/// A flush of the disk above this is felt with each order; far above it the disk is broken or remote.
const SLOW: Duration = Duration::from_millis(20);
const BROKEN: Duration = Duration::from_millis(500);

/// Each connection needs a descriptor.
const DESCRIPTORS: u64 = 4096;

/// Connections that the kernel holds until they are accepted.
const BACKLOG: u64 = 4096;

pub(super) fn examine(config: &Config) -> Vec<Finding> {
    let mut findings = vec![folder(&config.data)];
    if config.data.is_dir() {
        findings.push(space(&config.data, config.health.min_free));
        findings.push(flushes(&config.data));
    }
    findings.push(descriptors());
    findings.push(backlog());
    findings
}

fn folder(dir: &Path) -> Finding {
    let name = dir.display();
    let metadata = match fs::metadata(dir) {
        Ok(metadata) if metadata.is_dir() => metadata,
        Ok(_) => {
            return Finding::fail(
                "data folder",
                format!("{name} is a file"),
                "choose another folder with --data",
            );
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Finding::warn(
                "data folder",
                format!("{name} does not exist yet"),
                "start the server once, or name the right folder with --data",
            );
        }
        Err(error) => {
            return Finding::fail(
                "data folder",
                format!("{name} cannot be looked into: {error}"),
                "run this as the server's user",
            );
        }
    };
    let (mode, owner) = (metadata.permissions().mode() & 0o777, metadata.uid());
    if mode & 0o077 != 0 {
        return Finding::warn(
            "data folder",
            format!(
                "{name} can be read by others (mode {mode:o}); it holds names, phone numbers and secrets"
            ),
            format!("chmod 700 {name}"),
        );
    }
    let user = geteuid().as_raw();
    if owner != user && user != 0 {
        return Finding::fail(
            "data folder",
            format!("{name} belongs to user {owner}, this is user {user}"),
            "run this, and the server, as the user who owns the folder",
        );
    }
    Finding::ok("data folder", format!("{name}, mode {mode:o}"))
}

fn space(dir: &Path, least: u64) -> Finding {
    let found = match rustix::fs::statvfs(dir) {
        Ok(found) => found,
        Err(error) => return Finding::fail("disk space", error.to_string(), "look at the file system"),
    };
    let free = found.f_bavail * found.f_frsize;
    let text = format!("{} MB free", free >> 20);
    if free < least {
        return Finding::fail(
            "disk space",
            format!("{text}, the server is not ready below {} MB (health.min_free_megabytes)", least >> 20),
            "free some space, or move the data folder",
        );
    }
    if free < 4 * least.max(256 << 20) {
        return Finding::warn("disk space", text, "free some space before it runs out");
    }
    Finding::ok("disk space", text)
}

fn flushes(dir: &Path) -> Finding {
    match measure(dir) {
        Ok(median) if median > BROKEN => Finding::fail(
            "disk speed",
            format!("a flush takes {} ms", median.as_millis()),
            "the disk is overloaded, failing, or far away: look at dmesg and iostat, or move the data folder",
        ),
        Ok(median) if median > SLOW => Finding::warn(
            "disk speed",
            format!("a flush takes {} ms, and each batch of orders waits for one", median.as_millis()),
            "use a local disk with a write cache that survives a power cut (SSD with PLP)",
        ),
        Ok(median) => {
            Finding::ok("disk speed", format!("a flush takes {:.2} ms", median.as_secs_f64() * 1e3))
        }
        Err(error) => Finding::fail(
            "disk speed",
            format!("nothing can be written to {}: {error}", dir.display()),
            "make the folder writable for this user, and the file system if it is mounted read-only",
        ),
    }
}

/// The median time of a small write that is waited for.
fn measure(dir: &Path) -> std::io::Result<Duration> {
    let path = dir.join(format!(".doctor-{}", std::process::id()));
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
    let mut write = || {
        let began = Instant::now();
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        std::io::Result::Ok(began.elapsed())
    };
    let times: std::io::Result<Vec<Duration>> = (0..WRITES).map(|_| write()).collect();
    fs::remove_file(&path)?;
    let mut times = times?;
    times.sort();
    Ok(times[WRITES / 2])
}

fn descriptors() -> Finding {
    match getrlimit(Resource::Nofile).current {
        Some(limit) if limit < DESCRIPTORS => Finding::warn(
            "open files",
            format!("at most {limit} may be open, so about {} connections", limit.saturating_sub(256)),
            "raise it: LimitNOFILE=65536 in the systemd unit, or ulimit -n 65536 before the start",
        ),
        Some(limit) => Finding::ok("open files", format!("{limit} may be open")),
        None => Finding::ok("open files", "no limit"),
    }
}

fn backlog() -> Finding {
    let file = "/proc/sys/net/core/somaxconn";
    match fs::read_to_string(file).ok().and_then(|text| text.trim().parse::<u64>().ok()) {
        Some(limit) if limit < BACKLOG => Finding::warn(
            "backlog",
            format!("the kernel holds {limit} waiting connections; more of them are lost for a second"),
            format!("sysctl -w net.core.somaxconn={BACKLOG}"),
        ),
        Some(limit) => Finding::ok("backlog", format!("the kernel holds {limit} waiting connections")),
        None => Finding::ok("backlog", format!("unknown, there is no {file} here")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::Level;

    #[test]
    fn a_folder_that_others_can_read_is_told() {
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let finding = folder(dir.path());
        assert_eq!((finding.level, finding.mend.unwrap().starts_with("chmod 700")), (Level::Warn, true));
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(folder(dir.path()).level, Level::Ok);
        assert_eq!(folder(&dir.path().join("missing")).level, Level::Warn);
        assert_eq!(space(dir.path(), u64::MAX).level, Level::Fail);
        assert!(measure(dir.path()).unwrap() > Duration::ZERO);
        assert!(measure(&dir.path().join("missing")).is_err());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is left behind");
    }
}
