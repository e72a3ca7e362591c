//! Guard rails: why nothing was searched, and what a reader must know. Values with numbers; their words stand in the client.

use serde::Serialize;
use utoipa::ToSchema;

use crate::analysis;

/// Why a question was not answered. Each says by its numbers what to change.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// Clusters are clusters of one disease: name exactly one.
    OneDisease,
    /// There are no data to search.
    NoData,
    /// Too few cases to tell a pattern from chance.
    TooFewCases {
        /// Cases of the question that can be used.
        found: u64,
        /// What is needed.
        least: u64,
    },
    /// More cases than one search takes.
    TooManyCases {
        /// Cases of the question.
        found: u64,
        /// The most.
        most: u64,
    },
    /// Too few days before the window to hold it against.
    ShortBaseline {
        /// Days from the first to the last.
        found: u32,
        /// What is needed: twice the window.
        least: u32,
    },
    /// The disease is too rare for patterns of kelurahan: nearly all have no case.
    TooRare,
    /// Figures of people for too few of the areas and years of the question: counts alone are never compared.
    NoPopulation {
        /// Areas of the question with figures for all its years.
        found: u64,
        /// Areas of the question.
        all: u64,
        /// First calendar year of the question.
        from: i32,
        /// Last calendar year of the question.
        to: i32,
        /// The newest year in which each of the areas has a figure; null where there is none.
        newest: Option<i32>,
        /// Whether each kecamatan of the question has figures for all its years.
        kecamatan: bool,
    },
    /// The figures of people tell no ages.
    NoPopulationByAge,
    /// There are figures of people, and for too few areas of the question they are told by sex.
    NoPopulationBySex {
        /// Areas with figures by sex for all years of the question.
        found: u64,
        /// Areas of the question.
        all: u64,
    },
    /// Too few areas to speak of a pattern.
    TooFewAreas {
        /// Areas of the question.
        found: u64,
        /// What is needed.
        least: u64,
    },
    /// All areas are alike, or none has a neighbour.
    NoPattern,
    /// It would take longer than a person waits.
    TooMuchWork {
        /// Steps that it would take.
        found: u64,
        /// The most.
        most: u64,
    },
}

/// What the methods themselves refuse, once the guard rails above have let a question through.
impl From<analysis::Refusal> for Refusal {
    fn from(refused: analysis::Refusal) -> Self {
        match refused {
            analysis::Refusal::TooMany { found, most, .. } => Self::TooMuchWork { found, most },
            _ => Self::NoPattern,
        }
    }
}

/// What a reader must know of an answer.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Notice {
    /// Only the cases of the viewer's own territory were searched: a cluster across its border shows in part.
    OwnTerritory,
    /// Cases without a point take no part.
    WithoutPoint {
        /// How many.
        cases: u64,
    },
    /// The data begin later than the baseline asks for.
    DataBeginLate {
        /// Days that there are.
        days: u32,
    },
    /// Areas without figures of people are left out.
    WithoutPopulation {
        /// How many.
        areas: u64,
        /// Areas of the question.
        all: u64,
    },
    /// Areas without a neighbour are told and never clear.
    WithoutNeighbours {
        /// How many.
        areas: u64,
    },
    /// Squares are larger than usual because cases lie in so many.
    CoarseSquares {
        /// Their side in metres.
        side_m: u32,
    },
}
