//! Floor 5, the front door: HTTP in, answers of a lens out.
//!
//! A request passes [`router`], becomes an [`ask::Ask`] (who asks, what for, through which lens), and leaves as an
//! [`answer::Answer`] with its tag and its rules for caches, or as an [`error::ApiError`]. Handlers are a few lines:
//! they read words, ask the lens inside the bounded [`work::Workshop`], and name the form of the answer. None of
//! them knows what a role may see.

pub mod answer;
pub mod ask;
pub mod body;
pub mod client;
pub mod cookie;
mod described;
pub mod encoding;
pub mod error;
pub mod forwarded;
pub mod front_door;
pub mod guests;
pub mod layers;
pub mod listen;
mod numbers;
pub mod observe;
pub mod openapi;
pub mod origin;
mod people_errors;
mod policy;
pub mod rates;
pub mod router;
pub mod routes;
pub mod share;
pub mod state;
pub mod steady;
pub mod stop;
pub mod turns;
pub mod viewer;
pub mod work;
