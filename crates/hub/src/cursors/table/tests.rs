use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const LIFETIME: i64 = 1_000;
const UNPROVEN: i64 = 100;
const COOKIE: CursorIdentity = CursorIdentity::Cookie([1; 16]);

fn table() -> Table {
    Table::new(LIFETIME, UNPROVEN, 100)
}

fn user() -> CursorIdentity {
    CursorIdentity::User("u1".into())
}

/// Claims on the channel `a` in the epoch `e`.
fn claim_as(
    table: &mut Table,
    identities: &[CursorIdentity],
    socket: u64,
    head: i64,
    now: i64,
) -> Arc<Cursor> {
    let channel = "a".parse().unwrap();
    let claim = Claim {
        app: 1,
        epoch: &"e".into(),
        channel: &channel,
        identities,
        socket: SocketId::new(1, socket),
        head,
        proven: true,
    };
    table.claim(&claim, now).unwrap().cursor
}

#[test]
fn a_tab_goes_on_where_it_was_and_only_its_newest_connection_counts() {
    let mut table = table();
    let tab = [CursorIdentity::Tab([7; 16])];
    let first = claim_as(&mut table, &tab, 1, 10, 0);
    assert!(first.confirm(15));
    // Half-open: nobody has said that the first is gone.
    let second = claim_as(&mut table, &tab, 2, 99, 0);
    assert_eq!((second.slot(), second.seq()), (first.slot(), 15));
    first.confirm(50);
    table.leave(&first, 0);
    assert!(table.abandoned.is_empty(), "the late end of the first changes nothing");
    table.leave(&second, 0);
    assert_eq!(claim_as(&mut table, &tab, 3, 99, 0).seq(), 15);
    assert_eq!(claim_as(&mut table, &[CursorIdentity::Tab([8; 16])], 4, 99, 0).seq(), 99);
}

#[test]
fn siblings_start_from_the_lowest_until_all_have_come_back() {
    let mut table = table();
    let cursors: Vec<_> = (0..3).map(|socket| claim_as(&mut table, &[COOKIE], socket, 10, 0)).collect();
    for (cursor, seq) in cursors.iter().zip([15, 12, 30]) {
        cursor.confirm(seq);
    }
    let slots: Vec<u64> = cursors.iter().map(|cursor| cursor.slot()).collect();
    for cursor in &cursors {
        table.leave(cursor, 0);
    }
    for socket in 10..13 {
        let back = claim_as(&mut table, &[COOKIE], socket, 40, 0);
        assert_eq!(back.seq(), 12);
        assert!(!slots.contains(&back.slot()), "what was kept from one must not be kept from another");
    }
    assert_eq!(claim_as(&mut table, &[COOKIE], 20, 40, 0).seq(), 40, "a fourth was never here");
    assert_eq!(table.len(), 4);
}

#[test]
fn an_only_sibling_keeps_its_number() {
    let mut table = table();
    let cursor = claim_as(&mut table, &[COOKIE], 1, 10, 0);
    table.leave(&cursor, 0);
    assert_eq!(claim_as(&mut table, &[COOKIE], 2, 40, 0).slot(), cursor.slot());
}

#[test]
fn a_newcomer_starts_from_a_sibling_that_owes_a_receipt_and_leaves_it_alone() {
    let mut table = table();
    let silent = claim_as(&mut table, &[COOKIE], 1, 10, 0);
    assert_eq!(claim_as(&mut table, &[COOKIE], 2, 20, 0).seq(), 20, "nothing is owed yet");
    silent.set_unanswered(true);
    let newcomer = claim_as(&mut table, &[COOKIE], 3, 30, 0);
    assert_eq!(newcomer.seq(), 10);
    assert_ne!(newcomer.slot(), silent.slot());
    assert!(silent.confirm(25));
    table.leave(&silent, 0);
    assert_eq!(claim_as(&mut table, &[COOKIE], 4, 40, 0).seq(), 25);
}

#[test]
fn who_signs_in_is_found_by_either_name() {
    let mut table = table();
    let both = claim_as(&mut table, &[COOKIE, user()], 1, 10, 0);
    table.leave(&both, 0);
    // The sign-in comes after the subscription this time.
    let by_cookie = claim_as(&mut table, &[COOKIE], 2, 40, 0);
    assert_eq!(by_cookie.seq(), 10);
    table.leave(&by_cookie, 0);
    assert_eq!(claim_as(&mut table, &[user()], 3, 40, 0).slot(), both.slot());
    assert_eq!(table.len(), 1);
}

