//! The frame around every answer: by whom, with what, from which chance. The same input gives the same bytes.

use serde::Serialize;

use super::Caution;

/// An answer with everything needed to repeat it.
#[derive(Debug, Clone, Serialize)]
pub struct Record<P, R> {
    /// The method, as the command line names it.
    pub method: &'static str,
    /// The version of this program.
    pub engine: &'static str,
    /// The parameters, defaults included.
    pub parameters: P,
    /// Where chance began; `None` where nothing was drawn.
    pub seed: Option<u64>,
    /// What the reader must know.
    pub cautions: Vec<Caution>,
    /// The answer.
    pub result: R,
}

impl<P, R> Record<P, R> {
    /// An answer without chance and without cautions.
    pub fn new(method: &'static str, parameters: P, result: R) -> Self {
        let engine = env!("CARGO_PKG_VERSION");
        Self { method, engine, parameters, seed: None, cautions: Vec::new(), result }
    }

    /// The same answer, drawn from a seed.
    #[must_use]
    pub fn seeded(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// The same answer with what must be known about it.
    #[must_use]
    pub fn with(mut self, cautions: Vec<Caution>) -> Self {
        self.cautions = cautions;
        self
    }
}
