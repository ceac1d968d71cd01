//! The socket in the data folder by which commands on this machine reach the running server.
//!
//! It speaks the same HTTP as the outside does, with the rights of an operator: whoever may open the folder's files could
//! do all of it to the database anyway. The folder's permissions guard it, and each connection has to come from the user
//! that runs the server, or from root.

use std::{
    fs, io,
    net::{Ipv4Addr, SocketAddr},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::Path,
};

use axum::{
    Extension, Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use serde::{Deserialize, Serialize};
use tokio::{
    net::{UnixListener, UnixStream},
    task::JoinSet,
};

use crate::{
    http::{self, AppState, principal::LocalOperator, problem::Problem},
    listener::Peer,
};

/// Name of the socket in the data folder.
pub const NAME: &str = "admin.sock";

/// Where commands ask for the address, as [`Whereabouts`].
pub const WHEREABOUTS: &str = "/admin/whereabouts";

/// Connections at the same time; more wait.
const CONNECTIONS: usize = 32;

/// How the running server is reached, which its folder's settings need not say: a flag may have said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whereabouts {
    /// Where it listens; the port that was really taken.
    pub listen: SocketAddr,
    /// The setting `public_url` of the server.
    pub public_url: Option<String>,
}

/// The socket while the server runs.
#[derive(Debug)]
pub struct AdminSocket {
    listener: UnixListener,
    owner: u32,
}

impl AdminSocket {
    /// Opens the socket in place of one that an earlier run has left.
    ///
    /// # Errors
    /// The system's, for example when the folder's path is too long for a socket.
    pub fn bind(dir: &Path) -> io::Result<Self> {
        let path = dir.join(NAME);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&path)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
        Ok(Self { listener, owner: fs::metadata(&path)?.uid() })
    }

    /// Serves until the task is dropped. `listen` is the address that the server has really taken.
    pub async fn serve(self, state: AppState, listen: SocketAddr) {
        let router = router(state, listen);
        let mut connections = JoinSet::new();
        loop {
            while connections.len() >= CONNECTIONS {
                connections.join_next().await;
            }
            match self.listener.accept().await {
                Ok((stream, _)) => {
                    if self.may_enter(&stream) {
                        connections.spawn(connection(stream, router.clone()));
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection on the admin socket");
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                }
            }
            while connections.try_join_next().is_some() {}
        }
    }

    fn may_enter(&self, stream: &UnixStream) -> bool {
        let user = stream.peer_cred().map(|peer| peer.uid());
        let allowed = user.as_ref().is_ok_and(|user| *user == 0 || *user == self.owner);
        if !allowed {
            tracing::warn!(?user, "another user was turned away from the admin socket");
        }
        allowed
    }
}

fn router(state: AppState, listen: SocketAddr) -> Router {
    let whereabouts = Json(Whereabouts { listen, public_url: state.config.public_url.clone() });
    let own = Router::new()
        .route("/admin/reload-apps", post(reload_apps))
        .route(WHEREABOUTS, get(async move || whereabouts))
        .with_state(state.clone());
    let peer = Peer(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    http::router(state).merge(own).layer(Extension(LocalOperator)).layer(Extension(peer))
}

/// Puts into effect what a command has written to the database.
async fn reload_apps(State(state): State<AppState>) -> Result<StatusCode, Problem> {
    state.reload_apps().await.map_err(|error| Problem::internal(&error))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn connection(stream: UnixStream, router: Router) {
    let service = TowerToHyperService::new(router);
    let serving = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    if let Err(error) = serving.await {
        tracing::debug!(%error, "a connection of the admin socket ended early");
    }
}
