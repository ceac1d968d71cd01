//! Starting and stopping the parts, in the order that loses nothing.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use orderbell_hub::{History, Hub};
use orderbell_store::{OpenError, Store, StoreConfig};
use tokio::{
    sync::{mpsc, oneshot, watch},
    task::JoinHandle,
};

use crate::{
    admin_socket::AdminSocket,
    admission::Admission,
    apps::Apps,
    auth::{login_limit::LoginLimit, password::Passwords},
    config::Config,
    demo, first_run,
    gateway::{
        Gateways, PaymentGateway,
        midtrans::{self, MidtransGateway},
    },
    health::{self, Health},
    http::{self, AppState, Shared},
    intake, listener,
    live::{self, Live},
    relay::Relay,
    restart::service_manager,
    resume::{CursorKeeper, HistoryService, prune_channel_events},
    timers,
    webhooks::{self, Webhooks},
};

/// How long a server with a listening socket of its predecessor waits until that one has released the data folder.
const PREDECESSOR: Duration = Duration::from_secs(60);

/// A running server.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    /// Second handles, so that the sockets stay open after the accept loops have ended.
    sockets: Vec<TcpListener>,
    pub(crate) state: AppState,
    stop: watch::Sender<bool>,
    accepting: Vec<JoinHandle<()>>,
    /// Apart from the others, because its socket is one that nobody need say goodbye to.
    watching_health: JoinHandle<()>,
    pub(crate) background: Vec<JoinHandle<()>>,
    webhooks: webhooks::Running,
    intake: intake::Running,
    timers: timers::Running,
    /// Ends the task that writes the positions of clients, which writes them once more.
    keeping: (oneshot::Sender<()>, JoinHandle<()>),
}

impl Server {
    /// Binds unless it was given listening sockets, opens, prints how to begin, and serves.
    ///
    /// The socket is bound first: clients that were waiting for a restart are held by the kernel from then on, instead
    /// of being refused while the database recovers.
    ///
    /// # Errors
    /// Anything that stops the start, as one line that names the setting and what to do.
    pub async fn start(config: Config, inherited: Vec<TcpListener>) -> anyhow::Result<Self> {
        let handed_over = !inherited.is_empty();
        let sockets = if handed_over {
            inherited
        } else {
            vec![listener::bind(config.listen).with_context(|| cannot_listen(config.listen))?]
        };
        let address = sockets[0].local_addr()?;
        let base_url = config.base_url(address);

        let store = StoreConfig {
            dir: config.data.clone(),
            readers: config.store.readers,
            queue: config.store.queue,
            exclusive: true,
            sealing_key: config.sealing_key.clone(),
        };
        let store = if handed_over { open_after_predecessor(store).await } else { Store::open(store) }?;
        let playbill = if config.demo { Some(demo::open(&store, &config).await?) } else { None };
        let welcome = first_run::prepare(&store, &config, &base_url).await?;
        let keeper = CursorKeeper::open(&config.data, config.resume.keep, config.resume.max_positions);
        let (requests, asked) = mpsc::unbounded_channel();
        let hub = Hub::with_history(config.hub.clone(), History { requests, cursors: keeper.cursors() })?;
        let apps = Apps::default();
        apps.reload(&store, &hub).await?;
        let admission = Arc::new(Admission::new(config.admission.clone(), hub.clone()));
        let head_timeout = config.http.head_timeout;
        let (webhooks, channel_events) = Webhooks::new();
        let midtrans = Arc::new(MidtransGateway::new(store.clone(), &config)?);
        let gateways = Gateways::default();
        let gateway: Arc<dyn PaymentGateway> = midtrans.clone();
        gateways.add(midtrans::PROVIDER, &gateway);
        let state = AppState::new(Shared {
            base_url,
            store,
            hub,
            admission,
            apps,
            passwords: Passwords::new()?,
            login_limit: LoginLimit::default(),
            api_keys: Default::default(),
            health: Health::new(config.health),
            refusals: Default::default(),
            refused: Default::default(),
            relayed: Default::default(),
            http_metrics: Default::default(),
            live: Live::default(),
            interpreting: Default::default(),
            webhooks,
            gateways,
            midtrans,
            timers: Default::default(),
            docs: Default::default(),
            config,
        });

        state.interpreting.reload(&state.store).await?;
        let webhooks = webhooks::Running::start(&state, channel_events).await?;
        let intake = intake::Running::start(&state);
        let timers = timers::Running::start(&state)?;
        let relay = Relay::new(state.clone()).await?;
        let (stop, stopping) = watch::channel(false);
        let (stop_keeping, keep_until) = oneshot::channel();
        let keeping = (stop_keeping, tokio::spawn(keeper.run(keep_until)));
        let mut background = vec![
            tokio::spawn(relay.run()),
            tokio::spawn(HistoryService::new(state.clone(), asked).run()),
            tokio::spawn(prune_channel_events(state.clone())),
            tokio::spawn(live::pass::watch(state.clone())),
            tokio::spawn(keep_event_samples(state.clone())),
        ];
        if state.config.demo {
            background.push(tokio::spawn(demo::run(state.clone())));
        }
        let watching_health = tokio::spawn(health::watch(state.clone(), address));
        let admission = Arc::clone(&state.admission);
        background.push(tokio::spawn(async move { admission.watch().await }));
        if let Some(every) = service_manager::watchdog_interval() {
            let store = state.store.clone();
            let healthy = async move || store.ping().await.is_ok();
            background.push(tokio::spawn(service_manager::watch(every, healthy)));
        }
        match AdminSocket::bind(&state.config.data) {
            Ok(socket) => background.push(tokio::spawn(socket.serve(state.clone(), address))),
            Err(error) => tracing::warn!(
                %error,
                "the admin socket in the data folder cannot be opened; changes made on the command line count after a restart"
            ),
        }
        let accepting = sockets
            .iter()
            .map(|socket| {
                let listener = tokio::net::TcpListener::from_std(socket.try_clone()?)?;
                let router = http::router(state.clone());
                let admission = Arc::clone(&state.admission);
                Ok(tokio::spawn(listener::serve(listener, router, head_timeout, admission, stopping.clone())))
            })
            .collect::<io::Result<Vec<_>>>()?;
        tracing::info!(%address, data = %state.config.data.display(), version = env!("CARGO_PKG_VERSION"), "listening");
        service_manager::ready();
        let told = welcome.print().and_then(|()| playbill.map_or(Ok(()), |playbill| playbill.print()));
        if let Err(error) = told {
            // Whoever read the first start's words need not be there for the second.
            tracing::debug!(%error, "nobody reads standard output");
        }
        Ok(Self {
            address,
            sockets,
            state,
            stop,
            accepting,
            watching_health,
            background,
            keeping,
            webhooks,
            intake,
            timers,
        })
    }

