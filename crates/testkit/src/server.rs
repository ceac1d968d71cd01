//! A server in its own process, on a free port, with a data folder that goes away with it.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::http::{Http, Reply};

/// A running server. Killed when dropped.
#[derive(Debug)]
pub struct TestServer {
    /// The program and the words before the options, such as `serve`.
    command: Vec<String>,
    held: bool,
    data: TempDir,
    environment: Vec<(String, String)>,
    child: Child,
    base_url: String,
    first_run: FirstRun,
}

/// What the server printed when it started for the first time.
#[derive(Debug, Clone, Default)]
pub struct FirstRun {
    /// The set-up link.
    pub setup_link: String,
    /// App id, key and secret from the printed `.env` block.
    pub app_id: String,
    /// Public key.
    pub key: String,
    /// Secret.
    pub secret: String,
    /// API key from the printed `curl` line.
    pub api_key: String,
    /// The whole `curl` line.
    pub curl: String,
    /// The lines that name a command of the program.
    pub commands: Vec<String>,
}

impl TestServer {
    /// Starts the binary (`env!("CARGO_BIN_EXE_orderbell")`) with an empty data folder.
    ///
    /// # Panics
    /// When the server does not come up; its own words are on standard error then.
    #[must_use]
    pub fn start(binary: &str) -> Self {
        Self::start_with(binary, &[])
    }

    /// The same with environment variables, which is how settings are given.
    ///
    /// # Panics
    /// When the server does not come up.
    #[must_use]
    pub fn start_with(binary: &str, environment: &[(&str, &str)]) -> Self {
        Self::launch(&[binary, "serve"], environment)
    }

    /// The same under `orderbell hold`, which keeps the listening socket and starts the server again when it ends.
    ///
    /// # Panics
    /// When the server does not come up.
    #[must_use]
    pub fn start_held(binary: &str, environment: &[(&str, &str)]) -> Self {
        let mut server = Self::launch(&[binary, "hold", "--", "serve"], environment);
        server.held = true;
        server
    }

    /// The same with a limit on descriptors.
    ///
    /// # Panics
    /// When the server does not come up.
    #[must_use]
    pub fn start_limited(binary: &str, descriptors: u32, environment: &[(&str, &str)]) -> Self {
        let limited = format!("ulimit -n {descriptors}; exec \"$0\" \"$@\"");
        Self::launch(&["sh", "-c", &limited, binary, "serve"], environment)
    }

