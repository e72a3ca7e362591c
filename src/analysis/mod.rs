//! Floor 3, methods of epidemiology: pure functions of a snapshot, one method a file.
//!
//! - [`disclosure`]: which counts may be told without telling a small one.
//! - [`scan`]: where and when there are more cases than chance explains, over all circles and spans at once (Kulldorff).

pub mod disclosure;
pub mod scan;
