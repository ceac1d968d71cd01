//! How short of memory the process is, measured against what its container or machine gives it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU8, Ordering},
};

/// What is done about it, in rising order. Each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Pressure {
    /// Nothing.
    None,
    /// Handshakes are slowed down.
    Pace,
    /// New sockets are asked to come back later.
    NoSockets,
    /// The slowest readers are closed.
    Relieve,
    /// Programs are asked to publish later. Orders are still taken.
    NoPublishing,
}

/// From which part of the limit on, in percent.
const MARKS: [(u64, Pressure); 4] =
    [(95, Pressure::NoPublishing), (90, Pressure::Relieve), (80, Pressure::NoSockets), (70, Pressure::Pace)];

#[derive(Debug)]
pub(super) struct Memory {
    /// Bytes; `None` where the system does not tell.
    limit: Option<u64>,
    pressure: AtomicU8,
}

impl Memory {
    /// `limit` in bytes; `None`: what the system gives.
    pub(super) fn new(limit: Option<u64>) -> Self {
        Self { limit: limit.or_else(given), pressure: AtomicU8::new(Pressure::None as u8) }
    }

    pub(super) fn limit(&self) -> Option<u64> {
        self.limit
    }

    pub(super) fn pressure(&self) -> Pressure {
        let now = self.pressure.load(Ordering::Relaxed);
        MARKS.into_iter().map(|(_, mark)| mark).find(|mark| *mark as u8 == now).unwrap_or(Pressure::None)
    }

    /// Measures anew.
    pub(super) fn look(&self) -> Pressure {
        let Some((limit, used)) = self.limit.zip(resident()) else { return Pressure::None };
        let (before, now) = (self.pressure(), pressure_of(used, limit));
        self.pressure.store(now as u8, Ordering::Relaxed);
        if now != before {
            tracing::warn!(used, limit, ?now, "memory");
        }
        now
    }
}

fn pressure_of(used: u64, limit: u64) -> Pressure {
    let percent = used.saturating_mul(100) / limit.max(1);
    MARKS.into_iter().find(|(mark, _)| percent >= *mark).map_or(Pressure::None, |(_, pressure)| pressure)
}

/// What this process has in memory, in bytes.
fn resident() -> Option<u64> {
    kilobytes("/proc/self/status", "VmRSS:")
}

/// The smallest limit of the control groups that the process is in, or the memory of the machine.
fn given() -> Option<u64> {
    let machine = kilobytes("/proc/meminfo", "MemTotal:");
    let limits = group_folders().into_iter().filter_map(|file| {
        // "max" is no number, and no limit either.
        fs::read_to_string(file).ok()?.trim().parse().ok()
    });
    limits.chain(machine).min()
}

/// The files with the limits of the group and of those around it, in both versions of control groups.
fn group_folders() -> Vec<PathBuf> {
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let unified = groups.lines().find_map(|line| line.strip_prefix("0::/")).unwrap_or_default();
    let mut files: Vec<_> = Path::new(unified)
        .ancestors()
        .map(|group| Path::new("/sys/fs/cgroup").join(group).join("memory.max"))
        .collect();
    files.push("/sys/fs/cgroup/memory/memory.limit_in_bytes".into());
    files
}

fn kilobytes(file: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_met_one_after_the_other() {
        let at = |used| pressure_of(used, 1000);
        let marks = [at(0), at(699), at(700), at(800), at(900), at(950), at(2000)];
        let expected = [
            Pressure::None,
            Pressure::None,
            Pressure::Pace,
            Pressure::NoSockets,
            Pressure::Relieve,
            Pressure::NoPublishing,
            Pressure::NoPublishing,
        ];
        assert_eq!(marks, expected);
    }

    #[test]
    fn what_was_measured_is_remembered() {
        let memory = Memory::new(Some(1));
        assert_eq!(memory.pressure(), Pressure::None);
        assert_eq!(memory.look(), Pressure::NoPublishing);
        assert_eq!(memory.pressure(), Pressure::NoPublishing);
        assert_eq!(Memory::new(Some(u64::MAX / 100)).look(), Pressure::None);
    }

    #[test]
    fn this_machine_has_memory() {
        assert!(given().is_some_and(|limit| limit > resident().unwrap()));
    }
}