    fn launch(command: &[&str], environment: &[(&str, &str)]) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        let environment: Vec<_> =
            environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let command: Vec<_> = command.iter().map(|word| (*word).to_owned()).collect();
        let (child, lines) = spawn(&command, data.path(), "127.0.0.1:0", &environment);
        let base_url = after(&lines, "Dashboard").trim_end_matches('/').to_owned();
        let first_run = FirstRun::parse(&lines);
        Self { command, held: false, data, environment, child, base_url, first_run }
    }

    /// `http://host:port`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.base_url
    }

    /// `host:port`.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.base_url.trim_start_matches("http://")
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// What the first start printed.
    #[must_use]
    pub fn first_run(&self) -> &FirstRun {
        &self.first_run
    }

    /// A client without credentials.
    #[must_use]
    pub fn anonymous(&self) -> Http {
        Http::new(&self.base_url)
    }

    /// A client with the printed API key.
    #[must_use]
    pub fn api(&self) -> Http {
        Http::new(&self.base_url).bearer(&self.first_run.api_key)
    }

    /// Makes the owner's account with the printed link and returns a client that is signed in as them.
    ///
    /// # Panics
    /// When the set-up is refused.
    #[must_use]
    pub fn owner(&self) -> Http {
        let http = Http::new(&self.base_url);
        self.set_up(&http);
        http
    }

    /// Makes the owner's account and returns the answer, with the cookie that it sets.
    ///
    /// # Panics
    /// When the set-up is refused.
    #[must_use]
    pub fn owner_reply(&self) -> Reply {
        self.set_up(&Http::new(&self.base_url))
    }

    fn set_up(&self, http: &Http) -> Reply {
        let token = self.first_run.setup_link.rsplit('/').next().expect("a link has a last part");
        let reply = http.post(
            "/v1/setup",
            &serde_json::json!({
                "token": token, "name": "Dewi", "email": "dewi@example.com", "password": "warung sari 2026",
            }),
        );
        assert_eq!(reply.status, 201, "{}", reply.text);
        reply
    }

    /// `kill -9`, then a new process on the same port and data.
    ///
    /// # Panics
    /// When the server does not come up again.
    pub fn crash_and_restart(&mut self) {
        self.kill();
        self.restart();
    }

    /// `kill -9`, without a restart.
    ///
    /// # Panics
    /// When the process cannot be waited for.
    pub fn kill(&mut self) {
        // It may have ended by itself, which the restart will show.
        drop(self.child.kill());
        self.child.wait().expect("the process can be waited for");
    }

    /// Starts again on the same port and data.
    ///
    /// # Panics
    /// When the server does not come up again.
    pub fn restart(&mut self) {
        let listen = self.authority().to_owned();
        let (child, _) = spawn(&self.command, self.data.path(), &listen, &self.environment);
        self.child = child;
    }

    /// Starts again on the same port and data, with these environment variables besides the first ones.
    ///
    /// # Panics
    /// When the server does not come up again.
    pub fn restart_with(&mut self, environment: &[(&str, &str)]) {
        let listen = self.authority().to_owned();
        let more = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let all: Vec<_> = self.environment.iter().cloned().chain(more).collect();
        let (child, _) = spawn(&self.command, self.data.path(), &listen, &all);
        self.child = child;
    }

    /// Waits until the process has ended by itself; false when it has not within ten seconds.
    ///
    /// # Panics
    /// When the process cannot be waited for.
    pub fn wait_for_end(&mut self) -> bool {
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline {
            if self.child.try_wait().expect("the process can be waited for").is_some() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    }

    /// The number of the process that was started: the server's, or its holder's.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The number of the server's process; `None` while its holder has none.
    #[must_use]
    pub fn served_by(&self) -> Option<u32> {
        if !self.held {
            return Some(self.pid());
        }
        let pid = self.pid();
        let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).ok()?;
        children.split_whitespace().next()?.parse().ok()
    }

    /// Sends a signal, such as `TERM`, to the process that was started.
    ///
    /// # Panics
    /// When it is gone.
    pub fn signal(&self, name: &str) {
        signal(self.pid(), name);
    }

    /// `kill -9` of the server under a holder. Returns when it is dead; the holder starts the next one.
    ///
    /// # Panics
    /// When no server runs.
    pub fn kill_held(&self) {
        let victim = self.served_by().expect("the holder has a server");
        signal(victim, "KILL");
        let deadline = Instant::now() + Duration::from_secs(10);
        // A dead process is without threads; it stays in the list until its holder has taken note.
        let alive = || {
            let status = std::fs::read_to_string(format!("/proc/{victim}/status")).unwrap_or_default();
            status.lines().any(|line| line.starts_with("State:") && !line.contains('Z'))
        };
        while alive() {
            assert!(Instant::now() < deadline, "process {victim} does not die");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Asks the server to stop and waits until it has.
    ///
    /// # Panics
    /// When it ends with an error.
    pub fn terminate(&mut self) {
        self.signal("TERM");
        let status = self.child.wait().expect("the process can be waited for");
        assert!(status.success(), "the server ended with {status}");
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.kill();
    }
}

impl FirstRun {
    fn parse(lines: &[String]) -> Self {
        let env = |name: &str| {
            let prefix = format!("{name}=");
            lines.iter().find_map(|line| line.trim().strip_prefix(&prefix)).unwrap_or_default().to_owned()
        };
        let curl =
            lines.iter().map(|line| line.trim()).find(|line| line.starts_with("curl ")).unwrap_or_default();
        let bearer =
            curl.split("Bearer ").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default();
        Self {
            setup_link: after(lines, "First owner").split_whitespace().next().unwrap_or_default().to_owned(),
            app_id: env("PUSHER_APP_ID"),
            key: env("PUSHER_APP_KEY"),
            secret: env("PUSHER_APP_SECRET"),
            api_key: bearer.to_owned(),
            curl: curl.to_owned(),
            commands: lines.iter().filter(|line| line.contains("orderbell ")).cloned().collect(),
        }
    }
}

fn signal(pid: u32, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).status();
    assert!(sent.expect("kill is everywhere").success(), "process {pid} is gone");
}

/// Starts a process and reads what it prints until it says how to get an API key, which is its last line.
fn spawn(
    words: &[String],
    data: &Path,
    listen: &str,
    environment: &[(String, String)],
) -> (Child, Vec<String>) {
    let (program, verb) = words.split_first().expect("there is a program");
    let mut command = Command::new(program);
    command.args(verb).args(["--listen", listen, "--data"]).arg(data);
    // Credentials of the developer's own shell must not leak into a test.
    for name in ["PUSHER_APP_ID", "PUSHER_APP_KEY", "PUSHER_APP_SECRET", "REVERB_APP_ID"] {
        command.env_remove(name);
    }
    command.env("ORDERBELL_LOG__LEVEL", "warn").envs(environment.iter().cloned());
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the binary starts");
    let stdout = child.stdout.take().expect("standard output is piped");
    let mut lines = Vec::new();
    for line in BufReader::new(stdout).lines() {
        let line = line.expect("standard output is text");
        let last = line.contains("orderbell keys create");
        lines.push(line);
        if last {
            return (child, lines);
        }
    }
    let status = child.wait().expect("the process can be waited for");
    panic!("the server did not start ({status}); it printed {lines:#?}");
}

fn after<'a>(lines: &'a [String], label: &str) -> &'a str {
    lines.iter().find_map(|line| line.trim().strip_prefix(label)).map(str::trim).unwrap_or_default()
}
