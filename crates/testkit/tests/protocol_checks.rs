//! `docs/protocol-checks.md` names every check of the protocol, and for each the tests that hold it. This keeps the table
//! true: its third column is what the tests' own names say, and a row without a test says why.
//!
//! After adding a test named after a check: `UPDATE_CHECKS=1 cargo test -p orderbell-testkit --test protocol_checks`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const TABLE: &str = "docs/protocol-checks.md";
const CHECKS: u32 = 160;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The text files below a folder whose names end so, without what was installed or built there.
fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !["node_modules", "target", "fuzz"].contains(&name) {
                files(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
}

/// The numbers at the start of a list such as `36_and_132_to_133_one_channel` or `36, 132 to 133: ...`.
fn numbers(list: &str) -> BTreeSet<u32> {
    let mut numbers = BTreeSet::new();
    let mut through = None;
    for word in list.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match word.parse::<u32>() {
            Ok(number) => {
                numbers.extend(through.take().unwrap_or(number)..=number);
            }
            Err(_) if word == "and" => {}
            Err(_) if word == "to" => through = numbers.last().copied(),
            Err(_) => break,
        }
    }
    numbers
}

/// What tests there are for each check.
fn tests() -> BTreeMap<u32, BTreeSet<String>> {
    let root = root();
    let mut paths = Vec::new();
    files(&root.join("crates"), &[".rs"], &mut paths);
    files(&root.join("tests"), &[".mjs", ".jsx", ".ts", ".py"], &mut paths);
    let mut tests: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(&root).unwrap().to_str().unwrap();
        if path.ends_with("protocol_checks.rs") {
            continue;
        }
        let rust = path.ends_with(".rs");
        let starts = if rust { ["fn check_", "fn checks_"] } else { ["check ", "checks "] };
        for start in starts {
            for (at, _) in text.match_indices(start) {
                let rest = &text[at + start.len()..];
                let test = if rust {
                    let name = rest.split('(').next().unwrap();
                    format!("{path}::{}{name}", start.trim_start_matches("fn "))
                } else {
                    path.to_owned()
                };
                for number in numbers(rest) {
                    tests.entry(number).or_default().insert(test.clone());
                }
            }
        }
    }
    tests
}

#[test]
fn the_table_of_checks_is_what_the_tests_say() {
    let path = root().join(TABLE);
    let table = fs::read_to_string(&path).unwrap();
    let tests = tests();
    let mut seen = Vec::new();
    let mut wrong = Vec::new();
    let mut renewed = String::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.split(" | ").collect();
        let number = cells[0].strip_prefix("| ").and_then(|number| number.parse::<u32>().ok());
        if let (Some(number), [_, what, held, remark]) = (number, &cells[..]) {
            seen.push(number);
            let empty = BTreeSet::new();
            let names: Vec<String> =
                tests.get(&number).unwrap_or(&empty).iter().map(|test| format!("`{test}`")).collect();
            let expected = names.join("<br>");
            if *held != expected {
                wrong.push(format!("check {number}: the table has {held:?}, the tests are {expected:?}"));
            }
            if expected.is_empty() && remark.trim_end_matches('|').trim().is_empty() {
                wrong.push(format!("check {number} has neither a test nor a remark that says why"));
            }
            renewed.push_str(&format!("| {number} | {what} | {expected} | {remark}\n"));
        } else {
            renewed.push_str(line);
            renewed.push('\n');
        }
    }
    assert_eq!(seen, (1..=CHECKS).collect::<Vec<_>>(), "every check has its row, in order");
    let strangers: Vec<_> = tests.keys().filter(|number| !(1..=CHECKS).contains(*number)).collect();
    assert!(strangers.is_empty(), "there is no check {strangers:?}");
    if std::env::var_os("UPDATE_CHECKS").is_some() {
        fs::write(&path, renewed).unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{}\nUPDATE_CHECKS=1 brings {TABLE} up to date", wrong.join("\n"));
}

#[test]
fn names_are_read_as_people_read_them() {
    let read = |list: &str| numbers(list).into_iter().collect::<Vec<_>>();
    assert_eq!(read("36_and_132_to_133_one_channel"), [36, 132, 133]);
    assert_eq!(read("7_an_unknown_key"), [7]);
    assert_eq!(read("71 to 73 and 78: a cache channel"), [71, 72, 73, 78]);
    assert_eq!(read("90, 91 and 92: a watchlist of 100"), [90, 91, 92]);
    assert_eq!(read("94');"), [94]);
    assert!(read("alive(self)").is_empty());
}