    /// Where it listens; the port that was really taken when port 0 was asked for.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets requests in hand finish, says goodbye to sockets, and closes the database. The listening sockets come back
    /// open: as long as somebody holds them, clients wait instead of being refused.
    pub async fn stop(self) -> Vec<TcpListener> {
        // Whoever balances load must look elsewhere before connections end here.
        self.state.health.drain();
        self.stop.send_replace(true);
        // Event streams are requests in hand, so they have to end for the others to be waited for.
        self.state.live.stop_streams();
        self.state.admission.stop();
        for accepting in self.accepting {
            if let Err(error) = accepting.await {
                tracing::error!(%error, "the accept loop failed");
            }
        }
        self.watching_health.abort();
        // After the last request: what it committed is still relayed before the goodbye.
        let raw = self.state.live.connections();
        let sockets = self.state.hub.metrics().connections + raw as u64;
        let window = self.state.config.drain.window(sockets);
        tracing::info!(sockets, window_ms = window.as_millis() as u64, "asking clients to reconnect");
        tokio::join!(self.state.hub.shutdown(window), self.state.live.shutdown(window));
        // After the last socket: nothing happens on channels any more.
        tokio::join!(self.webhooks.stop(), self.intake.stop(), self.timers.stop());
        for task in self.background {
            task.abort();
        }
        // After the last socket, before the folder is free for a successor.
        let (stop_keeping, keeping) = self.keeping;
        drop(stop_keeping);
        if let Err(error) = keeping.await {
            tracing::error!(%error, "the positions of clients were not written");
        }
        self.state.store.clone().close().await;
        self.sockets
    }
}

/// Opens the data folder as soon as the predecessor has released it.
async fn open_after_predecessor(config: StoreConfig) -> Result<Store, OpenError> {
    let deadline = Instant::now() + PREDECESSOR;
    loop {
        match Store::open(config.clone()) {
            Err(OpenError::InUse { .. }) if Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            result => return result,
        }
    }
}

async fn keep_event_samples(state: AppState) {
    state.interpreting.sampling.write(&state.store).await;
}

/// What to do when the address cannot be had.
pub(crate) fn cannot_listen(address: SocketAddr) -> String {
    format!(
        "cannot listen on {address} (setting `listen`); if another program has the port, perhaps an orderbell that \
         still runs, stop it or choose another: --listen {}:{}",
        address.ip(),
        address.port().checked_add(1).unwrap_or(8081)
    )
}
