//! Floor 1, an invented city: seeded, deterministic, as domain values. No person, place or outline in it is real.
