//! One file a resource. A handler reads its words, asks the lens and names the form of the answer.

pub mod audit;
pub mod basemap;
pub mod cases;
pub mod city;
pub mod counts;
pub mod coverage;
pub mod districts;
pub mod docs;
pub mod events;
pub mod facilities;
pub mod findings;
pub mod health;
pub mod identity;
pub mod layers;
pub mod legend;
pub mod people;
pub mod picture;
pub mod release;
pub mod releases;
pub mod search;
pub mod session;
pub mod sessions;
pub mod styles;
pub mod tiles;
pub mod tokens;
