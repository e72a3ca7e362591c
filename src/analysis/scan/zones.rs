//! The windows of space that a study allows: the rings of its map, each cut where it holds too much of the population.

use super::{
    neighbours::{Neighbours, Ring},
    parameters::Parameters,
    study::Study,
};

/// Sums of sizes that pass the limit by less than this part do not pass it.
const ROUNDING: f64 = 1e-9;

/// The windows of one ring.
#[derive(Debug, Clone)]
pub(super) struct Zones<'a> {
    pub ring: &'a Ring,
    /// How many of its windows are allowed.
    pub allowed: usize,
    /// The loss of its shape.
    pub penalty: f64,
    /// The size of each window over all time.
    pub sizes: Vec<f64>,
}

impl<'a> Zones<'a> {
    /// The windows of every ring that has any.
    pub(super) fn of(
        study: &Study,
        neighbours: &'a Neighbours,
        everywhere: Option<&'a Ring>,
        parameters: &Parameters,
    ) -> Vec<Self> {
        let by_place: Vec<f64> = (0..study.places as u32).map(|place| study.place_size(place)).collect();
        let most = parameters.max_share * study.size * (1.0 + ROUNDING);
        let rings = neighbours.rings.iter().chain(everywhere);
        let cut = rings.map(|ring| {
            let most = if ring.centre.is_some() { most } else { f64::INFINITY };
            Self::cut(ring, &by_place, most, parameters)
        });
        cut.filter(|zones| zones.allowed > 0).collect()
    }

    fn cut(ring: &'a Ring, by_place: &[f64], most: f64, parameters: &Parameters) -> Self {
        let mut sizes = Vec::with_capacity(ring.ends.len());
        let mut size = 0.0;
        for zone in 0..ring.ends.len() {
            size += ring.entering(zone).iter().map(|place| by_place[*place as usize]).sum::<f64>();
            if size > most {
                break;
            }
            sizes.push(size);
        }
        Self { ring, allowed: sizes.len(), penalty: parameters.compactness.factor(ring.ellipse), sizes }
    }
}
