//! Child processes: started on the core that they are measured on, watched through `/proc`, killed when dropped.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

/// How long a child may take to say its next line, in addition to what it is told to take.
const PATIENCE: Duration = Duration::from_secs(15);

/// Parts of a second in which the kernel counts a process's time; the same on every Linux that is not very exotic.
const TICKS_PER_SECOND: f64 = 100.0;

/// A running child.
#[derive(Debug)]
pub struct Process {
    child: Child,
    lines: UnboundedReceiver<String>,
}

/// A command that runs on one core, or on any.
#[must_use]
pub fn command(program: impl AsRef<OsStr>, cpu: Option<usize>) -> Command {
    let Some(cpu) = cpu else { return Command::new(program) };
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", &cpu.to_string()]).arg(program);
    command
}

impl Process {
    /// Starts a command. What it prints is read line by line; its standard input stays open as long as it is wanted, so
    /// that a child which watches it ends even if this process is killed.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(mut command: Command) -> anyhow::Result<Self> {
        let program = command.get_program().to_owned();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let stdout = child.stdout.take().context("standard output is piped")?;
        let (sender, lines) = unbounded_channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, lines })
    }

    /// The next line that it prints, waited for at most `beyond` and some seconds.
    ///
    /// # Errors
    /// When there is none.
    pub async fn line(&mut self, beyond: Duration) -> anyhow::Result<String> {
        match timeout(PATIENCE + beyond, self.lines.recv()).await {
            Ok(Some(line)) => Ok(line),
            Ok(None) => bail!("a child process ended early ({})", self.child.wait()?),
            Err(_) => bail!("a child process does not answer"),
        }
    }

    /// Processor time that it has used, of all its threads, in seconds. Accurate to a hundredth.
    ///
    /// # Errors
    /// When it is gone.
    pub fn cpu_seconds(&self) -> anyhow::Result<f64> {
        cpu_seconds(&self.child.id().to_string())
    }

    /// Bytes that it has in memory.
    ///
    /// # Errors
    /// When it is gone.
    pub fn resident(&self) -> anyhow::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        resident(&status).context("the kernel does not tell the resident memory of a process")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; then both calls have nothing to do.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Processor time that this process has used, in seconds.
///
/// # Errors
/// Without `/proc`.
pub fn own_cpu_seconds() -> anyhow::Result<f64> {
    cpu_seconds("self")
}

fn cpu_seconds(pid: &str) -> anyhow::Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    Ok(ticks(&stat).context("the kernel does not tell the time of a process")? as f64 / TICKS_PER_SECOND)
}

fn ticks(stat: &str) -> Option<u64> {
    // The name of the program, in parentheses, may contain anything; after it come fields 3 and up.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

fn resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kib| kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_memory_are_found_among_the_fields() {
        let stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 99 0 0 0 120 30 7 8 20 0 5 0 123 456";
        assert_eq!(ticks(stat), Some(150));
        assert_eq!(ticks("42 (a"), None);
        assert_eq!(resident("Name:\ta\nVmRSS:\t    2048 kB\nVmData:\t1 kB\n"), Some(2 << 20));
        assert_eq!(resident("Name:\ta\n"), None);
    }

    #[test]
    fn this_process_has_used_some_time() {
        assert!(own_cpu_seconds().unwrap() < 3600.0);
    }

    #[tokio::test]
    async fn a_child_is_heard_and_its_end_is_noticed() {
        let mut echo = Command::new("echo");
        echo.arg("ready");
        let mut child = Process::start(echo).unwrap();
        assert_eq!(child.line(Duration::ZERO).await.unwrap(), "ready");
        assert!(child.line(Duration::ZERO).await.is_err());
    }
}
