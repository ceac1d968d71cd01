//! From a name to addresses that may be connected to. What is returned is what the connection is made to, so a name that
//! points elsewhere a moment later has no second chance.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::guard::Guard;

/// How names are looked up. A function, so that a test can be the name server.
pub(crate) type Lookup =
    Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>> + Send + Sync>;

/// Looks names up and keeps back what must not be connected to.
pub(crate) struct Resolver {
    pub(crate) lookup: Lookup,
    pub(crate) guard: Guard,
    /// See [`crate::endpoint::Endpoint`].
    pub(crate) listed_only: bool,
}

/// The system's way of looking up names.
pub(crate) fn system() -> Lookup {
    Arc::new(|name| Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) }))
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let found = (self.lookup)(name.as_str().to_owned());
        let (guard, listed_only) = (self.guard.clone(), self.listed_only);
        Box::pin(async move {
            let found = found.await?;
            let mut refusal = None;
            let mut permitted = Vec::new();
            for address in found {
                match guard.check(address.ip()) {
                    Ok(()) if listed_only && !guard.lists(address.ip()) => {
                        refusal = refusal.or(Some(Refusal::Public));
                    }
                    Ok(()) => permitted.push(address),
                    Err(forbidden) => refusal = Some(Refusal::Forbidden(forbidden)),
                }
            }
            match refusal {
                Some(refusal) if permitted.is_empty() => Err(refusal.into()),
                _ => Ok(Box::new(permitted.into_iter()) as Addrs),
            }
        })
    }
}

/// Why a name leads nowhere.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error(transparent)]
    Forbidden(#[from] crate::guard::Forbidden),
    #[error("a public address is only sent to over https and on a permitted port")]
    Public,
}
