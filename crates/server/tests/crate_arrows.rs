//! Which crate may use which. The arrows are what keeps the domain free of sockets and the hub free of orders; they are
//! held here because a forbidden dependency is one line in a manifest and easily missed in a review.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{collections::BTreeMap, process::Command};

/// Crate, and the workspace crates that it may use outside of tests.
const ALLOWED: [(&str, &[&str]); 10] = [
    ("orderbell-wire", &[]),
    ("orderbell-hub", &["orderbell-wire"]),
    ("orderbell-orders", &[]),
    // Bodies and answers; what is in them is known to others.
    ("orderbell-delivery", &["orderbell-orders"]),
    // What a gateway is asked, and how its answers are read; not who asks, and not what for.
    ("orderbell-gateway", &["orderbell-delivery", "orderbell-intake", "orderbell-orders"]),
    ("orderbell-intake", &["orderbell-orders"]),
    ("orderbell-store", &["orderbell-orders"]),
    (
        "orderbell",
        &[
            "orderbell-delivery",
            "orderbell-gateway",
            "orderbell-hub",
            "orderbell-intake",
            "orderbell-orders",
            "orderbell-store",
            "orderbell-wire",
        ],
    ),
    // A client like any other: it must not share code with what it measures, frames and signatures excepted.
    ("orderbell-load", &["orderbell-wire"]),
    ("orderbell-testkit", &[]),
];

/// Crates that a pure crate must not even have at second hand.
const PURE: [&str; 3] = ["orderbell-wire", "orderbell-orders", "orderbell-intake"];
const IMPURE: [&str; 6] = ["tokio", "mio", "hyper", "axum", "rusqlite", "reqwest"];

#[test]
fn crates_depend_only_along_the_arrows() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeMap<&str, &serde_json::Value> = packages
        .iter()
        .filter(|package| package["source"].is_null())
        .map(|package| (package["name"].as_str().unwrap(), package))
        .collect();
    let known: Vec<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();
    for name in ours.keys() {
        assert!(known.contains(name), "{name} is new: say in this test what it may use");
    }
    for (name, allowed) in ALLOWED {
        let dependencies = ours[name]["dependencies"].as_array().unwrap();
        for dependency in dependencies.iter().filter(|dependency| dependency["kind"] != "dev") {
            let used = dependency["name"].as_str().unwrap();
            assert!(!used.starts_with("orderbell") || allowed.contains(&used), "{name} must not use {used}");
        }
    }
}

#[test]
fn pure_crates_reach_no_runtime_and_no_database() {
    let metadata = metadata();
    let nodes: BTreeMap<&str, &serde_json::Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), node))
        .collect();
    let name_of: BTreeMap<&str, &str> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (package["id"].as_str().unwrap(), package["name"].as_str().unwrap()))
        .collect();
    for pure in PURE {
        let root = name_of.iter().find(|(_, name)| **name == pure).unwrap().0;
        let mut waiting = vec![*root];
        let mut seen = vec![];
        while let Some(id) = waiting.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            assert!(!IMPURE.contains(&name_of[id]), "{pure} reaches {}", name_of[id]);
            for dependency in nodes[id]["deps"].as_array().unwrap() {
                let normal =
                    dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null());
                if normal {
                    waiting.push(dependency["pkg"].as_str().unwrap());
                }
            }
        }
    }
}

fn metadata() -> serde_json::Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--offline", "--locked"])
        // Crates for other systems are in the lock file, but nobody has downloaded them here.
        .args(["--filter-platform", &host()])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}
