//! What the kernel knows of this process, from `/proc`. Where there is no `/proc`, there are no figures.

use std::{
    fs,
    sync::LazyLock,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rustix::process::{Resource, getrlimit};

/// Ticks per second in `/proc/self/stat`; the same on every Linux that Rust runs on.
const TICKS: f64 = 100.0;

/// When the process asked for the first time, less what it had already lived: its start.
static STARTED: LazyLock<Duration> = LazyLock::new(|| {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since_1970.saturating_sub(age().unwrap_or_default())
});

/// Figures of this process.
#[derive(Debug, Clone, Default)]
pub(super) struct Process {
    pub(super) resident_bytes: Option<u64>,
    pub(super) open_fds: Option<u64>,
    pub(super) max_fds: Option<u64>,
    pub(super) cpu_seconds: Option<f64>,
    pub(super) started_seconds: f64,
}

impl Process {
    pub(super) fn read() -> Self {
        Self {
            resident_bytes: resident_bytes(),
            // The folder that is being read is one of them.
            open_fds: fs::read_dir("/proc/self/fd")
                .ok()
                .map(|entries| entries.count().saturating_sub(1) as u64),
            max_fds: getrlimit(Resource::Nofile).current,
            cpu_seconds: stat().map(|stat| stat.cpu),
            started_seconds: STARTED.as_secs_f64(),
        }
    }
}

fn resident_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}

struct Stat {
    /// Seconds of CPU, in user and kernel mode.
    cpu: f64,
    /// Seconds after the machine's start.
    started: f64,
}

fn stat() -> Option<Stat> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is a name that may contain anything, up to the last bracket.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<f64>().ok().map(|ticks| ticks / TICKS);
    Some(Stat { cpu: ticks(11)? + ticks(12)?, started: ticks(19)? })
}

fn age() -> Option<Duration> {
    let uptime = fs::read_to_string("/proc/uptime").ok()?;
    let up: f64 = uptime.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_secs_f64((up - stat()?.started).max(0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_plausible() {
        let process = Process::read();
        assert!(process.resident_bytes.unwrap() > 1 << 20);
        assert!((3..100_000).contains(&process.open_fds.unwrap()));
        assert!(process.max_fds.unwrap() > process.open_fds.unwrap());
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
        assert!(process.started_seconds <= now && process.started_seconds > now - 3600.0);
        assert_eq!(Process::read().started_seconds, process.started_seconds);
    }
}
