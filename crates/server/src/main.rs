//! The binary `orderbell`. Everything is in the library, so that tests can start servers in their own process.

use std::process::ExitCode;

fn main() -> ExitCode {
    orderbell::run()
}
