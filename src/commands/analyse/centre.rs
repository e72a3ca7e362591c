//! `sigis analyse centre`.

use serde::Serialize;

use super::{
    super::CommandError,
    answer::tell,
    places::{PointArgs, planar},
};
use crate::analysis::{
    Record,
    points::{Centre, centre},
};

/// What `sigis analyse centre` takes.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct CentreArgs {
    #[command(flatten)]
    #[serde(flatten)]
    points: PointArgs,
    /// Answer as JSON.
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

/// The two middles as people find them again: degrees where the points were degrees.
#[derive(Debug, Serialize)]
struct Answer {
    /// The mean centre: x and y, or longitude and latitude.
    mean: [f64; 2],
    /// The median centre, likewise.
    median: [f64; 2],
    /// Whether the middles are longitude and latitude; all distances are then metres.
    degrees: bool,
    standard_distance: f64,
    half_axes: [f64; 2],
    direction: f64,
}

/// The middle and the spread of points.
pub(super) fn run(args: CentreArgs) -> Result<(), CommandError> {
    let (points, plane) = planar(&args.points.read()?, None)?;
    let Centre { mean, median, standard_distance, half_axes, direction } = centre(&points)?;
    let place = |at: [f64; 2]| {
        plane.as_ref().map_or(at, |plane| {
            let position = plane.position(at);
            [position.lon, position.lat]
        })
    };
    let (mean, median) = (place(mean), place(median));
    let answer = Answer { mean, median, degrees: plane.is_some(), standard_distance, half_axes, direction };
    let json = args.json;
    tell(&Record::new("centre", args, answer), json, |answer| {
        let [long, short] = answer.half_axes;
        vec![
            format!("mean centre {:.6}, {:.6}", answer.mean[0], answer.mean[1]),
            format!("median centre {:.6}, {:.6}", answer.median[0], answer.median[1]),
            format!("standard distance {:.3}", answer.standard_distance),
            format!("ellipse {long:.3} by {short:.3}, long axis at {:.1} degrees", answer.direction),
        ]
    })
}
