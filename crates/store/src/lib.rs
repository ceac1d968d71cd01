//! The ledger: what was acknowledged to a sender is on disk, in order, and stays there.
//!
//! Every write is a command to one writer, which runs what has queued up in one transaction, commits it with full
//! durability and only then answers. State, event log, counters and the answer to an idempotency key change in that
//! same transaction, so there is no moment at which one of them is ahead of another.
//!
//! The crate must not know of HTTP, sockets or the wall clock; times are passed in, and a channel is a name to it. Which change is allowed is
//! decided by [`orderbell_orders`]; the store calls it inside the transaction, where nobody can come in between.
//!
//! Where to look:
//!
//! - [`open`]: opening a data folder, and why that may be refused;
//! - [`error`]: what a write or a read may answer instead of a result;
//! - [`cursors`]: how far readers have got, in a file of its own that nothing depends on;
//! - [`app`], [`app_keys`], [`channel_settings`], [`words`]: apps, their keys, what their clients may do, and what they
//!   call things;
//! - [`sealing`]: how secrets are kept;
//! - [`people`], [`session`]: users and invitations, who is signed in;
//! - [`place`]: placing orders and acting on them;
//! - [`product`], [`vendor`], [`registered`]: what is sold, by whom, and who has an account;
//! - [`report`]: all of these, reported in one go;
//! - [`desk`]: what other systems report, and orders that live elsewhere;
//! - [`query`]: reading orders, counters and positions; [`parts`]: their cases, payments and parcels;
//! - [`gateway`], [`payment_link`]: accounts at payment gateways, and the pages that were opened there;
//! - [`log`]: reading the order events;
//! - [`channel_log`]: what was triggered on channels whose events are kept, and both kinds as one log;
//! - [`job`]: work for later, and who is at it; [`job_list`]: what people see of it;
//! - [`timers`]: jobs that follow orders;
//! - [`courier`]: who can be asked where a parcel is;
//! - [`mapping`]: what an app's own broadcasts mean, and what came of them;
//! - [`webhook`], [`webhook_log`]: where channel events are sent, and what came of it;
//! - [`source`], [`receipt`], [`receiving`]: other systems that report to us, what became of what they reported, and how
//!   both happen in one transaction;
//! - [`metrics`]: how all of it is doing;
//! - [`integrity`]: whether a database is whole;
//! - [`fault`]: where a test may let the process die;
//! - `sqlite`: the backend. Nothing of it shows in the API, and a second backend has to pass the same suite of tests.

pub mod app;
pub mod app_keys;
pub mod channel_log;
pub mod channel_settings;
pub mod courier;
pub mod cursors;
pub mod desk;
pub mod error;
pub mod fault;
pub mod gateway;
pub mod integrity;
pub mod job;
pub mod job_list;
mod live_sources;
pub mod log;
pub mod mapping;
pub mod metrics;
pub mod open;
pub mod parts;
pub mod payment_link;
pub mod people;
pub mod place;
pub mod product;
pub mod query;
pub mod receipt;
pub mod receiving;
pub mod registered;
pub mod report;
pub mod sealing;
pub mod session;
pub mod source;
mod sqlite;
mod store;
pub mod timers;
pub mod vendor;
pub mod webhook;
pub mod webhook_log;
pub mod words;

pub use app::{ApiKey, ApiKeyId, App, AppChanges, AppId, CreateAppError, FlowsRefused, NewApp};
pub use app_keys::{AppKey, AppKeyId, Credentials, KeyError, LiveKey, MAX_LIVE_KEYS, NewKey};
pub use channel_log::{
    ChannelEntry, ChannelEvent, ChannelPage, LogEntry, LoggedChannel, NewChannelEvent, PageLimit,
};
pub use channel_settings::ChannelSettings;
pub use courier::{Courier, CourierId, CourierTemplate, CourierWritten};
pub use cursors::{CursorChanges, CursorFile, CursorRow, NotWritten};
pub use desk::{Change, OrderKey, Reported, Upsert};
pub use error::{Defect, Outage, OutageKind, ReadError, WriteError};
pub use gateway::{GatewayAccount, NewGatewayAccount, OpenedAccount};
pub use integrity::{IntegrityError, check_integrity};
pub use job::{Job, JobClaim, JobEnd, JobId, NewJob, Standing};
pub use job_list::{JobActed, JobAction, JobBacklog, JobQuery, JobRow, JobState, UnknownJobState};
pub use log::{EventPage, EventsError, LogStream};
pub use mapping::{
    EventSample, Interpretation, MappingId, MappingLogEntry, MappingOutcome, NewEventSample, StoredMapping,
};
pub use metrics::{Distribution, StoreMetrics};
pub use open::{OpenError, Owner, StoreConfig, owner};
pub use parts::{ListedPart, Part, PartCursor, PartPage, PartQuery};
pub use payment_link::{KeyReused, LinkPage, LinkRefused, LinkWish, PaymentLink, Wished};
pub use people::{CreateUserError, NewInvitation, NewUser, RedeemError, Role, UnknownRole, User, UserId};
pub use place::{
    ActRefused, ActResult, Conditions, Fresh, Idempotency, Ignored, Outcome, Placement, Render, StoredReply,
};
pub use product::{
    MAX_PRODUCTS, ProductCommand, ProductKey, ProductName, ProductOutcome, ProductQuery, ProductRefused,
    ProductResult,
};
pub use query::{
    Cursor, CursorError, OrderLink, OrderQuery, Page, Position, Scope, SearchTerm, Sort, Stamped, Stats,
};
pub use receipt::{Receipt, ReceiptId, ReceiptState};
pub use receiving::{BegunReceipt, NewReceipt, Plan, Received, Step};
pub use registered::{Registration, UserCursor};
pub use report::{Report, ReportOutcome, ReportRefused, ReportResults};
pub use sealing::{NotASealingKey, SealBroken, SealingKey};
pub use session::{ABSOLUTE_LIFE, IDLE_LIFE, NewSession, Session, TOUCH_EVERY};
pub use source::{
    LiveSource, MAX_SECRETS, NewSource, Source, SourceChange, SourceId, SourceRotation, SourceSummary,
};
pub use store::Store;
pub use timers::{DueTimer, TimerEnd, TimerKind, UnknownTimer};
pub use vendor::{MAX_VENDORS, VendorRefused, VendorWrite};
pub use webhook::{NewWebhook, Webhook, WebhookChange, WebhookId};
pub use webhook_log::{
    Attempt, AttemptEnd, Begun, Cause, Delivery, DeliveryId, DeliveryState, NewDelivery, Queued,
};
pub use words::AppWords;
