//! Filter words: the same on every tile, layer, table and chart, each with a type. An unknown word or value is an
//! error that names it; nothing is ever ignored, because a filter misread so that it widens would show what was
//! not asked for.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DiseaseCatalog, DiseaseCode, DistrictCode, FacilityCode, Outcome, Period, Sex, Status};

/// Which date a period is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateField {
    /// The day the illness began.
    #[default]
    Onset,
    /// The day of the report.
    Reported,
}

/// A question about cases. The default asks for all that are not discarded.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct CaseFilter {
    /// Any of these diseases; empty = all. Sorted, each once.
    pub diseases: Vec<DiseaseCode>,
    /// Days, inclusive.
    pub period: Period,
    /// Which date the period is about.
    pub date: DateField,
    /// One sex.
    pub sex: Option<Sex>,
    /// Youngest age in completed years.
    pub age_min: Option<u8>,
    /// Oldest age in completed years.
    pub age_max: Option<u8>,
    /// Any of these; empty = all but discarded. Sorted, each once.
    pub status: Vec<Status>,
    /// Any of these; empty = all. Sorted, each once.
    pub outcome: Vec<Outcome>,
    /// Counted in any of these districts or their parts; empty = all. Sorted, each once.
    pub districts: Vec<DistrictCode>,
    /// Of any of these puskesmas; empty = all. Sorted, each once.
    pub puskesmas: Vec<FacilityCode>,
    /// Only what was reported by that day.
    pub as_of: Option<NaiveDate>,
}

/// A word that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// The word's name in the query.
    pub word: String,
    /// What is wrong and what to write.
    pub message: String,
}

impl std::fmt::Display for FilterError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.word, self.message)
    }
}

impl std::error::Error for FilterError {}

/// The most values that one word may list: a bound against questions that amplify.
const MAX_VALUES: usize = 100;

impl CaseFilter {
    /// Every word that [`CaseFilter::read`] knows.
    pub const WORDS: [&'static str; 12] = [
        "disease",
        "from",
        "to",
        "date",
        "sex",
        "age_min",
        "age_max",
        "status",
        "outcome",
        "district",
        "puskesmas",
        "as_of",
    ];

    /// Reads the filter words of a query. `pairs` holds only words of [`CaseFilter::WORDS`]: the caller takes its own
    /// words out and refuses the rest by passing them here, where an unknown word is an error. An empty value means
    /// that the word was not given. A word given twice is an error.
    pub fn read<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        catalog: &DiseaseCatalog,
    ) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        for (word, value) in pairs {
            let fail = |message: String| FilterError { word: word.to_owned(), message };
            if seen.contains(&word) {
                return Err(fail("stands twice; list several values with commas".into()));
            }
            seen.push(word);
            let value = value.trim();
            if value.is_empty() && Self::WORDS.contains(&word) {
                continue;
            }
            filter.take(word, value, catalog).map_err(fail)?;
        }
        filter.check()?;
        Ok(filter)
    }

    fn take(&mut self, word: &str, value: &str, catalog: &DiseaseCatalog) -> Result<(), String> {
        match word {
            "disease" => {
                self.diseases = list(value)?;
                if let Some(unknown) = self.diseases.iter().find(|d| catalog.get(**d).is_none()) {
                    let known: Vec<_> = catalog.disease.iter().map(|d| d.code.as_str()).collect();
                    return Err(format!("`{unknown}` is not watched here; known are {}", known.join(", ")));
                }
            }
            "from" => self.period.from = Some(date(value)?),
            "to" => self.period.to = Some(date(value)?),
            "date" => {
                self.date = match value {
                    "onset" => DateField::Onset,
                    "reported" => DateField::Reported,
                    other => return Err(format!("`{other}` is no date; write onset or reported")),
                }
            }
            "sex" => {
                self.sex = Some(match value {
                    "L" => Sex::L,
                    "P" => Sex::P,
                    other => return Err(format!("`{other}` is no sex; write L or P")),
                })
            }
            "age_min" => self.age_min = Some(age(value)?),
            "age_max" => self.age_max = Some(age(value)?),
            "status" => self.status = list(value)?,
            "outcome" => self.outcome = list(value)?,
            "district" => self.districts = list(value)?,
            "puskesmas" => self.puskesmas = list::<FacilityWord>(value)?.into_iter().map(|w| w.0).collect(),
            "as_of" => self.as_of = Some(date(value)?),
            _ => return Err(format!("is no filter word; known are {}", Self::WORDS.join(", "))),
        }
        Ok(())
    }

    fn check(&self) -> Result<(), FilterError> {
        if self.period.from.zip(self.period.to).is_some_and(|(f, t)| f > t) {
            return Err(FilterError { word: "to".into(), message: "lies before `from`".into() });
        }
        if self.age_min.zip(self.age_max).is_some_and(|(a, b)| a > b) {
            return Err(FilterError { word: "age_max".into(), message: "is less than `age_min`".into() });
        }
        Ok(())
    }

    /// The words again, in a fixed order: two equal filters write the same text. Values are not URL-encoded.
    pub fn words(&self) -> Vec<(&'static str, String)> {
        fn join<T: ToString>(values: &[T]) -> Option<String> {
            let texts: Vec<String> = values.iter().map(T::to_string).collect();
            (!texts.is_empty()).then(|| texts.join(","))
        }
        let status: Vec<&str> = self.status.iter().map(|s| s.word()).collect();
        let outcome: Vec<&str> = self.outcome.iter().map(|o| o.word()).collect();
        let all = [
            ("disease", join(&self.diseases)),
            ("from", self.period.from.map(|d| d.to_string())),
            ("to", self.period.to.map(|d| d.to_string())),
            ("date", (self.date == DateField::Reported).then(|| "reported".to_owned())),
            ("sex", self.sex.map(|s| s.word().to_owned())),
            ("age_min", self.age_min.map(|a| a.to_string())),
            ("age_max", self.age_max.map(|a| a.to_string())),
            ("status", join(&status)),
            ("outcome", join(&outcome)),
            ("district", join(&self.districts)),
            ("puskesmas", join(&self.puskesmas)),
            ("as_of", self.as_of.map(|d| d.to_string())),
        ];
        all.into_iter().filter_map(|(w, v)| v.map(|v| (w, v))).collect()
    }

    /// The same question one year earlier; `as_of` moves too, so that like is compared with like.
    pub fn previous_year(&self) -> Self {
        let as_of = self.as_of.and_then(|d| d.checked_sub_months(chrono::Months::new(12)));
        Self { period: self.period.previous_year(), as_of, ..self.clone() }
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct FacilityWord(FacilityCode);

impl FromStr for FacilityWord {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sound = text.len() <= 64 && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        if sound { Ok(Self(text.into())) } else { Err(format!("`{text}` is no facility code")) }
    }
}

