//! Who really asks, when a proxy stands in between.
//!
//! A header may claim anything, so it is read only on connections from proxies that the settings name, and only as far
//! back as those proxies reach: from its end, past our own proxies, to the first address that is none of them. Only the
//! one header that the settings name counts, because a proxy passes the other on as the client has written it.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};
use ipnet::IpNet;

use super::AppState;
use crate::{config::ProxyConfig, listener::Peer};

/// Puts the client's address in the place of the proxy's.
pub async fn resolve(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let proxies = &state.config.http.proxies;
    if !proxies.trusted.is_empty()
        && let Some(&Peer(peer)) = request.extensions().get::<Peer>()
    {
        let client = client(peer.ip(), request.headers(), proxies);
        if client != peer.ip() {
            request.extensions_mut().insert(Peer(SocketAddr::new(client, 0)));
        }
    }
    next.run(request).await
}

/// The address of the client of a connection from `peer`.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &ProxyConfig) -> IpAddr {
    let trusted = |address: &IpAddr| proxies.trusted.iter().any(|network: &IpNet| network.contains(address));
    let mut client = peer.to_canonical();
    let values = headers.get_all(&proxies.header).iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = values.flat_map(|value| value.split(',')).collect();
    for hop in hops.into_iter().rev() {
        if !trusted(&client) {
            break;
        }
        // Whatever a proxy of ours could not put into an address ends the way back.
        let Some(address) = address(hop) else { break };
        client = address.to_canonical();
    }
    client
}

/// The address in one element of either header: `192.0.2.1`, `[2001:db8::1]:443`, `for="[2001:db8::1]";proto=https`.
fn address(element: &str) -> Option<IpAddr> {
    let mut parts = element.split(';').map(str::trim);
    let node = if element.contains('=') {
        parts.find_map(|part| part.split_once('=').filter(|(name, _)| name.eq_ignore_ascii_case("for")))?.1
    } else {
        parts.next()?
    };
    let node = node.trim().trim_matches('"');
    let bare = node.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(node);
    bare.parse().ok().or_else(|| node.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, header};

    use super::*;

    const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

    fn seen(peer: &str, name: HeaderName, values: &[&str]) -> String {
        let proxies = ProxyConfig {
            trusted: ["10.0.0.0/8", "::1/128"].map(|network| network.parse().unwrap()).to_vec(),
            header: name,
        };
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("x-forwarded-for", value.parse().unwrap());
            headers.append("forwarded", value.parse().unwrap());
        }
        client(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn the_last_address_that_is_not_a_proxy_of_ours_counts() {
        for (values, expected) in [
            (&["192.0.2.7"][..], "192.0.2.7"),
            (&["6.6.6.6, 192.0.2.7"], "192.0.2.7"),
            (&["6.6.6.6, 192.0.2.7, 10.1.1.1"], "192.0.2.7"),
            (&["6.6.6.6", "192.0.2.7", "10.1.1.1"], "192.0.2.7"),
            (&["10.2.2.2"], "10.2.2.2"),
            (&["192.0.2.7:4711"], "192.0.2.7"),
            (&["[2001:db8::1]:443"], "2001:db8::1"),
            (&["192.0.2.7, unknown"], "10.0.0.1"),
            (&[""], "10.0.0.1"),
            (&[], "10.0.0.1"),
        ] {
            assert_eq!(seen("10.0.0.1", X_FORWARDED_FOR, values), expected, "{values:?}");
        }
    }

    #[test]
    fn the_standard_header_is_understood() {
        let forwarded = |value| seen("::1", header::FORWARDED, &[value]);
        assert_eq!(forwarded("for=192.0.2.7;proto=https;by=10.0.0.1"), "192.0.2.7");
        assert_eq!(forwarded("for=6.6.6.6, For=\"[2001:db8::1]:4711\";proto=https"), "2001:db8::1");
        assert_eq!(forwarded("for=_hidden"), "::1");
        assert_eq!(forwarded("proto=https"), "::1");
    }

    #[test]
    fn nobody_else_is_believed() {
        assert_eq!(seen("192.0.2.9", X_FORWARDED_FOR, &["192.0.2.7"]), "192.0.2.9");
        assert_eq!(seen("::ffff:10.0.0.1", X_FORWARDED_FOR, &["192.0.2.7"]), "192.0.2.7");
    }
}
