//! Which addresses a request may go to.
//!
//! An address is judged when a connection to it is about to be made, never by the text of a URL: the same address can be
//! written in many ways, and a name can point to another address a moment later. What is not plainly a public address is
//! refused, which covers private networks, the machine itself, the metadata services of clouds (link-local), and every
//! notation that carries an IPv4 address inside an IPv6 one and would be unpacked by somebody on the way. An operator may
//! list networks that are reachable nevertheless.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;
use thiserror::Error;

/// Judges addresses.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    allowed: Vec<IpNet>,
}

/// The address is not one to which requests may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{address} is {what}, to which no requests are sent; the operator can allow its network")]
pub struct Forbidden {
    /// The address.
    pub address: IpAddr,
    /// What kind of address it is.
    pub what: &'static str,
}

/// IPv4 networks that are not public, with what they are.
const V4: [(Ipv4Addr, u8, &str); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8, "an address of this network"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "a private address"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "an address behind a carrier's NAT"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "a loopback address"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "a link-local address"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "a private address"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "a protocol assignment"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "a documentation address"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "a 6to4 relay"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "a private address"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "a benchmarking address"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "a documentation address"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "a documentation address"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "a multicast address"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "a reserved address"),
];

/// IPv6 networks that are not public. Those outside 2000::/3 are refused anyway and are here for their names; the last
/// ones are exceptions inside it.
const V6: [(Ipv6Addr, u8, &str); 13] = [
    (Ipv6Addr::UNSPECIFIED, 128, "the unspecified address"),
    (Ipv6Addr::LOCALHOST, 128, "a loopback address"),
    (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96, "a NAT64 address"),
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48, "a local NAT64 address"),
    (Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, 0), 64, "a discard address"),
    (Ipv6Addr::new(0x5f00, 0, 0, 0, 0, 0, 0, 0), 16, "a segment routing address"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "a unique local address"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 9, "a link-local or site-local address"),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "a multicast address"),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "a protocol assignment"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "a documentation address"),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "a 6to4 address"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "a documentation address"),
];

impl Guard {
    /// Permits public addresses and those of some networks.
    #[must_use]
    pub fn new(allowed: Vec<IpNet>) -> Self {
        Self { allowed }
    }

    /// Whether a connection may be made.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn check(&self, address: IpAddr) -> Result<(), Forbidden> {
        if self.lists(address) {
            return Ok(());
        }
        match kind(address.to_canonical()) {
            None => Ok(()),
            Some(what) => Err(Forbidden { address, what }),
        }
    }

    /// Whether the address is in a network that the operator has listed.
    #[must_use]
    pub fn lists(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.allowed.iter().any(|network| network.contains(&address))
    }

    /// Whether any network is listed.
    #[must_use]
    pub fn lists_any(&self) -> bool {
        !self.allowed.is_empty()
    }
}

/// What an address is, if it is not public.
fn kind(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => V4
            .iter()
            .find(|(network, bits, _)| same_bits_v4(address, *network, *bits))
            .map(|(.., what)| *what),
        IpAddr::V6(address) => {
            let known = V6.iter().find(|(network, bits, _)| same_bits_v6(address, *network, *bits));
            let global = address.segments()[0] & 0xe000 == 0x2000;
            known.map(|(.., what)| *what).or((!global).then_some("not a public address"))
        }
    }
}

fn same_bits_v4(a: Ipv4Addr, b: Ipv4Addr, bits: u8) -> bool {
    (a.to_bits() ^ b.to_bits()) >> (32 - u32::from(bits)) == 0
}

fn same_bits_v6(a: Ipv6Addr, b: Ipv6Addr, bits: u8) -> bool {
    (a.to_bits() ^ b.to_bits()) >> (128 - u32::from(bits)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(guard: &Guard, address: &str) -> bool {
        guard.check(address.parse().unwrap_or_else(|_| panic!("{address} is no address"))).is_ok()
    }

    #[test]
    fn g12_addresses_of_every_special_range_are_refused() {
        let guard = Guard::default();
        // The first and the last address of each range.
        for ends in [
            ["0.0.0.0", "0.255.255.255"],
            ["10.0.0.0", "10.255.255.255"],
            ["100.64.0.0", "100.127.255.255"],
            ["127.0.0.0", "127.255.255.255"],
            ["169.254.0.0", "169.254.255.255"],
            ["169.254.169.254", "169.254.170.2"],
            ["172.16.0.0", "172.31.255.255"],
            ["192.0.0.0", "192.0.0.255"],
            ["192.0.2.0", "192.0.2.255"],
            ["192.88.99.0", "192.88.99.255"],
            ["192.168.0.0", "192.168.255.255"],
            ["198.18.0.0", "198.19.255.255"],
            ["198.51.100.0", "198.51.100.255"],
            ["203.0.113.0", "203.0.113.255"],
            ["224.0.0.0", "239.255.255.255"],
            ["240.0.0.0", "255.255.255.255"],
            ["::", "::1"],
            ["::2", "::ffff"],
            // IPv4-compatible and IPv4-mapped forms of 127.0.0.1, 10.0.0.1 and the metadata address.
            ["::7f00:1", "::127.0.0.1"],
            ["::ffff:127.0.0.1", "::ffff:10.0.0.1"],
            ["::ffff:a9fe:a9fe", "::ffff:0:127.0.0.1"],
            ["64:ff9b::", "64:ff9b::ffff:ffff"],
            ["64:ff9b::7f00:1", "64:ff9b::8.8.8.8"],
            ["64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"],
            ["100::", "100::ffff:ffff:ffff:ffff"],
            ["2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"],
            ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:20::1"],
            ["2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"],
            ["2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
            ["2002:7f00:1::", "2002:a9fe:a9fe::"],
            ["3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"],
            ["4000::", "5f00::1"],
            ["fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
            ["fd00:ec2::254", "fd00::1"],
            ["fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
            ["fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
            ["ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
        ] {
            for address in ends {
                assert!(!allowed(&guard, address), "{address}");
            }
        }
    }

    #[test]
    fn public_addresses_are_permitted_up_to_the_edges_of_the_special_ranges() {
        let guard = Guard::default();
        for address in [
            "1.0.0.0",
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.88.98.255",
            "192.88.100.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "198.51.99.255",
            "198.51.101.0",
            "203.0.112.255",
            "203.0.114.0",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "2000::1",
            "2001:200::",
            "2001:4860:4860::8888",
            "2001:db7::1",
            "2001:db9::1",
            "2003::1",
            "2606:4700:4700::1111",
            "2a00:1450:4001:80f::200e",
            "3ffe::1",
            "3fff:1000::",
        ] {
            assert!(allowed(&guard, address), "{address}");
        }
    }

    #[test]
    fn listed_networks_are_permitted_however_the_address_is_written() {
        let guard = Guard::new(vec!["127.0.0.0/8".parse().unwrap(), "fd00:1::/32".parse().unwrap()]);
        for address in ["127.0.0.1", "127.9.9.9", "::ffff:127.0.0.1", "fd00:1::7", "8.8.8.8"] {
            assert!(allowed(&guard, address), "{address}");
        }
        for address in ["::1", "10.0.0.1", "fd00:2::7", "::127.0.0.1", "64:ff9b::7f00:1"] {
            assert!(!allowed(&guard, address), "{address}");
        }
        assert!(guard.lists_any() && !Guard::default().lists_any());
        let refusal = guard.check("10.0.0.1".parse().unwrap()).unwrap_err().to_string();
        assert!(refusal.starts_with("10.0.0.1 is a private address"), "{refusal}");
    }
}
