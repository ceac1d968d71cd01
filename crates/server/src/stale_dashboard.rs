//! Whether the dashboard in this binary is older than its sources, for developers only.
//!
//! The build script cannot say it: it would have to run, and the server to be compiled again, after every change of a
//! screen. So a binary of the dev profile looks when it starts. Releases are made by `make`, which builds both.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Logs a warning if the sources have changed since the dashboard was built. Nothing where either is missing: whoever has
/// no dashboard is told so by the page that takes its place.
pub(crate) fn warn() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web");
    if is_stale(&web) {
        tracing::warn!(
            "the dashboard is older than its sources in web/src; build it with: make web, and build again"
        );
    }
}

fn is_stale(web: &Path) -> bool {
    let built = modified(&web.join("dist/index.html"));
    let changed = newest(web.join("src"));
    matches!((built, changed), (Some(built), Some(changed)) if changed > built)
}

/// When anything that the dashboard is made of was last changed.
fn newest(folder: PathBuf) -> Option<SystemTime> {
    let (mut folders, mut newest) = (vec![folder], None);
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if !entry.file_name().to_string_lossy().contains(".test.") {
                newest = newest.max(modified(&path));
            }
        }
    }
    newest
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|found| found.modified()).ok()
}

#[cfg(test)]
mod tests {
    use std::{fs::File, time::Duration};

    use super::*;

    #[test]
    fn a_dashboard_is_stale_once_a_source_is_newer() {
        let web = tempfile::tempdir().unwrap();
        let write = |name: &str, minute: u64| {
            let path = web.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(minute * 60);
            File::create(path).unwrap().set_modified(time).unwrap();
        };
        assert!(!is_stale(web.path()), "nothing is there");
        write("src/ui/button.tsx", 5);
        assert!(!is_stale(web.path()), "it was never built");
        write("dist/index.html", 6);
        assert!(!is_stale(web.path()));
        write("src/ui/button.test.tsx", 7);
        assert!(!is_stale(web.path()), "tests are not part of it");
        write("src/ui/button.tsx", 7);
        assert!(is_stale(web.path()));
    }
}
