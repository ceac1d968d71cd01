//! The fuzz targets, without a fuzzer: every seed as it is, and a bounded number of variations of them.
//!
//! `make fuzz` lets coverage guide the same targets for as long as one likes; what it finds becomes a seed.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

/// No input may keep a thread for longer, in a build without optimization.
const LONGEST: Duration = Duration::from_secs(1);

/// What the languages of the targets are made of.
const WORDS: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b"\\u0000",
    b"\\ud83d",
    b":",
    b",",
    b"&",
    b"=",
    b"%",
    b"%2C",
    b"+",
    b"\n",
    b"\0",
    b"null",
    b"\"event\"",
    b"\"data\"",
    b"\"channel\"",
    b"client-",
    b"pusher:",
    b"pusher_internal:",
    b"private-",
    b"private-encrypted-",
    b"presence-",
    b"cache-",
    b"#server-to-user-",
    b"auth_key=",
    b"auth_signature=",
    b"body_md5=",
    b"\"socket_id\"",
    b"1.1",
    b"1e999",
    "é".as_bytes(),
    b"\xff",
    b"\x81\xfe\xff\xff",
    b"\x80\x80",
    b"\x01\x80",
    b"\x88\x82",
    b"\x89\xfd",
    b"\x81\xff\x00\x00\x00\x00\x00\x01\x00\x00",
];

#[derive(Clone, Debug)]
enum Change {
    Insert(Index, &'static [u8]),
    Set(Index, u8),
    Remove(Index, usize),
    Repeat(Index, usize, usize),
    Cut(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        (at(), prop::sample::select(WORDS)).prop_map(|(at, word)| Change::Insert(at, word)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at(), 1..20_usize).prop_map(|(at, count)| Change::Remove(at, count)),
        (at(), 1..20_usize, prop_oneof![4 => 2..5_usize, 1 => 50..300_usize])
            .prop_map(|(at, length, times)| Change::Repeat(at, length, times)),
        at().prop_map(Change::Cut),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
    match change {
        Change::Insert(at, word) => {
            let at = place(at, bytes);
            bytes.splice(at..at, word.iter().copied());
        }
        Change::Set(at, byte) if !bytes.is_empty() => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        Change::Set(..) => {}
        Change::Remove(at, count) => {
            let at = place(at, bytes);
            let end = bytes.len().min(at + count);
            bytes.drain(at..end);
        }
        Change::Repeat(at, length, times) => {
            let at = place(at, bytes);
            let end = bytes.len().min(at + length);
            let again = bytes[at..end].repeat(*times);
            bytes.splice(at..at, again);
        }
        Change::Cut(at) => bytes.truncate(place(at, bytes)),
    }
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut paths: Vec<_> = folder
        .read_dir()
        .expect("the seeds are checked in")
        .map(|entry| entry.expect("readable").path())
        .collect();
    // The order of a folder is anybody's guess, and a case that failed must be found again.
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("readable")).collect()
}

fn run(name: &str, target: fn(&[u8])) {
    let timed = |bytes: &[u8]| {
        let start = Instant::now();
        target(bytes);
        assert!(start.elapsed() < LONGEST, "{:?} for {bytes:?}", start.elapsed());
    };
    let seeds = seeds(name);
    assert!(seeds.len() >= 5, "{name} has only {} seeds", seeds.len());
    for seed in &seeds {
        timed(seed);
    }
    let config = Config { cases: 20_000, failure_persistence: None, ..Config::default() };
    let inputs = (prop::sample::select(seeds), prop::collection::vec(change(), 1..8));
    let outcome = TestRunner::new(config).run(&inputs, |(mut bytes, changes)| {
        for change in &changes {
            apply(&mut bytes, change);
        }
        timed(&bytes);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

#[test]
fn frames() {
    run("frames", targets::frames);
}

#[test]
fn names() {
    run("names", targets::names);
}

#[test]
fn messages() {
    run("messages", targets::messages);
}

#[test]
fn signatures() {
    run("signatures", targets::signatures);
}

#[test]
fn triggers() {
    run("triggers", targets::triggers);
}
