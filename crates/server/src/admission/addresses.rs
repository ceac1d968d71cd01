//! How many sockets each client address has.
//!
//! An IPv6 customer has a whole /64, so that counts as one address. Addresses that are listed are not limited: those of
//! our own programs, of an office behind one address, of a proxy that does not say whom it speaks for.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError, atomic::AtomicUsize, atomic::Ordering},
};

use ipnet::IpNet;
use orderbell_hub::Place;

/// The table is tidied when it has doubled since the last time, not below this size.
const TIDY_ABOVE: usize = 1024;

#[derive(Debug)]
pub(super) struct Addresses {
    limit: usize,
    unlimited: Vec<IpNet>,
    table: Mutex<Table>,
}

#[derive(Debug)]
struct Table {
    counts: HashMap<IpAddr, Arc<AtomicUsize>>,
    tidy_above: usize,
}

impl Addresses {
    pub(super) fn new(limit: usize, unlimited: Vec<IpNet>) -> Self {
        let table = Table { counts: HashMap::new(), tidy_above: TIDY_ABOVE };
        Self { limit, unlimited, table: Mutex::new(table) }
    }

    /// A place for one more socket from this address: `Some(None)` where nobody counts, `None` when there is none left.
    pub(super) fn take(&self, address: IpAddr) -> Option<Option<Place>> {
        let address = address.to_canonical();
        if self.limit == 0 || self.unlimited.iter().any(|network| network.contains(&address)) {
            return Some(None);
        }
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        if table.counts.len() >= table.tidy_above {
            table.counts.retain(|_, count| count.load(Ordering::Relaxed) > 0);
            table.tidy_above = (2 * table.counts.len()).max(TIDY_ABOVE);
        }
        let count = table.counts.entry(counted_as(address)).or_default();
        Place::take(count, self.limit).map(Some)
    }
}

fn counted_as(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(addresses: &Addresses, address: &str) -> Option<Option<Place>> {
        addresses.take(address.parse().unwrap())
    }

    #[test]
    fn an_ipv4_address_and_an_ipv6_network_have_so_many_places() {
        let addresses = Addresses::new(2, vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()]);
        let held = [takes(&addresses, "192.0.2.1"), takes(&addresses, "::ffff:192.0.2.1")];
        assert!(held.iter().all(|place| matches!(place, Some(Some(_)))));
        assert!(takes(&addresses, "192.0.2.1").is_none());
        assert!(takes(&addresses, "192.0.2.2").is_some());
        let v6 = [takes(&addresses, "2001:db8::1"), takes(&addresses, "2001:db8::ffff:1")];
        assert!(takes(&addresses, "2001:db8::2").is_none());
        assert!(takes(&addresses, "2001:db8:0:1::2").is_some());
        drop((held, v6));
        assert!(takes(&addresses, "192.0.2.1").is_some() && takes(&addresses, "2001:db8::2").is_some());
        for free in ["10.1.2.3", "::1"] {
            assert!((0..10).all(|_| matches!(takes(&addresses, free), Some(None))));
        }
    }

    #[test]
    fn addresses_that_are_gone_are_forgotten() {
        let addresses = Addresses::new(1, Vec::new());
        for number in 0..100_000_u32 {
            drop(addresses.take(IpAddr::from(number.to_be_bytes())));
        }
        assert!(addresses.table.lock().unwrap().counts.len() <= TIDY_ABOVE);
    }
}
