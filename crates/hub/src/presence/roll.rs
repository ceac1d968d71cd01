//! The members of presence channels: who is there, through which connections.
//!
//! A user is there from the first connection to the last. Connections are remembered by name rather than counted, so
//! that a departure that is reported for somebody who was never let in changes nothing.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use orderbell_wire::channel::ChannelName;
use orderbell_wire::member::Member;
use orderbell_wire::socket_id::SocketId;

/// The presence channels with members, by app.
#[derive(Debug, Default)]
pub(crate) struct Rolls {
    apps: HashMap<i64, HashMap<ChannelName, Roll>>,
}

/// The members of one channel, by id. Sorted, so that everybody is shown the same list.
type Roll = BTreeMap<Arc<str>, Present>;

#[derive(Debug)]
struct Present {
    info: Option<Arc<str>>,
    sockets: Vec<SocketId>,
}

/// What a connection's joining means for the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    /// The user was not there before.
    First,
    /// The user was there already, through another connection.
    Again,
    /// There is no room for another user.
    Full,
}

impl Rolls {
    /// Adds a connection of a user. What is told about the user is replaced by what came last.
    pub(crate) fn join(
        &mut self,
        app: i64,
        channel: &ChannelName,
        member: Member,
        socket: SocketId,
        limit: usize,
    ) -> Joined {
        let channels = self.apps.entry(app).or_default();
        let roll = channels.entry(channel.clone()).or_default();
        if let Some(present) = roll.get_mut(&member.id) {
            present.info = member.info;
            present.sockets.push(socket);
            return Joined::Again;
        }
        if roll.len() >= limit {
            if roll.is_empty() {
                channels.remove(channel);
            }
            return Joined::Full;
        }
        roll.insert(member.id, Present { info: member.info, sockets: vec![socket] });
        Joined::First
    }

    /// Takes away a connection of a user; true when it was the last one.
    pub(crate) fn leave(&mut self, app: i64, channel: &ChannelName, user: &str, socket: SocketId) -> bool {
        let Some(channels) = self.apps.get_mut(&app) else { return false };
        let Some(roll) = channels.get_mut(channel) else { return false };
        let Some(present) = roll.get_mut(user) else { return false };
        let Some(place) = present.sockets.iter().position(|known| *known == socket) else { return false };
        present.sockets.swap_remove(place);
        if !present.sockets.is_empty() {
            return false;
        }
        roll.remove(user);
        if roll.is_empty() {
            channels.remove(channel);
            if channels.is_empty() {
                self.apps.remove(&app);
            }
        }
        true
    }

    /// How many users are on a channel.
    pub(crate) fn users(&self, app: i64, channel: &ChannelName) -> usize {
        self.apps.get(&app).and_then(|channels| channels.get(channel)).map_or(0, BTreeMap::len)
    }

    /// The channels with members, and how many each has.
    pub(crate) fn sizes(&self, app: i64) -> impl Iterator<Item = (&ChannelName, usize)> {
        self.apps.get(&app).into_iter().flatten().map(|(channel, roll)| (channel, roll.len()))
    }

    /// The members of a channel: id and what is told about each, as JSON text.
    pub(crate) fn members(
        &self,
        app: i64,
        channel: &ChannelName,
    ) -> impl Iterator<Item = (&str, Option<&str>)> + use<'_> {
        let roll = self.apps.get(&app).and_then(|channels| channels.get(channel));
        roll.into_iter().flatten().map(|(id, present)| (&**id, present.info.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMIT: usize = 3;

    fn member(user: u8, info: u8) -> Member {
        Member::parse(&format!(r#"{{"user_id":{user},"user_info":{info}}}"#)).unwrap()
    }

    proptest! {
        /// The model keeps one line per connection; a user is whoever has a line.
        #[test]
        fn rolls_match_a_list_of_connections(
            steps in prop::collection::vec((0_u64..6, 0_u8..5, any::<u8>(), any::<bool>()), 0..100),
        ) {
            let channel: ChannelName = "presence-a".parse().unwrap();
            let mut rolls = Rolls::default();
            let mut lines: Vec<(u64, u8)> = Vec::new();
            let mut infos: BTreeMap<u8, u8> = BTreeMap::new();
            for (socket, user, info, joins) in steps {
                let present = |lines: &[(u64, u8)]| lines.iter().any(|line| line.1 == user);
                let id = SocketId::new(1, socket);
                let listed = lines.iter().position(|line| *line == (socket, user));
                match listed {
                    None if joins => {
                        let expected = if present(&lines) {
                            Joined::Again
                        } else if infos.len() == LIMIT {
                            Joined::Full
                        } else {
                            Joined::First
                        };
                        prop_assert_eq!(rolls.join(1, &channel, member(user, info), id, LIMIT), expected);
                        if expected != Joined::Full {
                            lines.push((socket, user));
                            infos.insert(user, info);
                        }
                    }
                    _ if joins => {}
                    found => {
                        found.map(|place| lines.remove(place));
                        let last = found.is_some() && !present(&lines);
                        prop_assert_eq!(rolls.leave(1, &channel, &user.to_string(), id), last);
                        if last {
                            infos.remove(&user);
                        }
                    }
                }
                let shown: Vec<(String, Option<String>)> = rolls
                    .members(1, &channel)
                    .map(|(id, info)| (id.to_owned(), info.map(str::to_owned)))
                    .collect();
                let expected: Vec<_> =
                    infos.iter().map(|(id, info)| (id.to_string(), Some(info.to_string()))).collect();
                prop_assert_eq!(shown, expected);
                prop_assert_eq!(rolls.members(2, &channel).count(), 0);
            }
            for (socket, user) in lines {
                rolls.leave(1, &channel, &user.to_string(), SocketId::new(1, socket));
            }
            prop_assert!(rolls.apps.is_empty());
        }
    }

    #[test]
    fn a_channel_without_room_leaves_no_trace() {
        let mut rolls = Rolls::default();
        let channel: ChannelName = "presence-a".parse().unwrap();
        assert_eq!(rolls.join(1, &channel, member(1, 1), SocketId::new(1, 1), 0), Joined::Full);
        assert!(rolls.apps[&1].is_empty());
    }
}
