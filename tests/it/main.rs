//! One integration binary; each module is a room of the house.

mod index;
