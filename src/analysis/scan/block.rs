//! Data sets side by side: the counts of one cell in all of them lie together, so that a processor adds and compares
//! many at once.

/// Counts by place, interval and data set.
#[derive(Debug)]
pub(super) struct Block<const L: usize> {
    cells: Vec<[u16; L]>,
    intervals: usize,
}

impl<const L: usize> Block<L> {
    /// Data sets given by the cells of their cases, up to one a lane.
    pub(super) fn new(places: usize, intervals: usize, sets: &[Vec<u32>]) -> Self {
        let mut cells = vec![[0; L]; places * intervals];
        for (lane, set) in sets.iter().enumerate().take(L) {
            for cell in set {
                cells[*cell as usize][lane] += 1;
            }
        }
        Self { cells, intervals }
    }

    /// The counts of a place in a study of one interval.
    pub(super) fn only(&self, place: u32) -> &[u16; L] {
        &self.cells[place as usize]
    }

    /// The counts of a place by interval.
    pub(super) fn row(&self, place: u32) -> &[[u16; L]] {
        &self.cells[place as usize * self.intervals..][..self.intervals]
    }
}

/// Adds counts lane by lane.
pub(super) fn add<const L: usize>(to: &mut [u16; L], more: &[u16; L]) {
    for (a, b) in to.iter_mut().zip(more) {
        *a += b;
    }
}

/// Takes counts away lane by lane.
pub(super) fn difference<const L: usize>(a: &[u16; L], b: &[u16; L]) -> [u16; L] {
    std::array::from_fn(|lane| a[lane] - b[lane])
}

/// Whether a lane has at least as many as it needs. Written without a branch or a truth value, so that compilers see that
/// all lanes can be done at once; counts stay below the largest number.
pub(super) fn any_reaches<const L: usize>(counts: &[u16; L], least: &[u16; L]) -> bool {
    let over = |any: u16, (count, least): (&u16, &u16)| any | count.saturating_add(1).saturating_sub(*least);
    counts.iter().zip(least).fold(0, over) > 0
}

/// Whether a lane has fewer than its bound.
pub(super) fn any_below<const L: usize>(counts: &[u16; L], bounds: &[u16; L]) -> bool {
    let under = |any: u16, (count, bound): (&u16, &u16)| any | bound.saturating_sub(*count);
    counts.iter().zip(bounds).fold(0, under) > 0
}

/// Whether a lane has at least so many more in one count than in another.
pub(super) fn any_gains<const L: usize>(to: &[u16; L], from: &[u16; L], least: u16) -> bool {
    let over =
        |any: u16, (a, b): (&u16, &u16)| any | a.wrapping_sub(*b).saturating_add(1).saturating_sub(least);
    to.iter().zip(from).fold(0, over) > 0
}

/// Whether a lane has fewer more in one count than in another.
pub(super) fn any_lags<const L: usize>(to: &[u16; L], from: &[u16; L], bound: u16) -> bool {
    let under = |any: u16, (a, b): (&u16, &u16)| any | bound.saturating_sub(a.wrapping_sub(*b));
    to.iter().zip(from).fold(0, under) > 0
}
