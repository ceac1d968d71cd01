//! Who is signed in, through which connections, and who wants to know.
//!
//! A user is online from the first connection that signs in to the last one that is gone. Tables only: what is told to
//! whom is decided here, the telling is done in `users.rs`.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::exchange::Address;

/// The users of all apps that have their home on this shard.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    apps: HashMap<i64, Users>,
}

#[derive(Debug, Default)]
struct Users {
    /// Those who are online or watched.
    users: HashMap<Arc<str>, Known>,
    connections: HashMap<Address, SignedIn>,
}

#[derive(Debug, Default)]
struct Known {
    connections: BTreeSet<Address>,
    watchers: BTreeSet<Address>,
}

#[derive(Debug)]
struct SignedIn {
    user: Arc<str>,
    watchlist: Vec<Arc<str>>,
}

/// What a sign-in has to be followed by.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arrival {
    /// Whom to tell that the user is online.
    pub(crate) tell: Vec<Address>,
    /// Who of the watchlist is online, in its order.
    pub(crate) online: Vec<Arc<str>>,
    /// Who of the watchlist is not.
    pub(crate) offline: Vec<Arc<str>>,
}

/// What the end of a user's last connection has to be followed by.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Departure {
    pub(crate) user: Arc<str>,
    /// Whom to tell that the user is offline.
    pub(crate) tell: Vec<Address>,
}

impl Roster {
    /// Signs a connection in. Signing in again replaces the watchlist.
    pub(crate) fn sign_in(
        &mut self,
        app: i64,
        connection: Address,
        user: Arc<str>,
        watchlist: Vec<Arc<str>>,
    ) -> Arrival {
        let users = self.apps.entry(app).or_default();
        users.unwatch(connection);
        let known = users.users.entry(Arc::clone(&user)).or_default();
        let came = known.connections.is_empty();
        known.connections.insert(connection);
        let tell = if came { known.watchers.iter().copied().collect() } else { Vec::new() };
        let (mut online, mut offline) = (Vec::new(), Vec::new());
        for watched in &watchlist {
            let known = users.users.entry(Arc::clone(watched)).or_default();
            known.watchers.insert(connection);
            let list = if known.connections.is_empty() { &mut offline } else { &mut online };
            list.push(Arc::clone(watched));
        }
        users.connections.insert(connection, SignedIn { user, watchlist });
        Arrival { tell, online, offline }
    }

    /// Signs a connection out; says what follows when it was the user's last.
    pub(crate) fn sign_out(&mut self, app: i64, connection: Address) -> Option<Departure> {
        let users = self.apps.get_mut(&app)?;
        users.unwatch(connection);
        let user = users.connections.remove(&connection)?.user;
        let known = users.users.get_mut(&user)?;
        known.connections.remove(&connection);
        let gone = known.connections.is_empty();
        let tell = if gone { known.watchers.iter().copied().collect() } else { Vec::new() };
        users.forget_if_unknown(&user);
        if users.users.is_empty() {
            self.apps.remove(&app);
        }
        gone.then_some(Departure { user, tell })
    }

    /// The connections that are signed in as a user.
    pub(crate) fn connections(&self, app: i64, user: &str) -> Vec<Address> {
        let known = self.apps.get(&app).and_then(|users| users.users.get(user));
        known.map_or_else(Vec::new, |known| known.connections.iter().copied().collect())
    }
}

impl Users {
    fn unwatch(&mut self, connection: Address) {
        let Some(signed_in) = self.connections.get_mut(&connection) else { return };
        for watched in std::mem::take(&mut signed_in.watchlist) {
            if let Some(known) = self.users.get_mut(&watched) {
                known.watchers.remove(&connection);
            }
            self.forget_if_unknown(&watched);
        }
    }

    fn forget_if_unknown(&mut self, user: &str) {
        if self.users.get(user).is_some_and(|known| known.connections.is_empty() && known.watchers.is_empty())
        {
            self.users.remove(user);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn at(key: u32) -> Address {
        Address { shard: 0, key, serial: key }
    }

    fn ids(users: &BTreeSet<u8>) -> Vec<Arc<str>> {
        users.iter().map(|user| Arc::from(user.to_string())).collect()
    }

    proptest! {
        /// The model keeps user and watchlist per connection and derives everything else.
        #[test]
        fn rosters_match_a_list_of_connections(
            steps in prop::collection::vec(
                (0_u32..6, 0_u8..4, prop::collection::btree_set(0_u8..4, 0..3), any::<bool>()),
                0..80,
            ),
        ) {
            let mut roster = Roster::default();
            let mut model: BTreeMap<u32, (u8, BTreeSet<u8>)> = BTreeMap::new();
            let online = |model: &BTreeMap<u32, (u8, BTreeSet<u8>)>, user: u8| {
                model.values().any(|line| line.0 == user)
            };
            let watchers = |model: &BTreeMap<u32, (u8, BTreeSet<u8>)>, user: u8, except: u32| {
                let watching = |line: &(&u32, &(u8, BTreeSet<u8>))| *line.0 != except && line.1.1.contains(&user);
                model.iter().filter(watching).map(|line| at(*line.0)).collect::<Vec<_>>()
            };
            for (connection, user, watchlist, arrives) in steps {
                if arrives {
                    // A connection keeps the user that it first signed in as.
                    let user = model.get(&connection).map_or(user, |line| line.0);
                    let came = !online(&model, user);
                    let arrival = roster.sign_in(1, at(connection), user.to_string().into(), ids(&watchlist));
                    let told = if came { watchers(&model, user, connection) } else { Vec::new() };
                    model.insert(connection, (user, watchlist.clone()));
                    let there = |user: &&u8| online(&model, **user);
                    let on: BTreeSet<u8> = watchlist.iter().filter(there).copied().collect();
                    let off: BTreeSet<u8> = watchlist.difference(&on).copied().collect();
                    let expected = Arrival { tell: told, online: ids(&on), offline: ids(&off) };
                    prop_assert_eq!(arrival, expected);
                } else {
                    let left = model.remove(&connection);
                    let expected = left.filter(|line| !online(&model, line.0)).map(|line| Departure {
                        user: line.0.to_string().into(),
                        tell: watchers(&model, line.0, connection),
                    });
                    prop_assert_eq!(roster.sign_out(1, at(connection)), expected);
                }
                for user in 0..4_u8 {
                    let expected: Vec<Address> =
                        model.iter().filter(|line| line.1.0 == user).map(|line| at(*line.0)).collect();
                    prop_assert_eq!(roster.connections(1, &user.to_string()), expected);
                }
            }
            for connection in model.into_keys() {
                roster.sign_out(1, at(connection));
            }
            prop_assert!(roster.apps.is_empty());
        }
    }
}
