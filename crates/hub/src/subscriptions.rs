//! Who listens to what, within one shard.
//!
//! A channel lists its subscribers and a connection lists its channels; each entry of the second list knows its
//! place in the first, so that leaving is as cheap as joining however full the channel is. All changes happen on
//! the shard's thread, one message of a client after the other, so that a late unsubscribe cannot hit a newer
//! subscription.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use orderbell_wire::channel::ChannelName;

use crate::connection::Conn;
use crate::following::{Following, Start};

/// The channels with subscribers, by app.
#[derive(Debug, Default)]
pub(crate) struct Subscriptions {
    apps: HashMap<i64, HashMap<ChannelName, Rc<Channel>>>,
}

/// A channel that has subscribers.
#[derive(Debug)]
pub(crate) struct Channel {
    pub(crate) app: i64,
    pub(crate) name: ChannelName,
    /// Those who only hear what comes.
    pub(crate) subscribers: RefCell<Vec<Rc<Conn>>>,
    /// Those who hear from the log as well. Apart from the others, so that a channel without a log pays nothing.
    pub(crate) followers: RefCell<Vec<Rc<Following>>>,
    /// The newest logged event that has come through here.
    pub(crate) newest: Cell<i64>,
}

/// One channel in the list of a connection.
#[derive(Debug)]
pub(crate) struct Membership {
    pub(crate) channel: Rc<Channel>,
    /// The index in the channel's list of subscribers or of followers.
    place: u32,
    follows: bool,
}

/// A connection has left a channel.
#[derive(Debug)]
pub(crate) struct Left {
    /// What it followed there.
    pub(crate) follower: Option<Rc<Following>>,
}

impl Channel {
    fn new(app: i64, name: ChannelName) -> Self {
        Self {
            app,
            name,
            subscribers: RefCell::default(),
            followers: RefCell::default(),
            newest: Cell::new(0),
        }
    }

    fn len(&self) -> usize {
        self.subscribers.borrow().len() + self.followers.borrow().len()
    }
}

impl Membership {
    pub(crate) fn follower(&self) -> Option<Rc<Following>> {
        self.follows.then(|| Rc::clone(&self.channel.followers.borrow()[self.place as usize]))
    }
}

impl Subscriptions {
    pub(crate) fn channel(&self, app: i64, name: &ChannelName) -> Option<&Rc<Channel>> {
        self.apps.get(&app)?.get(name)
    }

    pub(crate) fn count(&self, app: i64, name: &ChannelName) -> usize {
        self.channel(app, name).map_or(0, |channel| channel.len())
    }

    /// The channels of an app that have subscribers, and how many each has.
    pub(crate) fn sizes(&self, app: i64) -> impl Iterator<Item = (&ChannelName, usize)> {
        let channels = self.apps.get(&app).into_iter().flatten();
        channels.map(|(name, channel)| (name, channel.len()))
    }

    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.apps.is_empty()
    }

    /// Adds a connection to a channel that it is not yet in; with a start it follows the channel's log.
    pub(crate) fn join(
        &mut self,
        app: i64,
        name: ChannelName,
        conn: &Rc<Conn>,
        start: Option<Start>,
    ) -> Option<Rc<Following>> {
        let channels = self.apps.entry(app).or_default();
        let channel =
            channels.entry(name).or_insert_with_key(|name| Rc::new(Channel::new(app, name.clone())));
        let mut memberships = conn.memberships.borrow_mut();
        // Most connections are in one channel and many channels have one subscriber; the usual first growth to
        // four places is worth avoiding on both sides.
        if memberships.capacity() == 0 {
            memberships.reserve_exact(1);
        }
        let follower = start.map(|start| Rc::new(Following::new(Rc::clone(conn), Rc::clone(channel), start)));
        let place = match &follower {
            Some(follower) => append(&mut channel.followers.borrow_mut(), follower),
            None => append(&mut channel.subscribers.borrow_mut(), conn),
        };
        memberships.push(Membership { channel: Rc::clone(channel), place, follows: follower.is_some() });
        follower
    }

    /// Takes a connection out of a channel; `None` when it is not in it.
    pub(crate) fn leave(&mut self, name: &ChannelName, conn: &Conn) -> Option<Left> {
        let found = conn.memberships.borrow().iter().position(|membership| membership.channel.name == *name);
        let membership = conn.memberships.borrow_mut().swap_remove(found?);
        Some(Left { follower: self.remove(&membership) })
    }

    /// Takes a connection out of all its channels and says how many there were, and what it followed.
    pub(crate) fn leave_all(&mut self, conn: &Conn) -> (usize, Vec<Rc<Following>>) {
        let memberships = conn.memberships.take();
        let followers = memberships.iter().filter_map(|membership| self.remove(membership)).collect();
        (memberships.len(), followers)
    }

    fn remove(&mut self, membership: &Membership) -> Option<Rc<Following>> {
        let Membership { channel, place, follows } = membership;
        let follower = if *follows {
            let mut followers = channel.followers.borrow_mut();
            Some(remove_at(&mut followers, *place, |moved| give_place(&moved.conn, membership)))
        } else {
            let mut subscribers = channel.subscribers.borrow_mut();
            remove_at(&mut subscribers, *place, |moved| give_place(moved, membership));
            None
        };
        if channel.len() == 0 {
            self.forget(channel);
        }
        follower
    }

    fn forget(&mut self, channel: &Channel) {
        let channels = self.apps.get_mut(&channel.app).expect("a channel belongs to a listed app");
        channels.remove(&channel.name);
        if channels.is_empty() {
            self.apps.remove(&channel.app);
        }
    }
}

fn append<T>(list: &mut Vec<Rc<T>>, one: &Rc<T>) -> u32 {
    let place = u32::try_from(list.len()).expect("descriptors run out long before");
    if list.capacity() == 0 {
        list.reserve_exact(1);
    }
    list.push(Rc::clone(one));
    place
}

/// Takes one out of a list. The last has moved into its place then, and has to know.
fn remove_at<T>(list: &mut Vec<Rc<T>>, place: u32, tell: impl FnOnce(&Rc<T>)) -> Rc<T> {
    let removed = list.swap_remove(place as usize);
    if let Some(moved) = list.get(place as usize) {
        tell(moved);
    }
    if list.capacity() > 64 && list.capacity() / 4 > list.len() {
        list.shrink_to(list.capacity() / 2);
    }
    removed
}

fn give_place(moved: &Conn, gap: &Membership) {
    let mut memberships = moved.memberships.borrow_mut();
    let entry = memberships.iter_mut().find(|entry| Rc::ptr_eq(&entry.channel, &gap.channel));
    entry.expect("every subscriber lists its channel").place = gap.place;
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
        let (subscribers, followers) = (channel.subscribers.borrow(), channel.followers.borrow());
        let all = subscribers.iter().chain(followers.iter().map(|follower| &follower.conn));
        let set: BTreeSet<u32> = all.map(|conn| conn.serial).collect();
        assert_eq!(set.len(), channel.len(), "nobody is listed twice");
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
                        let left = tables.leave(&names[channel], &connections[conn]).is_some();
                        prop_assert_eq!(left, model[channel].remove(&serial));
                        if !left {
                            let start = (conn % 2 == 0).then_some(Start { cursor: None, positions: false, at: 0, had: 0, live: true });
                            tables.join(1, names[channel].clone(), &connections[conn], start);
                            model[channel].insert(serial);
                        }
                    }
                    Step::LeaveAll(conn) => {
                        let count = model.iter_mut().filter_map(|set| set.take(&(conn as u32))).count();
                        prop_assert_eq!(tables.leave_all(&connections[conn]).0, count);
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
