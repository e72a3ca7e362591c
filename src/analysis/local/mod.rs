//! Patterns among areas: who is whose neighbour, whether like lies beside like, and where.

mod fdr;
mod geary;
mod getis;
mod getis_global;
mod lisa;
mod moran;
mod moran_bivariate;
mod variable;
mod weights;

pub use fdr::{benjamini_hochberg, threshold};
pub use geary::{Geary, geary};
pub use getis::{Getis, GetisMoments, GetisParameters, getis};
pub use getis_global::{GetisGlobal, getis_global};
pub use lisa::{Lisa, LisaParameters, Moments, Quadrant, lisa};
pub use moran::{Moran, MoranParameters, NormalTest, PermutationTest, moran};
pub use moran_bivariate::{BivariateMoran, moran_bivariate};
pub use variable::Variable;
pub use weights::{Constants, MOST_LINKS, Weights};
