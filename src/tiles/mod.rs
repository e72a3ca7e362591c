//! Floor 3, pictures of a lens.
