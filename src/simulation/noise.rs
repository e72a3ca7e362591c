//! Value noise: random heights on a lattice, blended smoothly between, in octaves (Perlin 1985, the simpler kin).

/// A field of noise over the plane, different for each `salt`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noise {
    salt: u64,
    /// Metres between the knots of the coarsest octave.
    wavelength: f64,
    octaves: u32,
}

impl Noise {
    pub(super) fn new(salt: u64, wavelength: f64, octaves: u32) -> Self {
        Self { salt, wavelength, octaves }
    }

    /// A value in -1..1, mostly near 0, at a place in metres.
    pub(super) fn at(&self, x: f64, y: f64) -> f64 {
        let (mut sum, mut amplitude, mut step, mut total) = (0.0, 1.0, self.wavelength, 0.0);
        for octave in 0..u64::from(self.octaves) {
            sum += amplitude * self.octave(octave, x / step, y / step);
            total += amplitude;
            amplitude *= 0.5;
            step *= 0.5;
        }
        sum / total
    }

    /// The same along a line.
    pub(super) fn along(&self, t: f64) -> f64 {
        self.at(t, 0.5 * self.wavelength)
    }

    fn octave(&self, octave: u64, x: f64, y: f64) -> f64 {
        let (x0, y0) = (x.floor(), y.floor());
        let (u, v) = (smooth(x - x0), smooth(y - y0));
        let knot = |dx: i64, dy: i64| self.knot(octave, x0 as i64 + dx, y0 as i64 + dy);
        let south = knot(0, 0) * (1.0 - u) + knot(1, 0) * u;
        let north = knot(0, 1) * (1.0 - u) + knot(1, 1) * u;
        south * (1.0 - v) + north * v
    }

    /// SplitMix64 over the knot's coordinates (Steele, Lea, Flood 2014).
    fn knot(&self, octave: u64, x: i64, y: i64) -> f64 {
        let mut z = self.salt ^ octave.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for part in [x as u64, y as u64] {
            z = (z ^ part).wrapping_add(0x9E37_79B9_7F4A_7C15);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^= z >> 31;
        }
        (z >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}

fn smooth(t: f64) -> f64 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}
