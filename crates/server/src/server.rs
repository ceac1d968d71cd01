//! Starting and stopping the parts, in the order that loses nothing.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use orderbell_hub::Hub;
use orderbell_store::{Store, StoreConfig};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

use crate::{
    apps::Apps,
    auth::{login_limit::LoginLimit, password::Passwords},
    config::Config,
    first_run,
    http::{self, AppState, Shared},
    listener,
    live::{self, Live},
    relay::Relay,
};

/// How long the closing of sockets is spread over: all at once would bring all back at once.
const DRAIN: Duration = Duration::from_secs(3);

/// How long an answer is kept for its idempotency key.
const IDEMPOTENCY: SignedDuration = SignedDuration::from_hours(48);

/// How often expired rows are removed.
const PRUNE_EVERY: Duration = Duration::from_secs(3600);

/// A running server.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    state: AppState,
    stop: watch::Sender<bool>,
    accepting: JoinHandle<()>,
    background: Vec<JoinHandle<()>>,
}

impl Server {
    /// Binds, opens, prints how to begin, and serves.
    ///
    /// The socket is bound first: clients that were waiting for a restart are held by the kernel from then on, instead
    /// of being refused while the database recovers.
    ///
    /// # Errors
    /// Anything that stops the start, as one line that names the setting and what to do.
    pub async fn start(config: Config) -> anyhow::Result<Self> {
        let socket = listener::bind(config.listen).with_context(|| cannot_listen(config.listen))?;
        let address = socket.local_addr()?;
        let base_url = config.base_url(address);

        let store = Store::open(StoreConfig {
            dir: config.data.clone(),
            readers: config.store.readers,
            queue: config.store.queue,
            exclusive: true,
        })?;
        let welcome = first_run::prepare(&store, &config, &base_url).await?;
        let apps = Apps::load(&store, config.channels.clone()).await?;
        let hub = Hub::start(config.hub.clone())?;
        let head_timeout = config.http.head_timeout;
        let state = AppState::new(Shared {
            base_url,
            store,
            hub,
            apps,
            passwords: Passwords::new()?,
            login_limit: LoginLimit::default(),
            api_keys: Default::default(),
            live: Live::default(),
            config,
        });

        let relay = Relay::new(state.clone()).await?;
        let (stop, stopping) = watch::channel(false);
        let background = vec![
            tokio::spawn(relay.run()),
            tokio::spawn(prune(state.store.clone())),
            tokio::spawn(live::pass::watch(state.clone())),
        ];
        let listener = TcpListener::from_std(socket)?;
        let accepting =
            tokio::spawn(listener::serve(listener, http::router(state.clone()), head_timeout, stopping));
        tracing::info!(%address, data = %state.config.data.display(), version = env!("CARGO_PKG_VERSION"), "listening");
        welcome.print()?;
        Ok(Self { address, state, stop, accepting, background })
    }

    /// Where it listens; the port that was really taken when port 0 was asked for.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets requests in hand finish, says goodbye to sockets, and closes the database.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        // Event streams are requests in hand, so they have to end for the others to be waited for.
        self.state.live.stop(DRAIN);
        if let Err(error) = self.accepting.await {
            tracing::error!(%error, "the accept loop failed");
        }
        // After the last request: what it committed is still relayed before the goodbye.
        let live = tokio::time::timeout(2 * DRAIN, self.state.live.stopped());
        let ((), live) = tokio::join!(self.state.hub.shutdown(DRAIN), live);
        if live.is_err() {
            tracing::warn!(connections = self.state.live.connections(), "raw connections were cut off");
        }
        for task in self.background {
            task.abort();
        }
        self.state.store.clone().close().await;
    }
}

async fn prune(store: Store) {
    let mut every = tokio::time::interval(PRUNE_EVERY);
    loop {
        every.tick().await;
        let before = Timestamp::now().checked_sub(IDEMPOTENCY).unwrap_or(Timestamp::MIN);
        if let Err(error) = store.prune_idempotency(before).await {
            tracing::warn!(%error, "expired rows could not be removed");
        }
    }
}

fn cannot_listen(address: SocketAddr) -> String {
    format!(
        "cannot listen on {address} (setting `listen`); if another program has the port, perhaps an orderbell that \
         still runs, stop it or choose another: --listen {}:{}",
        address.ip(),
        address.port().checked_add(1).unwrap_or(8081)
    )
}