fn list<T: FromStr<Err = String> + Ord>(value: &str) -> Result<Vec<T>, String> {
    if value.split(',').count() > MAX_VALUES {
        return Err(format!("lists more than {MAX_VALUES} values"));
    }
    let mut values: Vec<T> = value.split(',').map(|v| v.trim().parse()).collect::<Result<_, _>>()?;
    values.sort();
    values.dedup();
    Ok(values)
}

fn date(value: &str) -> Result<NaiveDate, String> {
    let sound = value.len() == 10 && value.as_bytes()[0].is_ascii_digit();
    let parsed = sound.then(|| value.parse().ok()).flatten();
    parsed.ok_or_else(|| format!("`{value}` is no day; write 2022-12-31"))
}

fn age(value: &str) -> Result<u8, String> {
    value.parse().map_err(|_| format!("`{value}` is no age in years, 0 to 255"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog() -> DiseaseCatalog {
        let disease = |code: &str| super::super::Disease {
            code: code.parse().unwrap(),
            name_id: code.into(),
            name_en: code.into(),
            short: code.into(),
            icd10: vec![],
            diagnoses: vec![],
            color: "#000000".into(),
            palette: "x".into(),
            source: "x".into(),
        };
        DiseaseCatalog { disease: vec![disease("dbd"), disease("leptospirosis")] }
    }

    fn read(query: &str) -> Result<CaseFilter, FilterError> {
        let pairs: Vec<_> = query.split('&').filter_map(|p| p.split_once('=')).collect();
        CaseFilter::read(pairs, &catalog())
    }

    #[test]
    fn all_words_survive_a_round_trip() {
        let query = "disease=dbd,leptospirosis&from=2022-01-01&to=2022-12-31&date=reported&sex=P&age_min=5&age_max=14\
                     &status=konfirmasi&outcome=meninggal&district=33.74.01,33.74.02&puskesmas=P01&as_of=2022-06-30";
        let filter = read(query).unwrap();
        let again = filter.words().iter().map(|(w, v)| format!("{w}={v}")).collect::<Vec<_>>().join("&");
        assert_eq!(again, query);
    }

    #[test]
    fn equal_questions_are_equal_whatever_the_order() {
        assert_eq!(read("disease=leptospirosis,dbd,dbd"), read("disease=dbd,leptospirosis"));
        assert_eq!(read("outcome=died"), read("outcome=meninggal"));
    }

    #[test]
    fn unknown_words_and_values_are_named() {
        for (query, word) in [
            ("diseases=dbd", "diseases"),
            ("disease=flu", "disease"),
            ("from=2022-13-01", "from"),
            ("from=+12022-01-01", "from"),
            ("sex=M", "sex"),
            ("age_min=-1", "age_min"),
            ("status=maybe", "status"),
            ("district=xx", "district"),
            ("puskesmas=' OR 1", "puskesmas"),
            ("from=2022-02-01&to=2022-01-01", "to"),
            ("age_min=9&age_max=3", "age_max"),
            ("sex=L&sex=P", "sex"),
        ] {
            assert_eq!(read(query).unwrap_err().word, word, "{query}");
        }
    }
}
