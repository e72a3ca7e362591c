//! Population: the denominators, each with its year and source.

use std::collections::{BTreeSet, HashMap};

use super::{DistrictCode, Sex};

/// People living in a district in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Population {
    /// Any level.
    pub district: DistrictCode,
    /// The year counted or projected.
    pub year: i32,
    /// Everyone.
    pub total: u32,
    /// Laki-laki, when the source splits.
    pub male: Option<u32>,
    /// Perempuan, when the source splits.
    pub female: Option<u32>,
    /// Publication.
    pub source: String,
}

impl Population {
    /// The people of one sex, or all of them.
    pub fn of(&self, sex: Option<Sex>) -> Option<u32> {
        match sex {
            None => Some(self.total),
            Some(Sex::L) => self.male,
            Some(Sex::P) => self.female,
        }
    }
}

/// All denominators by district and year.
#[derive(Debug, Clone, Default)]
pub struct PopulationYears {
    by_key: HashMap<(DistrictCode, i32), Population>,
    children: HashMap<DistrictCode, Vec<DistrictCode>>,
    /// Every year that has a figure for any district.
    years: BTreeSet<i32>,
}

impl PopulationYears {
    /// The table. `districts` are all loaded areas: the population of an area that has no row of its own is the sum
    /// of its parts when every part is known.
    pub fn new(
        rows: impl IntoIterator<Item = Population>,
        districts: impl IntoIterator<Item = DistrictCode>,
    ) -> Self {
        let by_key: HashMap<_, _> = rows.into_iter().map(|p| ((p.district, p.year), p)).collect();
        let years = by_key.keys().map(|(_, year)| *year).collect();
        let mut children: HashMap<_, Vec<_>> = HashMap::new();
        for code in districts {
            if let Some(parent) = code.parent() {
                children.entry(parent).or_default().push(code);
            }
        }
        Self { by_key, children, years }
    }

    /// People of a district in exactly that year; `None` where a figure is missing. Never another year's figure.
    pub fn in_year(&self, district: DistrictCode, year: i32, sex: Option<Sex>) -> Option<f64> {
        if let Some(row) = self.by_key.get(&(district, year)) {
            return row.of(sex).map(f64::from);
        }
        self.children.get(&district)?.iter().map(|c| self.in_year(*c, year, sex)).sum()
    }

    /// The mean over the calendar years `from..=to`; `None` when one of them is missing or the span exceeds a century.
    pub fn mean(&self, district: DistrictCode, from: i32, to: i32, sex: Option<Sex>) -> Option<f64> {
        let years = to.checked_sub(from).filter(|n| (0..100).contains(n))? + 1;
        let sum: Option<f64> = (from..=to).map(|y| self.in_year(district, y, sex)).sum();
        sum.map(|s| s / f64::from(years))
    }

    /// The years that have a figure for a district or for all its parts, in order.
    pub fn years(&self, district: DistrictCode) -> Vec<i32> {
        self.years.iter().copied().filter(|year| self.in_year(district, *year, None).is_some()).collect()
    }

    /// The publications behind the figures of a district in a year, each once, sorted.
    pub fn sources(&self, district: DistrictCode, year: i32) -> Vec<&str> {
        let mut found = match self.by_key.get(&(district, year)) {
            Some(row) => vec![row.source.as_str()],
            None => self
                .children
                .get(&district)
                .into_iter()
                .flatten()
                .flat_map(|c| self.sources(*c, year))
                .collect(),
        };
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(code: &str, year: i32, total: u32) -> Population {
        let district = code.parse().unwrap();
        Population { district, year, total, male: None, female: None, source: "BPS".into() }
    }

    #[test]
    fn a_city_is_the_sum_of_its_kecamatan_and_of_no_fewer() {
        let codes: Vec<DistrictCode> = ["33.74", "33.74.01", "33.74.02"].map(|c| c.parse().unwrap()).into();
        let rows = [row("33.74.01", 2021, 10), row("33.74.02", 2021, 30), row("33.74.01", 2022, 20)];
        let table = PopulationYears::new(rows, codes.clone());
        assert_eq!(table.in_year(codes[0], 2021, None), Some(40.0));
        assert_eq!(table.in_year(codes[0], 2022, None), None);
        assert_eq!(table.mean(codes[1], 2021, 2022, None), Some(15.0));
        assert_eq!(table.in_year(codes[1], 2021, Some(Sex::L)), None);
        assert_eq!(table.in_year("33.74.03".parse().unwrap(), 2021, None), None);
    }
}
