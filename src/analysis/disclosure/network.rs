//! A table that adds up as a network: every cell is an edge, and what flows into a node flows out of it.

use std::{cmp::Reverse, collections::BinaryHeap, collections::VecDeque};

/// No upper end.
pub(super) const UNBOUNDED: i64 = i64::MAX / 4;

/// A cell as an attacker knows it: his bounds, and around them the true value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    pub value: i64,
    pub low: i64,
    pub high: i64,
}

impl Edge {
    /// How far its value may move along its direction, or against it.
    fn room(&self, along: bool) -> i64 {
        if along { self.high - self.value } else { self.value - self.low }
    }
}

/// One step over an edge, along its direction or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub edge: usize,
    pub along: bool,
}

/// All cells of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Network {
    pub edges: Vec<Edge>,
    /// The steps that leave each node.
    steps: Vec<Vec<Step>>,
}

impl Network {
    pub fn new(nodes: usize) -> Self {
        Self { edges: Vec::new(), steps: vec![Vec::new(); nodes] }
    }

    /// Adds a cell and tells its number.
    pub fn add(&mut self, edge: Edge) -> usize {
        let at = self.edges.len();
        self.steps[edge.from].push(Step { edge: at, along: true });
        self.steps[edge.to].push(Step { edge: at, along: false });
        self.edges.push(edge);
        at
    }

    fn ends(&self, step: Step) -> (usize, usize) {
        let Edge { from, to, .. } = self.edges[step.edge];
        if step.along { (from, to) } else { (to, from) }
    }

    /// How much higher (`up`) or lower an attacker must think a cell's value possible, up to `enough`: the flow that
    /// the other cells can carry back, and how it moves each of them.
    pub fn slack(&self, edge: usize, up: bool, enough: i64) -> (i64, Vec<i64>) {
        let own = self.edges[edge].room(up).min(enough);
        let (from, to) = self.ends(Step { edge, along: up });
        let mut moved = vec![0; self.edges.len()];
        let mut found = 0;
        while found < own {
            let Some(path) = self.path(to, from, edge, &moved) else { break };
            let room = |s: &Step| self.left(*s, &moved);
            let step = path.iter().map(room).min().unwrap_or_default().min(own - found);
            for s in &path {
                moved[s.edge] += if s.along { step } else { -step };
            }
            found += step;
        }
        (found, moved)
    }

    /// What is left of a step's room after flow was moved.
    pub fn left(&self, step: Step, moved: &[i64]) -> i64 {
        let moved = moved[step.edge];
        self.edges[step.edge].room(step.along) - if step.along { moved } else { -moved }
    }

    /// The way with the fewest steps that has room left.
    fn path(&self, from: usize, to: usize, without: usize, moved: &[i64]) -> Option<Vec<Step>> {
        let mut came: Vec<Option<Step>> = vec![None; self.steps.len()];
        let mut open = VecDeque::from([from]);
        while let Some(node) = open.pop_front() {
            for step in &self.steps[node] {
                let (_, next) = self.ends(*step);
                let fresh = next != from && came[next].is_none();
                if step.edge != without && fresh && self.left(*step, moved) > 0 {
                    came[next] = Some(*step);
                    if next == to {
                        return Some(self.trace(from, to, &came));
                    }
                    open.push_back(next);
                }
            }
        }
        None
    }

    /// The cheapest way for a change of a cell to flow back, where `price` says what a step with the needed room costs:
    /// nothing where it has it, `None` where it can never have it.
    pub fn cheapest(&self, edge: usize, up: bool, price: impl Fn(Step) -> Option<u64>) -> Option<Vec<Step>> {
        let (target, start) = self.ends(Step { edge, along: up });
        let mut paid = vec![u64::MAX; self.steps.len()];
        let mut came: Vec<Option<Step>> = vec![None; self.steps.len()];
        let mut open = BinaryHeap::from([Reverse((0, start))]);
        paid[start] = 0;
        while let Some(Reverse((sum, node))) = open.pop() {
            if node == target {
                return Some(self.trace(start, target, &came));
            }
            if sum > paid[node] {
                continue;
            }
            for step in self.steps[node].iter().filter(|s| s.edge != edge) {
                let Some(price) = price(*step) else { continue };
                let (next, total) = (self.ends(*step).1, sum + price + 1);
                if total < paid[next] {
                    paid[next] = total;
                    came[next] = Some(*step);
                    open.push(Reverse((total, next)));
                }
            }
        }
        None
    }

    fn trace(&self, from: usize, to: usize, came: &[Option<Step>]) -> Vec<Step> {
        let mut path = Vec::new();
        let mut node = to;
        while node != from {
            let Some(step) = came[node] else { break };
            path.push(step);
            node = self.ends(step).0;
        }
        path.reverse();
        path
    }
}
