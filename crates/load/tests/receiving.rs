//! The receiving side against senders that do right and wrong: a benchmark that does not notice a lost frame would call
//! the server that loses most the fastest.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use orderbell_load::fan_out::{Publisher, saturate};
use orderbell_load::frames::{FIRST, text};
use orderbell_load::subscribers::Subscribers;
use tokio::net::TcpStream;
use tokio::task::LocalSet;

/// A text frame as a server sends it.
fn frame(text: &str) -> Vec<u8> {
    let mut frame = vec![0x81, 126];
    frame.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
    frame.extend(text.as_bytes());
    frame
}

fn event(number: u64) -> Vec<u8> {
    frame(&text(FIRST + number))
}

/// What three subscribers say when `sent` events were sent and one of them gets `bytes` instead.
async fn receive(sent: u64, bytes: Vec<u8>) -> Result<(), String> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut streams = Vec::new();
    let mut sockets = Vec::new();
    for _ in 0..3 {
        streams.push((TcpStream::connect(listener.local_addr().unwrap()).await.unwrap(), Vec::new()));
        sockets.push(listener.accept().unwrap().0);
    }
    let right: Vec<u8> = (0..sent).flat_map(event).collect();
    let run = async {
        let subscribers = Subscribers::listen(streams);
        for number in 0..sent {
            assert_eq!(subscribers.send_next(), FIRST + number);
        }
        for (index, socket) in sockets.iter_mut().enumerate() {
            socket.write_all(if index == 1 { &bytes } else { &right }).unwrap();
        }
        subscribers.finish().await.map_err(|error| format!("{error:#}"))
    };
    LocalSet::new().run_until(run).await
}

#[tokio::test]
async fn what_is_sent_as_published_is_accepted() {
    receive(3, [event(0), event(1), event(2)].concat()).await.unwrap();
    let with_pings = [event(0), vec![0x89, 0], frame(&padded_ping()), event(1), event(2)];
    receive(3, with_pings.concat()).await.unwrap();
}

/// Long enough for the two-byte length that [`frame`] writes.
fn padded_ping() -> String {
    format!(r#"{{"event":"pusher:ping","data":"{}"}}"#, " ".repeat(200))
}

#[tokio::test]
async fn a_repeated_frame_is_noticed() {
    let error = receive(3, [event(0), event(1), event(1), event(2)].concat()).await.unwrap_err();
    assert!(error.contains("repeated: 1"), "{error}");
    let error = receive(2, [event(0), event(1), event(1)].concat()).await.unwrap_err();
    assert!(error.contains("repeated: 1"), "also after the last one: {error}");
}

#[tokio::test]
async fn a_wrong_order_is_noticed() {
    let error = receive(3, [event(0), event(2), event(1)].concat()).await.unwrap_err();
    assert!(error.contains("disordered: 1"), "{error}");
}

#[tokio::test]
async fn an_altered_frame_is_noticed() {
    let other = frame(&text(FIRST + 1).replace("placed", "denied"));
    let error = receive(3, [event(0), event(1), other, event(2)].concat()).await.unwrap_err();
    assert!(error.contains("altered: 1"), "{error}");
    let error = receive(1, [event(0), event(1)].concat()).await.unwrap_err();
    assert!(error.contains("altered: 1"), "an event that nobody sent: {error}");
}

#[tokio::test(start_paused = true)]
async fn a_lost_frame_is_noticed() {
    let error = receive(3, [event(0), event(2)].concat()).await.unwrap_err();
    assert!(error.contains("lost: 1"), "{error}");
}

#[tokio::test]
async fn a_closed_connection_is_noticed() {
    let slow = [event(0), vec![0x88, 2, 0x10, 0x04]].concat();
    let error = receive(3, slow).await.unwrap_err();
    assert!(error.contains("4100"), "{error}");
}

struct Floor(Child);

impl Drop for Floor {
    fn drop(&mut self) {
        drop(self.0.kill());
        self.0.wait().unwrap();
    }
}

/// The bare loop itself, as a run starts it: it must do what it is compared for.
#[tokio::test]
async fn the_bare_loop_delivers_everything() {
    for coalesce in ["1", "4"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_orderbell-load"));
        command.args(["floor-sockets", "20", coalesce]).stdout(Stdio::piped());
        let mut floor = Floor(command.spawn().unwrap());
        let mut address = String::new();
        BufReader::new(floor.0.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let control = TcpStream::connect(address.trim()).await.unwrap();
        let mut streams = Vec::new();
        for _ in 0..20 {
            streams.push((TcpStream::connect(address.trim()).await.unwrap(), Vec::new()));
        }
        let run = async {
            let subscribers = Subscribers::listen(streams);
            let mut publisher = Publisher::Floor(control);
            let load = saturate(&mut publisher, &subscribers, 8, Duration::from_millis(20));
            let (deliveries, _) = load.await.unwrap();
            assert!(deliveries > 0 && deliveries % 160 == 0, "{deliveries}");
            subscribers.finish().await.unwrap();
        };
        LocalSet::new().run_until(run).await;
    }
}