#[test]
fn what_is_forgotten_is_gone_and_a_tab_is_not_forgotten_with_a_page() {
    let mut table = table();
    let tab = [CursorIdentity::Tab([7; 16])];
    let (exact, shared) =
        (claim_as(&mut table, &tab, 1, 10, 0), claim_as(&mut table, &[COOKIE, user()], 2, 10, 0));
    table.changes(0);
    table.forget_shared(&exact);
    table.forget_shared(&shared);
    assert_eq!(table.len(), 1);
    table.leave(&shared, 0);
    table.forget_claimed(&exact);
    assert_eq!(table.len(), 0);
    assert!(table.by_owner.is_empty() && table.by_socket.is_empty() && table.abandoned.is_empty());
    assert_eq!(
        table.changes(0),
        CursorChanges { written: vec![], forgotten: vec![shared.slot(), exact.slot()] }
    );
}

#[test]
fn time_forgets_and_sooner_what_nobody_has_shown_twice() {
    let mut table = table();
    let channel = "a".parse().unwrap();
    let epoch = "e".into();
    let unproven = |socket| Claim {
        app: 1,
        epoch: &epoch,
        channel: &channel,
        identities: &[COOKIE],
        socket: SocketId::new(1, socket),
        head: 10,
        proven: false,
    };
    let cursor = table.claim(&unproven(1), 0).unwrap().cursor;
    assert_eq!(table.changes(LIFETIME * 3).written.len(), 1, "a connection is never too old");
    table.leave(&cursor, 0);
    assert!(!table.claim(&unproven(2), UNPROVEN - 1).unwrap().is_new);
    let cursor = claim_as(&mut table, &[user()], 3, 10, 0);
    table.leave(&cursor, 0);
    table.expire(LIFETIME - 1);
    assert_eq!(table.len(), 2);
    table.expire(LIFETIME);
    assert_eq!(table.len(), 1);
}

#[test]
fn a_full_table_forgets_what_was_left_first() {
    let mut table = Table::new(LIFETIME, UNPROVEN, 2);
    let tab = |n: u8| [CursorIdentity::Tab([n; 16])];
    for n in 0..2 {
        let cursor = claim_as(&mut table, &tab(n), n.into(), 10, 0);
        table.leave(&cursor, (2 - n).into());
    }
    claim_as(&mut table, &tab(2), 2, 20, 5);
    assert_eq!(table.len(), 2);
    assert_eq!(claim_as(&mut table, &tab(0), 3, 20, 5).seq(), 10);
    claim_as(&mut table, &tab(3), 4, 20, 5);
    assert_eq!(table.len(), 3, "connections are never taken");
}

#[test]
fn an_identity_that_everybody_has_says_nothing() {
    let mut table = table();
    let channel = "a".parse().unwrap();
    let epoch = "e".into();
    let claim = |socket| Claim {
        app: 1,
        epoch: &epoch,
        channel: &channel,
        identities: &[COOKIE],
        socket: SocketId::new(1, socket),
        head: 10,
        proven: true,
    };
    let cursors: Vec<_> = (0..100).filter_map(|socket| table.claim(&claim(socket), 0)).collect();
    assert_eq!((cursors.len(), table.len()), (SLOTS_PER_OWNER, SLOTS_PER_OWNER));
    for claimed in &cursors {
        table.leave(&claimed.cursor, 0);
    }
    table.changes(0);
    // The first gives new numbers to all that are left, and later ones find that done.
    for (socket, renewed) in [(200, SLOTS_PER_OWNER), (201, 1)] {
        assert!(!table.claim(&claim(socket), 0).unwrap().is_new);
        assert_eq!(table.changes(0).forgotten.len(), renewed);
    }
}

#[test]
fn another_epoch_is_another_log() {
    let mut table = table();
    let tab = [CursorIdentity::Tab([7; 16])];
    for identities in [&tab[..], &[COOKIE]] {
        let cursor = claim_as(&mut table, identities, 1, 10, 0);
        cursor.confirm(1_000_000);
        table.leave(&cursor, 0);
        let channel = "a".parse().unwrap();
        let claimed = table.claim(
            &Claim {
                app: 1,
                epoch: &"new".into(),
                channel: &channel,
                identities,
                socket: SocketId::new(1, 2),
                head: 3,
                proven: true,
            },
            0,
        );
        assert_eq!(claimed.unwrap().cursor.seq(), 3);
    }
}

