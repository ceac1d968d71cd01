//! Facts about the place that a run was made in, without which its figures mean nothing.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::statistics::percentile;

/// Which core does what; `None` where nobody is pinned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pinning {
    /// The server's and the bare loops'.
    pub server: usize,
    /// The generator's.
    pub generator: usize,
}

/// The place.
#[derive(Debug)]
pub struct Machine {
    /// Processors and their model.
    pub processors: String,
    /// Kernel release.
    pub kernel: String,
    /// Type of the file system that the databases are on.
    pub filesystem: String,
    /// What making 4 KiB durable costs there, in the middle.
    pub sync: Duration,
    /// Whether the machine says that it is a virtual one.
    pub is_virtual: bool,
}

impl Pinning {
    /// The first two processors that this process may use, if there are two and `taskset` can pin to them.
    #[must_use]
    pub fn find() -> Option<Self> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let list = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
        let allowed = cpu_list(list.trim());
        let &[server, generator, ..] = &*allowed else { return None };
        let works = Command::new("taskset").args(["--cpu-list", &server.to_string(), "true"]).status();
        works.is_ok_and(|status| status.success()).then_some(Self { server, generator })
    }
}

impl Machine {
    /// Looks around. Writes a small file in `folder`, and removes it.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn look(folder: &Path) -> anyhow::Result<Self> {
        let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let field = |name: &str| {
            let line = processors.lines().find(|line| line.starts_with(name))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        };
        let count = processors.lines().filter(|line| line.starts_with("processor")).count();
        let model = field("model name").unwrap_or_else(|| "unknown processor".to_owned());
        let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
        let folder = fs::canonicalize(folder)?;
        Ok(Self {
            processors: format!("{count} x {model}"),
            kernel: kernel.trim().to_owned(),
            filesystem: filesystem(&mounts, &folder).unwrap_or("unknown").to_owned(),
            sync: sync_cost(&folder)?,
            is_virtual: field("flags").is_some_and(|flags| flags.split(' ').any(|flag| flag == "hypervisor")),
        })
    }
}

/// Reads `0-2,5`.
fn cpu_list(text: &str) -> Vec<usize> {
    let mut cpus = Vec::new();
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        if let (Ok(from), Ok(to)) = (from.parse::<usize>(), to.parse()) {
            cpus.extend(from..=to);
        }
    }
    cpus
}

/// The type of the file system that a path is on: of its longest mount point, the last one mounted there.
fn filesystem<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    let fields = mounts.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let over = fields.filter(|fields| fields.len() > 2 && path.starts_with(fields[1]));
    over.max_by_key(|fields| fields[1].len()).map(|fields| fields[2])
}

fn sync_cost(folder: &Path) -> anyhow::Result<Duration> {
    let folder = tempfile::Builder::new().prefix("orderbell-bench-").tempdir_in(folder)?;
    let mut file = File::create(folder.path().join("sync"))?;
    let mut costs = Vec::new();
    for _ in 0..100 {
        let start = Instant::now();
        file.write_all(&[b'x'; 4096])?;
        file.sync_data()?;
        costs.push(start.elapsed());
    }
    costs.sort_unstable();
    Ok(percentile(&costs, 50.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_processors_are_read() {
        assert_eq!(cpu_list("0-2,5"), [0, 1, 2, 5]);
        assert_eq!(cpu_list("3"), [3]);
        assert!(cpu_list("").is_empty());
    }

    #[test]
    fn the_innermost_mount_decides() {
        let mounts = "/dev/vda / ext4 rw 0 0\ntmpfs /tmp tmpfs rw 0 0\nproc /proc proc rw 0 0\n";
        for (path, expected) in [("/tmp/a", "tmpfs"), ("/var/tmp", "ext4"), ("/tmpfoo", "ext4")] {
            assert_eq!(filesystem(mounts, Path::new(path)), Some(expected));
        }
        assert_eq!(filesystem("", Path::new("/")), None);
    }
}
