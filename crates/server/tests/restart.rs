//! Restarts without refusal: whoever connects while no server runs waits, and is answered by the next one.

use std::{
    fs,
    io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    os::{fd::OwnedFd, unix::net::UnixDatagram},
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use orderbell_testkit::{Socket, TestServer};
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// Asks for `/healthz` over a connection of its own.
fn ask(authority: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(authority)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if answer.is_empty() { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(answer) }
}

/// Connects again and again until told to stop; panics when it is ever refused.
fn keep_asking(authority: &str, stop: &Arc<AtomicBool>, answered: &Arc<AtomicU32>) -> thread::JoinHandle<()> {
    let (authority, stop, answered) = (authority.to_owned(), Arc::clone(stop), Arc::clone(answered));
    thread::spawn(move || {
        while !stop.load(Ordering::Relaxed) {
            match ask(&authority) {
                Ok(answer) => {
                    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
                    answered.fetch_add(1, Ordering::Relaxed);
                }
                Err(error) => assert_ne!(error.kind(), ErrorKind::ConnectionRefused, "refused"),
            }
        }
    })
}

fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "{what} did not happen");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn who_connects_while_a_killed_server_is_replaced_waits_and_is_answered() {
    let server = TestServer::start_held(BINARY, &[]);
    // With the holder asleep nothing can bring the next server up: the gap lasts for as long as the test wants.
    server.signal("STOP");
    server.kill_held();
    let authority = server.authority().to_owned();
    let connected = TcpStream::connect(&authority).unwrap();
    let asking = thread::spawn(move || ask(&authority));
    server.signal("CONT");
    assert!(asking.join().unwrap().unwrap().starts_with("HTTP/1.1 200"));
    drop(connected);
}

