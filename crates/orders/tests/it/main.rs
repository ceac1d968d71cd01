//! The domain from outside: what it decides, what it keeps, what it says. One binary, because each test binary is
//! linked on its own.

mod amendments;
mod decisions;
mod drafts;
mod lifecycle;
mod money;
mod money_moves;
mod products;
mod readers;
mod rights;
mod shipments;
mod shop;
mod stored_forms;
mod timers;
mod words;
