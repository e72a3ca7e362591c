//! Who is whose neighbour, and how much each counts.
//!
//! Idea: a sparse matrix by rows. Neighbours come as a list of links (shared borders, made by a GIS) or from a distance
//! band around points; rows may be standardised so that each area listens to the mean of its neighbours.
//! Source: Cliff and Ord 1981, Spatial Processes, chapter 1.
//!
//! Worst case: O(n log n + links). Advice: shared borders for kelurahan, row-standardised for Moran's I, 0 and 1 for
//! Getis and Ord's G; a distance band that leaves no area without a neighbour.

use super::super::{Refusal, points::Near};

/// Most links of one matrix.
pub const MOST_LINKS: usize = 20_000_000;

/// A matrix of weights by rows, without self links unless asked for; neighbours in ascending order.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    starts: Vec<usize>,
    neighbours: Vec<u32>,
    weights: Vec<f64>,
}

/// The sums that the moments of Moran's I and others are made of (Cliff and Ord 1981, page 19).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Constants {
    /// All weights together.
    pub s0: f64,
    /// Half the squares of both directions of each link together.
    pub s1: f64,
    /// The squares of what leaves and reaches each area together.
    pub s2: f64,
}

impl Weights {
    /// Weights out of links `(from, to, weight)` between areas that are numbered from 0.
    ///
    /// # Errors
    /// A link to itself, twice, to no area, or with a weight that is not above 0; too many links or none.
    pub fn from_links(areas: usize, links: &[(u32, u32, f64)]) -> Result<Self, Refusal> {
        if links.len() > MOST_LINKS {
            let (found, most) = (links.len() as u64, MOST_LINKS as u64);
            return Err(Refusal::TooMany { what: "links", found, most });
        }
        let wrong = |position, reason| Err(Refusal::Value { what: "link", position, reason });
        for (i, (from, to, weight)) in links.iter().enumerate() {
            if *from as usize >= areas || *to as usize >= areas {
                return wrong(i + 1, "it names an area that is not in the table");
            }
            if from == to {
                return wrong(i + 1, "it joins an area to itself");
            }
            if !(weight.is_finite() && *weight > 0.0) {
                return wrong(i + 1, "its weight must be above 0");
            }
        }
        let mut order: Vec<usize> = (0..links.len()).collect();
        order.sort_by_key(|i| (links[*i].0, links[*i].1));
        if let Some(pair) =
            order.windows(2).find(|p| (links[p[0]].0, links[p[0]].1) == (links[p[1]].0, links[p[1]].1))
        {
            return wrong(pair[1] + 1, "it stands twice");
        }
        let sorted: Vec<_> = order.into_iter().map(|i| links[i]).collect();
        Self::of_sorted(areas, &sorted)
    }

    /// Each point with all others within `distance` (the end included), with weight 1. Planar coordinates.
    ///
    /// # Errors
    /// A coordinate that is not finite, a distance that is not positive, too many links or none.
    pub fn distance_band(points: &[[f64; 2]], distance: f64) -> Result<Self, Refusal> {
        let pairs = Near::new(points)?.pairs(distance, (MOST_LINKS / 2) as u64)?;
        let both = pairs.iter().flat_map(|(i, j)| [(*i, *j, 1.0), (*j, *i, 1.0)]);
        Self::from_links(points.len(), &both.collect::<Vec<_>>())
    }

    fn of_sorted(areas: usize, sorted: &[(u32, u32, f64)]) -> Result<Self, Refusal> {
        if sorted.is_empty() {
            return Err(Refusal::NoNeighbours);
        }
        let starts = (0..=areas).map(|i| sorted.partition_point(|link| (link.0 as usize) < i)).collect();
        let (neighbours, weights) = sorted.iter().map(|(_, to, weight)| (*to, *weight)).unzip();
        Ok(Self { starts, neighbours, weights })
    }

    /// How many areas there are.
    pub fn areas(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many links there are.
    pub fn number_of_links(&self) -> u64 {
        self.neighbours.len() as u64
    }

    /// The areas that an area listens to, in ascending order.
    pub fn neighbours(&self, area: usize) -> &[u32] {
        &self.neighbours[self.starts[area]..self.starts[area + 1]]
    }

    /// What each of them counts.
    pub fn row(&self, area: usize) -> &[f64] {
        &self.weights[self.starts[area]..self.starts[area + 1]]
    }

    /// The links of an area: who, and how much.
    pub fn links(&self, area: usize) -> impl Iterator<Item = (usize, f64)> {
        self.neighbours(area).iter().map(|j| *j as usize).zip(self.row(area).iter().copied())
    }

    /// How many areas listen to nobody.
    pub fn islands(&self) -> usize {
        self.starts.windows(2).filter(|ends| ends[0] == ends[1]).count()
    }

    /// The same neighbours, each counting 1.
    #[must_use]
    pub fn binary(mut self) -> Self {
        self.weights.fill(1.0);
        self
    }

    /// The same neighbours; the weights of each area add to 1.
    #[must_use]
    pub fn row_standardised(mut self) -> Self {
        for ends in self.starts.windows(2) {
            let row = &mut self.weights[ends[0]..ends[1]];
            let sum: f64 = row.iter().sum();
            row.iter_mut().for_each(|weight| *weight /= sum);
        }
        self
    }

    /// The same links, and one of weight 1 from each area to itself.
    #[must_use]
    pub fn with_self(&self) -> Self {
        let mut whole = Self { starts: vec![0], neighbours: Vec::new(), weights: Vec::new() };
        for area in 0..self.areas() {
            let before = self.neighbours(area).partition_point(|j| (*j as usize) < area);
            let mut links: Vec<_> = self.links(area).collect();
            links.insert(before, (area, 1.0));
            whole.neighbours.extend(links.iter().map(|(j, _)| *j as u32));
            whole.weights.extend(links.iter().map(|(_, weight)| *weight));
            whole.starts.push(whole.neighbours.len());
        }
        whole
    }

    /// What each area hears: the weighted sum of its neighbours' values. 0 where it has none.
    pub fn lag(&self, values: &[f64]) -> Vec<f64> {
        (0..self.areas()).map(|i| self.heard(i, values)).collect()
    }

    /// What one area hears.
    pub(super) fn heard(&self, area: usize, values: &[f64]) -> f64 {
        self.links(area).map(|(j, weight)| weight * values[j]).sum()
    }

    /// The weight of a link; 0 where there is none.
    pub fn weight(&self, from: usize, to: usize) -> f64 {
        let found = self.neighbours(from).binary_search(&(to as u32));
        found.map_or(0.0, |at| self.row(from)[at])
    }

    /// The sums S0, S1 and S2.
    pub fn constants(&self) -> Constants {
        let (mut s0, mut s1) = (0.0, 0.0);
        let mut both = vec![0.0; self.areas()];
        for i in 0..self.areas() {
            for (j, weight) in self.links(i) {
                s0 += weight;
                s1 += weight * (weight + self.weight(j, i));
                both[i] += weight;
                both[j] += weight;
            }
        }
        Constants { s0, s1, s2: both.iter().map(|sum| sum * sum).sum() }
    }

    /// Checks that the weights are for this many areas.
    pub(in super::super) fn check(&self, areas: usize) -> Result<(), Refusal> {
        let found = self.areas();
        if found == areas { Ok(()) } else { Err(Refusal::Length { what: "weights", found, wanted: areas }) }
    }
}