#[test]
fn ten_kills_under_a_holder_refuse_nobody_and_lose_no_order() {
    let mut server = TestServer::start_held(BINARY, &[]);
    let api = server.api();
    let (stop, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let asking: Vec<_> = (0..4).map(|_| keep_asking(server.authority(), &stop, &answered)).collect();
    for number in 0..10 {
        let order = json!({"ext_id": format!("k{number}"), "pay_later": true, "customer": {"name": "Budi"},
            "items": [{"name": "Sate", "qty": 1, "unit_price": "30000"}]});
        // The pool may hold a connection to a dead server; the order number makes asking again safe.
        let status = wait_for("an order", || api.post_if_up("/v1/orders", &order)).status;
        assert!(matches!(status, 201 | 409), "{status}");
        let before = (server.served_by(), answered.load(Ordering::Relaxed));
        server.kill_held();
        wait_for("the next server", || server.served_by().filter(|pid| before.0 != Some(*pid)));
        wait_for("an answer", || (answered.load(Ordering::Relaxed) > before.1 + 4).then_some(()));
    }
    stop.store(true, Ordering::Relaxed);
    for asking in asking {
        asking.join().unwrap();
    }
    let stats =
        wait_for("an answer", || Some(server.api().get("/v1/stats")).filter(|reply| reply.status == 200));
    assert_eq!(stats.json()["stats"]["total"], 10);
    server.terminate();
}

#[test]
fn a_holder_ends_with_the_first_server_that_refuses_its_settings() {
    let output = Command::new(BINARY)
        .args(["hold", "--", "serve", "--listen", "127.0.0.1:0", "--data", "/proc/orderbell"])
        .env("ORDERBELL_LOG__LEVEL", "off")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(text.trim().lines().count(), 1, "{text}");
    assert!(text.contains("/proc/orderbell"), "{text}");
}

#[test]
fn a_killed_holder_takes_its_server_along() {
    let mut server = TestServer::start_held(BINARY, &[]);
    let authority = server.authority().to_owned();
    server.kill();
    wait_for("the end of the server", || TcpStream::connect(&authority).is_err().then_some(()));
    server.restart();
    assert_eq!(server.anonymous().get("/healthz").status, 200);
}

#[test]
fn an_upgrade_keeps_the_process_and_the_port_and_refuses_nobody() {
    let mut server = TestServer::start(BINARY);
    let (mut socket, _) = Socket::open(server.authority(), &server.first_run().key);
    let (stop, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let asking: Vec<_> = (0..4).map(|_| keep_asking(server.authority(), &stop, &answered)).collect();
    for _ in 0..3 {
        let output = Command::new(BINARY).args(["upgrade", "--data"]).arg(server.data()).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains(&format!("as process {}", server.pid())), "{printed}");
        let before = answered.load(Ordering::Relaxed);
        wait_for("an answer", || (answered.load(Ordering::Relaxed) > before + 4).then_some(()));
    }
    stop.store(true, Ordering::Relaxed);
    for asking in asking {
        asking.join().unwrap();
    }
    assert_eq!(socket.expect("pusher:error").data["code"], 4200);
    assert_eq!(socket.next().unwrap_err().unwrap().0, 4200);
    drop(Socket::open(server.authority(), &server.first_run().key));
    server.terminate();
}

#[test]
fn a_next_version_that_refuses_the_settings_leaves_the_old_one_serving() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("orderbell.toml");
    fs::write(&file, "").unwrap();
    let data = dir.path().join("data");
    let mut child = Command::new(BINARY)
        .args(["serve", "--listen", "127.0.0.1:0", "--config"])
        .arg(&file)
        .arg("--data")
        .arg(&data)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut words = BufReader::new(child.stderr.take().unwrap());
    let read_until = |words: &mut BufReader<_>, wanted: &str| {
        let mut line = String::new();
        while !line.contains(wanted) {
            line.clear();
            assert_ne!(words.read_line(&mut line).unwrap(), 0, "ended before {wanted:?}");
        }
        line
    };
    let listening = read_until(&mut words, "listening");
    let authority = listening.split("address=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();

    fs::write(&file, "[hub]\nqueue_bytes = 1\n").unwrap();
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-USR2", &pid]).status().unwrap().success());
    read_until(&mut words, "hub.queue_bytes");
    read_until(&mut words, "this version goes on");
    assert!(ask(&authority).unwrap().starts_with("HTTP/1.1 200"));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_socket_of_systemd_is_served_and_the_service_manager_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let told = UnixDatagram::bind(dir.path().join("notify")).unwrap();
    told.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut message = [0; 256];
    let mut next = || {
        let read = told.recv(&mut message).unwrap();
        String::from_utf8_lossy(&message[..read]).trim().to_owned()
    };
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let authority = socket.local_addr().unwrap().to_string();
    // A client from before the server was started.
    let early = thread::spawn({
        let authority = authority.clone();
        move || ask(&authority)
    });
    // systemd passes the socket as descriptor 3 and names the process; a shell does both.
    let mut child = Command::new("sh")
        .args(["-c", "LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" serve --listen 127.0.0.1:1 --data \"$1\" 3<&0 0</dev/null"])
        .arg(BINARY)
        .arg(dir.path().join("data"))
        .env("NOTIFY_SOCKET", dir.path().join("notify"))
        .env("WATCHDOG_USEC", "200000")
        .env("ORDERBELL_LOG__LEVEL", "warn")
        .stdin(Stdio::from(OwnedFd::from(socket)))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut seen: Vec<String> = Vec::new();
    while !(seen.contains(&"READY=1".to_owned()) && seen.contains(&"WATCHDOG=1".to_owned())) {
        seen.push(next());
    }
    assert!(early.join().unwrap().unwrap().starts_with("HTTP/1.1 200"));
    let signal = |name: &str| {
        Command::new("kill").args([name, child.id().to_string().as_str()]).status().unwrap().success()
    };
    // The next version is the same process, which a service manager would not survive being told of as stopping.
    assert!(signal("-USR2"));
    let mut told_of_reload = String::new();
    while !told_of_reload.starts_with("RELOADING=1") {
        told_of_reload = next();
        assert_ne!(told_of_reload, "STOPPING=1");
    }
    assert!(told_of_reload.contains("MONOTONIC_USEC="), "{told_of_reload}");
    while next() != "READY=1" {}
    assert!(ask(&authority).unwrap().starts_with("HTTP/1.1 200"));
    assert!(signal("-TERM"));
    while next() != "STOPPING=1" {}
    assert!(child.wait().unwrap().success());
}
