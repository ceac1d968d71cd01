//! The stand-in for Midtrans as a program, for tests that are not written in Rust:
//! `midtrans-stand-in [ADDRESS] [SERVER_KEY] [MILLISECONDS_PER_MINUTE]`. It prints where it listens, and serves until it is
//! killed. What it can do is told by the module `midtrans` of this crate.

use std::{
    io::{self, Write as _},
    time::Duration,
};

use orderbell_testkit::MidtransStandIn;

fn main() -> io::Result<()> {
    let mut words = std::env::args().skip(1);
    let address = words.next().unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let server_key = words.next().unwrap_or_else(|| "SB-Mid-server-TESTKEY0001".to_owned());
    let minute = words.next().and_then(|text| text.parse().ok()).unwrap_or(10);
    let stand_in = MidtransStandIn::start_on(&address, &server_key, Duration::from_millis(minute));
    let mut out = io::stdout();
    writeln!(out, "{}", stand_in.url())?;
    out.flush()?;
    loop {
        std::thread::park();
    }
}
