use std::collections::BTreeSet;

use orderbell_store::{AppId, Job, JobEnd, NewJob, Standing, Store, WriteError};

use super::{app, later, start};

const KIND: &str = "test";

fn job(app: AppId, standing: Standing, seconds: i64, payload: &str) -> NewJob {
    NewJob { app, kind: KIND, standing, due_at: later(seconds), payload: payload.into() }
}

async fn claim(store: &Store, seconds: i64) -> Vec<Job> {
    store.claim_jobs(KIND, 100, later(seconds)).await.unwrap()
}

fn payloads(jobs: &[Job]) -> Vec<&str> {
    jobs.iter().map(|job| &*job.payload).collect()
}

pub(crate) async fn jobs_are_begun_when_due_the_longest_due_first(store: Store) {
    let app = app(&store, "a").await.id;
    for (seconds, payload) in [(30, "c"), (10, "a"), (20, "b"), (10, "a2")] {
        store.add_job(job(app, Standing::Alone, seconds, payload), start()).await.unwrap();
    }
    let other = NewJob { kind: "other", ..job(app, Standing::Alone, 0, "x") };
    store.add_job(other, start()).await.unwrap();
    assert_eq!(store.next_job_due(KIND).await.unwrap(), Some(later(10)));
    assert!(claim(&store, 9).await.is_empty());
    let first = store.claim_jobs(KIND, 1, later(25)).await.unwrap();
    assert_eq!(payloads(&first), ["a"]);
    assert_eq!((first[0].app, first[0].attempts, first[0].created_at), (app, 1, start()));
    assert_eq!(payloads(&claim(&store, 25).await), ["a2", "b"]);
    assert_eq!(payloads(&claim(&store, 30).await), ["c"]);
    assert!(claim(&store, 1000).await.is_empty(), "whoever has begun a job has it alone");
    assert_eq!(store.next_job_due(KIND).await.unwrap(), None);
    assert_eq!(store.next_job_due("other").await.unwrap(), Some(later(0)));
    let unknown = store.add_job(job(AppId(app.0 + 1), Standing::Alone, 0, ""), start()).await;
    assert!(matches!(unknown, Err(WriteError::UnknownApp(_))), "{unknown:?}");
}

pub(crate) async fn a_job_is_done_once_or_again_or_given_up(store: Store) {
    let app = app(&store, "a").await.id;
    for payload in ["done", "again", "failed"] {
        store.add_job(job(app, Standing::Alone, 0, payload), start()).await.unwrap();
    }
    let [done, again, failed] = &claim(&store, 0).await[..] else { panic!("three were due") };
    let error = || "no answer".to_owned();
    let ends = [
        (done, JobEnd::Done),
        (again, JobEnd::Again { due_at: later(60), error: error() }),
        (failed, JobEnd::Failed { error: error() }),
    ];
    for (job, end) in ends {
        assert!(store.finish_job(job.claim, end.clone(), later(1)).await.unwrap());
        assert!(!store.finish_job(job.claim, end, later(1)).await.unwrap(), "a job is finished once");
    }
    assert!(claim(&store, 59).await.is_empty());
    let second = claim(&store, 60).await;
    assert_eq!((payloads(&second), second[0].attempts), (vec!["again"], 2));
    assert!(
        !store.finish_job(again.claim, JobEnd::Done, later(60)).await.unwrap(),
        "the claim is an old one"
    );
    assert!(store.finish_job(second[0].claim, JobEnd::Done, later(60)).await.unwrap());
    assert_eq!(store.prune_jobs(later(1)).await.unwrap(), 0);
    assert_eq!(store.prune_jobs(later(2)).await.unwrap(), 1);
}

pub(crate) async fn a_lane_keeps_its_order_and_waits_for_nobody_else(store: Store) {
    let app = app(&store, "a").await.id;
    let lane = |name: &str| Standing::Lane(name.to_owned());
    // The second of lane x is due before the first, and still comes after it.
    for (name, seconds, payload) in [("x", 5, "x1"), ("x", 0, "x2"), ("y", 0, "y1"), ("x", 0, "x3")] {
        store.add_job(job(app, lane(name), seconds, payload), start()).await.unwrap();
    }
    assert_eq!(payloads(&claim(&store, 1).await), ["y1"]);
    let first = claim(&store, 5).await;
    assert_eq!(payloads(&first), ["x1"]);
    assert!(claim(&store, 100).await.is_empty());
    let again = JobEnd::Again { due_at: later(60), error: "later".into() };
    store.finish_job(first[0].claim, again, later(6)).await.unwrap();
    assert!(claim(&store, 59).await.is_empty(), "the others wait for the one that is tried again");
    let first = claim(&store, 60).await;
    let failed = JobEnd::Failed { error: "gone".into() };
    store.finish_job(first[0].claim, failed, later(60)).await.unwrap();
    let second = claim(&store, 60).await;
    assert_eq!(payloads(&second), ["x2"], "who is given up holds nobody up");
    store.add_job(job(app, lane("x"), 0, "x4"), later(60)).await.unwrap();
    store.finish_job(second[0].claim, JobEnd::Done, later(60)).await.unwrap();
    for payload in ["x3", "x4"] {
        let next = claim(&store, 60).await;
        assert_eq!(payloads(&next), [payload]);
        store.finish_job(next[0].claim, JobEnd::Done, later(60)).await.unwrap();
    }
    store.add_job(job(app, lane("x"), 0, "x5"), later(60)).await.unwrap();
    assert_eq!(payloads(&claim(&store, 60).await), ["x5"], "an empty lane is open");
}

