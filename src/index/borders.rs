//! Who borders on whom: districts whose outlines share a vertex.
//!
//! Needs neighbours whose vertices are identical, which the import of boundaries sees to. A single common corner counts
//! ("queen" contiguity): where two kelurahan meet in a point, mosquitoes and people do not turn back. Linear in vertices.

use std::{collections::HashMap, sync::Arc};

use geo::CoordsIter;

use crate::domain::District;

/// Pairs of districts that border on each other by their numbers in the list, the smaller first, each pair once, in order.
pub(super) fn borders(districts: &[Arc<District>]) -> Vec<(u32, u32)> {
    let mut at: HashMap<(u64, u64), Vec<u32>> = HashMap::new();
    for (number, district) in (0_u32..).zip(districts) {
        for corner in district.outline.coords_iter() {
            // Adding zero makes both zeros one.
            let here = at.entry(((corner.x + 0.0).to_bits(), (corner.y + 0.0).to_bits())).or_default();
            if here.last() != Some(&number) {
                here.push(number);
            }
        }
    }
    let pairs = |numbers: Vec<u32>| {
        let others = numbers.clone();
        numbers.into_iter().enumerate().flat_map(move |(i, a)| {
            others[i + 1..].iter().map(move |b| (a.min(*b), a.max(*b))).collect::<Vec<_>>()
        })
    };
    let mut found: Vec<(u32, u32)> = at.into_values().filter(|n| n.len() > 1).flat_map(pairs).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|(a, b)| a != b);
    found
}
