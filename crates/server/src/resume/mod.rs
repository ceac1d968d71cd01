//! What the hub needs from outside to give clients what they missed: pages of the log, and a memory of who was where that
//! outlives the process. When to ask, whom to send what, and who somebody is, the hub decides.

mod history;
mod keeper;
mod retention;

pub use self::{history::HistoryService, keeper::CursorKeeper, retention::prune_channel_events};