pub(crate) async fn a_timer_is_set_anew_and_cancelled_by_name(store: Store) {
    let (app, other) = (app(&store, "a").await.id, app(&store, "b").await.id);
    let timer = || Standing::Named("order 7".into());
    let id = store.add_job(job(app, timer(), 10, "first"), start()).await.unwrap();
    assert_eq!(store.add_job(job(app, timer(), 50, "second"), start()).await.unwrap(), id);
    store.add_job(job(other, timer(), 10, "of another app"), start()).await.unwrap();
    assert_eq!(payloads(&claim(&store, 40).await), ["of another app"]);
    let running = claim(&store, 50).await;
    assert_eq!(payloads(&running), ["second"]);
    // Set anew while it goes off: what goes off has no effect any more.
    store.add_job(job(app, timer(), 90, "third"), later(50)).await.unwrap();
    assert!(!store.finish_job(running[0].claim, JobEnd::Done, later(51)).await.unwrap());
    assert!(store.cancel_job(app, KIND, "order 7".into()).await.unwrap());
    assert!(!store.cancel_job(app, KIND, "order 7".into()).await.unwrap());
    assert!(claim(&store, 1000).await.is_empty());
}

pub(crate) async fn what_a_dead_process_had_begun_is_begun_again(store: Store) {
    let app = app(&store, "a").await.id;
    for (standing, payload) in
        [(Standing::Alone, "alone"), (Standing::Lane("x".into()), "x1"), (Standing::Lane("x".into()), "x2")]
    {
        store.add_job(job(app, standing, 0, payload), start()).await.unwrap();
    }
    let lost = claim(&store, 0).await;
    assert_eq!(payloads(&lost), ["alone", "x1"]);
    assert_eq!(store.release_jobs(later(1)).await.unwrap(), 2);
    let again = claim(&store, 1).await;
    assert_eq!(payloads(&again), ["alone", "x1"]);
    assert_eq!(again.iter().map(|job| job.attempts).collect::<BTreeSet<_>>(), BTreeSet::from([2]));
    // The process was not dead after all: nothing that it says counts.
    assert!(!store.finish_job(lost[0].claim, JobEnd::Done, later(2)).await.unwrap());
    assert!(store.finish_job(again[0].claim, JobEnd::Done, later(2)).await.unwrap());
}

pub(crate) async fn e1_a_clock_set_back_prolongs_a_wait_by_itself_at_most(store: Store) {
    const DAY: i64 = 86_400;
    let app = app(&store, "a").await.id;
    // Added while the clock was ten days ahead.
    for (wait, payload) in [(30, "soon"), (90, "later")] {
        let new = job(app, Standing::Alone, 10 * DAY + wait, payload);
        store.add_job(new, later(10 * DAY)).await.unwrap();
    }
    store.add_job(job(app, Standing::Alone, 40, "before"), start()).await.unwrap();
    assert_eq!(
        payloads(&claim(&store, 100).await),
        ["before"],
        "the clock is right again, two jobs are far off"
    );
    assert_eq!(store.rebase_jobs(later(0)).await.unwrap(), 2);
    assert_eq!(store.rebase_jobs(later(0)).await.unwrap(), 0);
    assert_eq!(payloads(&claim(&store, 30).await), ["soon"]);
    assert_eq!(payloads(&claim(&store, 89).await), [""; 0]);
    assert_eq!(payloads(&claim(&store, 90).await), ["later"]);
}

pub(crate) async fn many_at_once_begin_each_job_once(store: Store) {
    let app = app(&store, "a").await.id;
    for number in 0..200 {
        store.add_job(job(app, Standing::Alone, 0, &number.to_string()), start()).await.unwrap();
    }
    let workers: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let jobs = store.claim_jobs(KIND, 7, start()).await.unwrap();
                    if jobs.is_empty() {
                        return mine;
                    }
                    for job in jobs {
                        assert!(store.finish_job(job.claim, JobEnd::Done, start()).await.unwrap());
                        mine.push(job.payload);
                    }
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.unwrap());
    }
    assert_eq!(all.len(), 200);
    assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), 200);
}
