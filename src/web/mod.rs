//! Floor 5, the front door: HTTP in, answers of a lens out.
