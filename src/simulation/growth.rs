//! How the land falls into kecamatan and these into kelurahan: regions that grow from seeds until they meet.
//!
//! Ground that is densely settled is dear to walk, so regions there stay small; rivers and main roads are dearer still,
//! so borders come to lie on them. After each growth the seeds move to the middle of their region (Lloyd 1982) and
//! grow again.

use super::{
    dice::{Dice, Stream, apportion},
    raster::{Frame, OUTSIDE, deepest, grow, mend},
    terrain::Terrain,
};

/// How many kecamatan the city has.
pub(super) const KECAMATAN: usize = 16;
/// How many kelurahan the city has.
pub(super) const KELURAHAN: usize = 177;

/// The land in regions.
pub(super) struct Regions {
    /// For every cell its kelurahan; those of one kecamatan stand together, in the order of the kecamatan.
    pub(super) kelurahan: Vec<u16>,
    /// The kecamatan of each kelurahan.
    pub(super) parent: Vec<u16>,
    /// The deepest cell of each kelurahan, of each kecamatan and of the land.
    pub(super) labels: [Vec<usize>; 3],
}

impl Regions {
    pub(super) fn grow(seed: u64, terrain: &Terrain) -> Self {
        let frame = terrain.frame;
        let mut dice = Dice::new(seed, Stream::Seeds);
        let dry = |cell: usize| terrain.land[cell] != OUTSIDE;
        let closeness = terrain.over_cells(|cell, _| if dry(cell) { terrain.urbanity(cell) } else { 1.0 });
        let ground = terrain.over_cells(|cell, _| match dry(cell) {
            true => closeness[cell].sqrt() * 60.0 * (1.6 * terrain.roughness(cell)).exp(),
            false => 0.0,
        });
        let price = |barriers: [f64; 3]| {
            let (ground, closeness) = (&ground, &closeness);
            move |a: usize, b: usize| {
                let crossed = terrain.crossings(a, b);
                let barrier: f64 = crossed.iter().zip(barriers).map(|(n, price)| f64::from(*n) * price).sum();
                ((ground[a] + ground[b]) / 2.0 + barrier * closeness[a].sqrt() * 60.0) as u32 + 1
            }
        };

        let cells: Vec<usize> = (0..frame.cells()).filter(|cell| dry(*cell)).collect();
        let mut seeds = scatter(frame, &cells, &closeness, KECAMATAN, &mut dice);
        let kecamatan = settle(frame, &terrain.land, &mut seeds, &closeness, 3, price([24.0, 10.0, 8.0]));

        let mut members: Vec<Vec<usize>> = vec![Vec::new(); KECAMATAN];
        cells.iter().for_each(|cell| members[usize::from(kecamatan[*cell])].push(*cell));
        let weights: Vec<f64> =
            members.iter().map(|m| m.iter().map(|cell| closeness[*cell]).sum::<f64>()).collect();
        let spare = (KELURAHAN - 5 * KECAMATAN) as u64;
        let mut seeds = Vec::new();
        let mut parent = Vec::new();
        for (kec, extra) in apportion(spare, &weights).into_iter().enumerate() {
            let count = 5 + extra as usize;
            seeds.extend(scatter(frame, &members[kec], &closeness, count, &mut dice));
            parent.extend(std::iter::repeat_n(kec as u16, count));
        }
        let kelurahan = settle(frame, &kecamatan, &mut seeds, &closeness, 3, price([12.0, 6.0, 5.0]));
        let labels = [
            deepest(frame, &kelurahan, KELURAHAN),
            deepest(frame, &kecamatan, KECAMATAN),
            deepest(frame, &terrain.land, 1),
        ];
        Self { kelurahan, parent, labels }
    }
}

/// `count` seeds that keep their distance, the closer together the denser the ground (best candidate, Mitchell 1991).
/// The first lies on the densest ground.
fn scatter(frame: Frame, cells: &[usize], density: &[f64], count: usize, dice: &mut Dice) -> Vec<usize> {
    let mut sums = Vec::with_capacity(cells.len());
    let mut sum = 0.0;
    for cell in cells {
        sum += density[*cell];
        sums.push(sum);
    }
    let mut seeds: Vec<usize> =
        cells.iter().copied().max_by(|a, b| density[*a].total_cmp(&density[*b])).into_iter().collect();
    while seeds.len() < count {
        let gap = |cell: usize| {
            let (x, y) = frame.middle(cell);
            let nearest = seeds.iter().map(|s| {
                let (sx, sy) = frame.middle(*s);
                (x - sx).hypot(y - sy) * ((density[*s] + density[cell]) / 2.0).sqrt()
            });
            nearest.fold(f64::INFINITY, f64::min)
        };
        let candidates = (0..24).map(|_| cells[dice.in_sums(&sums)]).collect::<Vec<_>>();
        seeds.extend(candidates.into_iter().max_by(|a, b| gap(*a).total_cmp(&gap(*b))));
    }
    seeds
}

/// Grows, moves the seeds to the middles, grows again; the last growth is mended.
fn settle(
    frame: Frame,
    parents: &[u16],
    seeds: &mut [usize],
    density: &[f64],
    rounds: usize,
    price: impl Fn(usize, usize) -> u32,
) -> Vec<u16> {
    for _ in 0..rounds {
        let labels = grow(frame, parents, seeds, &price);
        recentre(frame, &labels, density, seeds);
    }
    let mut labels = grow(frame, parents, seeds, &price);
    mend(frame, parents, &mut labels);
    labels
}

/// Moves each seed to the cell of its region that is nearest to the region's middle by weight.
fn recentre(frame: Frame, labels: &[u16], density: &[f64], seeds: &mut [usize]) {
    let mut sums = vec![(0.0, 0.0, 0.0); seeds.len()];
    for (cell, label) in labels.iter().enumerate() {
        if let Some(sum) = sums.get_mut(usize::from(*label)) {
            let (x, y) = frame.middle(cell);
            *sum = (sum.0 + x * density[cell], sum.1 + y * density[cell], sum.2 + density[cell]);
        }
    }
    let mut nearest = vec![f64::INFINITY; seeds.len()];
    for (cell, label) in labels.iter().enumerate() {
        let label = usize::from(*label);
        let Some((sx, sy, weight)) = sums.get(label) else { continue };
        let (x, y) = frame.middle(cell);
        let distance = (x - sx / weight).hypot(y - sy / weight);
        if distance < nearest[label] {
            nearest[label] = distance;
            seeds[label] = cell;
        }
    }
}
