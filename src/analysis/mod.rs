//! Floor 3, methods of epidemiology: pure functions of data, parameters and a seed, one method a file, each against a
//! reference program. The same input gives the same bits for any number of threads.
//!
//! - [`disclosure`]: which cells of a table may be told to the public.
//! - [`rates`]: how sure a rate is (`interval`), what it would be with another age structure (`standardise`), what is left
//!   of it without chance (`empirical_bayes`), and beside its neighbours (`neighbourhood`).
//! - [`local`]: who is whose neighbour (`weights`), whether like lies beside like (`moran`, `geary`), where it does
//!   (`lisa`), whether and where high values gather (`getis_global`, `getis`), and how many of many tests are false (`fdr`).
//! - [`points`]: whether cases near in space are near in time (`knox`, `mantel`), which lie dense together (`dbscan`,
//!   `st_dbscan`), at which distances (`ripley`), how dense where (`kernel_density`, with which `bandwidth`), and how much
//!   denser than the people they come from (`relative_risk`).

mod caution;
pub mod disclosure;
pub mod local;
pub mod points;
pub mod rates;
mod record;
mod streams;
mod tails;

pub use caution::{Caution, Refusal};
pub use record::Record;
