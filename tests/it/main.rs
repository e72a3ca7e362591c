//! tests
mod places;
