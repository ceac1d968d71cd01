//! Who listens to what, within one shard.
//!
//! A channel lists its subscribers and a connection lists its channels; each entry of the second list knows its
//! place in the first, so that leaving is as cheap as joining however full the channel is. All changes happen on
//! the shard's thread, one message of a client after the other, so that a late unsubscribe cannot hit a newer
//! subscription.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use orderbell_wire::channel::ChannelName;

use crate::connection::Conn;

/// The channels with subscribers, by app.
#[derive(Debug, Default)]
pub(crate) struct Subscriptions {
    apps: HashMap<i64, HashMap<ChannelName, Rc<Channel>>>,
}

/// A channel that has subscribers.
#[derive(Debug)]
pub(crate) struct Channel {
    app: i64,
    pub(crate) name: ChannelName,
    pub(crate) subscribers: RefCell<Vec<Rc<Conn>>>,
}

/// One channel in the list of a connection.
#[derive(Debug)]
pub(crate) struct Membership {
    pub(crate) channel: Rc<Channel>,
    /// The index in the channel's list.
    place: u32,
}

impl Subscriptions {
    pub(crate) fn channel(&self, app: i64, name: &ChannelName) -> Option<&Rc<Channel>> {
        self.apps.get(&app)?.get(name)
    }

    pub(crate) fn count(&self, app: i64, name: &ChannelName) -> usize {
        self.channel(app, name).map_or(0, |channel| channel.subscribers.borrow().len())
    }

    /// The channels of an app that have subscribers, and how many each has.
    pub(crate) fn sizes(&self, app: i64) -> impl Iterator<Item = (&ChannelName, usize)> {
        let channels = self.apps.get(&app).into_iter().flatten();
        channels.map(|(name, channel)| (name, channel.subscribers.borrow().len()))
    }

    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.apps.is_empty()
    }

    /// Adds a connection to a channel that it is not yet in.
    pub(crate) fn join(&mut self, app: i64, name: ChannelName, conn: &Rc<Conn>) {
        let channels = self.apps.entry(app).or_default();
        let channel = channels.entry(name).or_insert_with_key(|name| {
            Rc::new(Channel { app, name: name.clone(), subscribers: RefCell::default() })
        });
        let mut subscribers = channel.subscribers.borrow_mut();
        let place = u32::try_from(subscribers.len()).expect("descriptors run out long before");
        let mut memberships = conn.memberships.borrow_mut();
        // Most connections are in one channel and many channels have one subscriber; the usual first growth to
        // four places is worth avoiding on both sides.
        if subscribers.capacity() == 0 {
            subscribers.reserve_exact(1);
        }
        if memberships.capacity() == 0 {
            memberships.reserve_exact(1);
        }
        subscribers.push(Rc::clone(conn));
        memberships.push(Membership { channel: Rc::clone(channel), place });
    }

    /// Takes a connection out of a channel; false when it is not in it.
    pub(crate) fn leave(&mut self, name: &ChannelName, conn: &Conn) -> bool {
        let found = conn.memberships.borrow().iter().position(|membership| membership.channel.name == *name);
        let Some(index) = found else { return false };
        let membership = conn.memberships.borrow_mut().swap_remove(index);
        self.remove(&membership);
        true
    }

    /// Takes a connection out of all its channels and says how many there were.
    pub(crate) fn leave_all(&mut self, conn: &Conn) -> usize {
        let memberships = conn.memberships.take();
        for membership in &memberships {
            self.remove(membership);
        }
        memberships.len()
    }

    fn remove(&mut self, membership: &Membership) {
        let channel = &membership.channel;
        let mut subscribers = channel.subscribers.borrow_mut();
        subscribers.swap_remove(membership.place as usize);
        // The last subscriber has moved into the gap and has to know its new place.
        if let Some(moved) = subscribers.get(membership.place as usize) {
            let mut memberships = moved.memberships.borrow_mut();
            let entry = memberships.iter_mut().find(|entry| Rc::ptr_eq(&entry.channel, channel));
            entry.expect("every subscriber lists its channel").place = membership.place;
        }
        if subscribers.is_empty() {
            self.forget(channel);
        } else if subscribers.capacity() > 64 && subscribers.capacity() / 4 > subscribers.len() {
            let half = subscribers.capacity() / 2;
            subscribers.shrink_to(half);
        }
    }

    fn forget(&mut self, channel: &Channel) {
        let channels = self.apps.get_mut(&channel.app).expect("a channel belongs to a listed app");
        channels.remove(&channel.name);
        if channels.is_empty() {
            self.apps.remove(&channel.app);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::net::{TcpListener, TcpStream};

    use orderbell_wire::socket_id::SocketId;
    use proptest::prelude::*;

    use super::*;

    const CONNECTIONS: usize = 6;
    const CHANNELS: [&str; 4] = ["a", "b", "c", "d"];

    #[derive(Clone, Copy, Debug)]
    enum Step {
        Toggle(usize, usize),
        LeaveAll(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            5 => (0..CONNECTIONS, 0..CHANNELS.len()).prop_map(|(conn, channel)| Step::Toggle(conn, channel)),
            1 => (0..CONNECTIONS).prop_map(Step::LeaveAll),
        ]
    }

    fn connections() -> Vec<Rc<Conn>> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        (0..CONNECTIONS as u32)
            .map(|serial| {
                let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
                stream.set_nonblocking(true).unwrap();
                let stream = tokio::net::TcpStream::from_std(stream).unwrap();
                Rc::new(Conn::new(SocketId::new(1, serial.into()), None, stream, 0, serial))
            })
            .collect()
    }

    fn listed(tables: &Subscriptions, name: &ChannelName) -> BTreeSet<u32> {
        let Some(channel) = tables.channel(1, name) else { return BTreeSet::new() };
        let subscribers = channel.subscribers.borrow();
        let set: BTreeSet<u32> = subscribers.iter().map(|conn| conn.serial).collect();
        assert_eq!(set.len(), subscribers.len(), "nobody is listed twice");
        set
    }

    proptest! {
        #[test]
        fn tables_match_sets_and_end_empty(steps in prop::collection::vec(step(), 0..80)) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
            let _entered = runtime.enter();
            let connections = connections();
            let names: Vec<ChannelName> = CHANNELS.iter().map(|name| name.parse().unwrap()).collect();
            let mut tables = Subscriptions::default();
            let mut model = vec![BTreeSet::new(); CHANNELS.len()];
            for step in steps {
                match step {
                    Step::Toggle(conn, channel) => {
                        let serial = conn as u32;
                        let left = tables.leave(&names[channel], &connections[conn]);
                        prop_assert_eq!(left, model[channel].remove(&serial));
                        if !left {
                            tables.join(1, names[channel].clone(), &connections[conn]);
                            model[channel].insert(serial);
                        }
                    }
                    Step::LeaveAll(conn) => {
                        let count = model.iter_mut().filter_map(|set| set.take(&(conn as u32))).count();
                        prop_assert_eq!(tables.leave_all(&connections[conn]), count);
                    }
                }
                for (name, set) in names.iter().zip(&model) {
                    prop_assert_eq!(&listed(&tables, name), set);
                    prop_assert_eq!(tables.count(1, name), set.len());
                    prop_assert_eq!(tables.count(2, name), 0);
                }
            }
            for conn in &connections {
                tables.leave_all(conn);
                prop_assert_eq!(Rc::strong_count(conn), 1);
            }
            prop_assert!(tables.is_empty());
        }
    }
}
