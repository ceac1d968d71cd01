//! `docs/requirements.md` says for each capability of the five projects which tests show it. This keeps that true: every
//! test that is named there exists, every capability has its row, and one without a test says why.

use std::{fs, path::Path};

const CAPABILITIES: usize = 68;

/// Whether there is such a test: `file::function`, `file: beginning of its title`, or a whole file.
fn exists(root: &Path, name: &str) -> bool {
    let read = |file: &str| fs::read_to_string(root.join(file)).ok();
    if let Some((file, function)) = name.split_once("::") {
        return read(file).is_some_and(|text| text.contains(&format!("fn {function}(")));
    }
    match name.split_once(": ") {
        Some((file, title)) => read(file).is_some_and(|text| has_title(&text, title)),
        None => read(name).is_some(),
    }
}

/// Titles of scenarios have the id of their system in front, which their file says already.
fn has_title(text: &str, title: &str) -> bool {
    let calls = text.lines().filter(|line| {
        let line = line.trim_start();
        ["test(", "it(", "test.each", "it.each"].iter().any(|call| line.starts_with(call))
    });
    calls.into_iter().any(|line| line.replace("\\'", "'").contains(title))
}

#[test]
fn every_capability_has_tests_that_exist_or_says_why_it_has_none() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let document = fs::read_to_string(root.join("docs/requirements.md")).unwrap();
    let (_, table) = document.split_once("\n## Capabilities\n").expect("the document has the table");
    let (mut seen, mut wrong) = (Vec::new(), Vec::new());
    for line in table.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches(['|', ' ']).split(" | ").map(str::trim).collect();
        let number = cells[0].strip_prefix('#').and_then(|number| number.parse::<usize>().ok());
        let tests: Vec<&str> = cells.get(2).map_or(Vec::new(), |tests| {
            tests.split("<br>").map(|name| name.trim_matches('`')).filter(|name| !name.is_empty()).collect()
        });
        let is_row = number.is_some() || cells[0].parse::<usize>().is_ok();
        if !is_row {
            continue;
        }
        seen.extend(number);
        wrong.extend(
            tests
                .iter()
                .filter(|name| !exists(&root, name))
                .map(|name| format!("{}: there is no test {name}", cells[0])),
        );
        if tests.is_empty() && cells.get(3).is_none_or(|remark| remark.is_empty()) {
            wrong.push(format!("{} has neither a test nor a remark that says why", cells[0]));
        }
    }
    assert_eq!(seen, (1..=CAPABILITIES).collect::<Vec<_>>(), "every capability has its row, in order");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_title_is_found_at_its_test_and_not_in_prose() {
    let text = "// an order is made\n  test('S1: the owner\\'s order is made', async () => {});";
    assert!(has_title(text, "the owner's order"));
    assert!(!has_title(text, "an order is made"));
}