#[test]
fn a_sender_is_known_for_a_while_after_its_connection_was_lost() {
    let mut table = table();
    let channel = "a".parse().unwrap();
    let socket = SocketId::new(1, 1);
    let cursor = claim_as(&mut table, &[COOKIE], 1, 10, 0);
    assert_eq!(table.slot_of(1, socket, &channel), Some(cursor.slot()));
    assert_eq!(table.slot_of(2, socket, &channel), None);
    table.leave(&cursor, 0);
    assert_eq!(table.slot_of(1, socket, &channel), Some(cursor.slot()));
    claim_as(&mut table, &[COOKIE], 2, 10, 0);
    assert_eq!(table.slot_of(1, socket, &channel), None);
    assert_eq!(table.slot_of(1, SocketId::new(1, 2), &channel), Some(cursor.slot()));
}

/// What somebody who writes down every change would have on disk.
#[derive(Default)]
struct Disk(BTreeMap<(CursorIdentity, u64), CursorRow>);

impl Disk {
    fn write(&mut self, changes: CursorChanges) {
        for row in changes.written {
            self.0.insert((row.identity.clone(), row.slot), row);
        }
        self.0.retain(|(_, slot), _| !changes.forgotten.contains(slot));
    }
}

#[derive(Clone, Debug)]
enum Step {
    Connect { identity: usize },
    Move { connection: usize, by: i64 },
    Leave { connection: usize },
    Write { works: bool },
    Crash,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3_usize).prop_map(|identity| Step::Connect { identity }),
        4 => (0..8_usize, 1..5_i64).prop_map(|(connection, by)| Step::Move { connection, by }),
        3 => (0..8_usize).prop_map(|connection| Step::Leave { connection }),
        2 => any::<bool>().prop_map(|works| Step::Write { works }),
        1 => Just(Step::Crash),
    ]
}

proptest! {
    /// Pages are told apart by the model and not by the table. However they come and go, and whenever the server
    /// dies, no page ever starts after the last event that it has received; and a tab starts exactly there unless the
    /// server died.
    #[test]
    fn nobody_starts_later_than_where_they_were(steps in prop::collection::vec(step(), 0..120)) {
        let identities = [CursorIdentity::Tab([1; 16]), COOKIE, user()];
        let (mut table, mut disk, mut head) = (table(), Disk::default(), 10);
        // The pages of each identity that are away, by how far they have come, and those that are connected.
        let mut away: Vec<Vec<i64>> = vec![Vec::new(); identities.len()];
        let mut connected: Vec<(usize, Arc<Cursor>, i64)> = Vec::new();
        let mut socket = 0;
        let mut died = false;
        for step in steps {
            match step {
                Step::Connect { identity } => {
                    if identity == 0 && connected.iter().any(|(of, ..)| *of == 0) {
                        continue;
                    }
                    socket += 1;
                    // A page that was away comes back before a new one opens: nobody can tell a new page that takes
                    // another's place, which is why a shared identity is no promise.
                    let was = away[identity].pop();
                    let cursor = claim_as(&mut table, &identities[identity..=identity], socket, head, 0);
                    if let Some(was) = was {
                        prop_assert!(cursor.seq() <= was, "{} after {}", cursor.seq(), was);
                        prop_assert!(identity != 0 || died || cursor.seq() == was);
                    }
                    let seq = cursor.seq();
                    connected.push((identity, cursor, seq));
                }
                Step::Move { connection, by } => {
                    if let Some((_, cursor, seq)) = connected.get_mut(connection) {
                        *seq += by;
                        head = head.max(*seq);
                        if cursor.confirm(*seq) {
                            table.moved(&[cursor.slot()]);
                        }
                    }
                }
                Step::Leave { connection } if connection < connected.len() => {
                    let (identity, cursor, seq) = connected.swap_remove(connection);
                    table.leave(&cursor, 0);
                    away[identity].push(seq);
                    disk.write(table.changes(0));
                }
                Step::Leave { .. } => {}
                Step::Write { works } => {
                    let changes = table.changes(0);
                    if works { disk.write(changes) } else { table.put_back(changes) }
                }
                Step::Crash => {
                    died = true;
                    for (identity, _, seq) in connected.drain(..) {
                        away[identity].push(seq);
                    }
                    // Whoever was never written down is unknown, which is why a subscription is written with its start.
                    let changes = table.changes(0);
                    disk.write(changes);
                    table = Table::new(LIFETIME, UNPROVEN, 100);
                    for row in disk.0.values() {
                        table.restore(row.clone());
                    }
                }
            }
            prop_assert_eq!(table.len(), connected.len() + away.iter().map(Vec::len).sum::<usize>());
        }
    }
}
