//! Prepares the dashboard's files for embedding.
//!
//! `cargo build` must work without Node, so where the dashboard has not been built a page that says how to build it
//! takes its place. The folder is written to `OUT_DIR` then, never into the source tree.

use std::{env, fs, path::PathBuf};

fn main() {
    let built = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../web/dist");
    println!("cargo::rerun-if-changed={}", built.display());
    if built.join("index.html").is_file() {
        memory_serve::load_directory(built);
        return;
    }
    let folder = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("placeholder");
    fs::create_dir_all(&folder).expect("OUT_DIR is writable");
    fs::write(folder.join("index.html"), PLACEHOLDER).expect("OUT_DIR is writable");
    println!("cargo::warning=the dashboard is not built (make web); a placeholder page takes its place");
    memory_serve::load_directory(folder);
}

const PLACEHOLDER: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Orderbell</title>
<h1>The dashboard is not part of this build</h1>
<p>The server works. To build the dashboard, run <code>make web</code> in the source folder and build the server again,
or use <code>make run</code>, which does both.</p></html>
";
