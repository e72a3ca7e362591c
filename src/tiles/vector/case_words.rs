//! The dictionary of the layer `cases`, made before its first feature.
//!
//! What repeats has the small numbers, which take one byte: first the words, then ages and days in order. Neighbours in
//! the dictionary are then alike, and so are the ends of the features, where the words stand: both pack well. Ages
//! and days are numbered by their place among those that occur, so that no feature asks a hash.

use chrono::{Datelike, NaiveDate};

use super::{
    dictionary::{Dictionary, Key, Numbered, Pair, ValueId},
    mark_layer::MarkLayer,
    ranks::Ranks,
};
use crate::{
    domain::{DiseaseCode, DistrictCode, Outcome, Status},
    index::CaseMark,
    tiles::geojson::put_date,
};

/// What the cases of a layer have, numbered.
pub(super) struct CaseWords {
    onset: Option<Ordered>,
    age: Option<Ordered>,
    words: Words,
}

/// Words that a few values spell; a property that no case has takes no key.
#[derive(Default)]
struct Words {
    disease: Vec<(DiseaseCode, Pair)>,
    sex: [Option<Pair>; 2],
    status: [Option<Pair>; Status::ALL.len()],
    outcome: [Option<Pair>; Outcome::ALL.len()],
    district: Numbered<DistrictCode, Pair>,
    /// The district that was asked for last: neighbours on the curve live in the same one.
    near: Option<(DistrictCode, Pair)>,
}

/// A property of whole numbers whose values stand in order.
struct Ordered {
    key: Key,
    first: ValueId,
    ranks: Ranks,
}

impl CaseWords {
    /// Numbers what some cases have in the dictionary of their layer, which is empty yet.
    pub fn of(cases: &[CaseMark], dictionary: &mut Dictionary) -> Self {
        let mut words = Words::default();
        cases.iter().for_each(|mark| words.note(dictionary, mark));
        let ages = Ranks::of(cases.iter().filter_map(|mark| mark.age.map(i32::from)));
        let age = Ordered::new(dictionary, "age", ages, |dictionary, age| dictionary.add_count(age as u64));
        let days = Ranks::of(cases.iter().map(|mark| mark.onset.num_days_from_ce()));
        let mut text = Vec::new();
        let onset = Ordered::new(dictionary, "onset", days, |dictionary, day| {
            text.clear();
            put_date(&mut text, NaiveDate::from_num_days_from_ce_opt(day).unwrap_or_default());
            dictionary.add_text(&text)
        });
        Self { onset, age, words }
    }

    /// Adds the properties of a case to the feature that is being written.
    #[inline]
    pub fn tag(&mut self, layer: &mut MarkLayer, mark: &CaseMark) {
        let onset = self.onset.as_ref().map(|days| days.pair(mark.onset.num_days_from_ce()));
        let age = self.age.as_ref().zip(mark.age).map(|(ages, age)| ages.pair(i32::from(age)));
        onset.into_iter().chain(age).for_each(|pair| layer.tag(pair));
        self.words.tag(layer, mark);
    }
}

impl Words {
    fn note(&mut self, dictionary: &mut Dictionary, mark: &CaseMark) {
        if !self.disease.iter().any(|(known, _)| *known == mark.disease) {
            self.disease.push((mark.disease, dictionary.text_pair("disease", mark.disease.as_str())));
        }
        if let Some(sex) = mark.sex {
            self.sex[sex as usize].get_or_insert_with(|| dictionary.text_pair("sex", sex.word()));
        }
        let (status, outcome) = (mark.status, mark.outcome);
        self.status[status as usize].get_or_insert_with(|| dictionary.text_pair("status", status.word()));
        self.outcome[outcome as usize].get_or_insert_with(|| dictionary.text_pair("outcome", outcome.word()));
        if let Some(code) = mark.district.filter(|code| self.near.is_none_or(|(near, _)| near != *code)) {
            let pair = *self
                .district
                .entry(code)
                .or_insert_with(|| dictionary.text_pair("district", code.dotted().as_str()));
            self.near = Some((code, pair));
        }
    }

    #[inline]
    fn tag(&mut self, layer: &mut MarkLayer, mark: &CaseMark) {
        let disease = self.disease.iter().find(|(known, _)| *known == mark.disease).map(|(_, pair)| *pair);
        let sex = mark.sex.and_then(|sex| self.sex[sex as usize]);
        let district = mark.district.and_then(|code| self.district(code));
        let pairs =
            [disease, sex, self.status[mark.status as usize], self.outcome[mark.outcome as usize], district];
        pairs.into_iter().flatten().for_each(|pair| layer.tag(pair));
    }

    #[inline]
    fn district(&mut self, code: DistrictCode) -> Option<Pair> {
        if self.near.is_none_or(|(near, _)| near != code) {
            self.near = self.district.get(&code).map(|pair| (code, *pair));
        }
        self.near.map(|(_, pair)| pair)
    }
}

impl Ordered {
    /// Writes the values; `None` where there is none.
    fn new(
        dictionary: &mut Dictionary,
        word: &str,
        ranks: Ranks,
        write: impl FnMut(&mut Dictionary, i32) -> ValueId,
    ) -> Option<Self> {
        let mut write = write;
        let mut values = ranks.numbers().map(|number| write(dictionary, number));
        let first = values.next()?;
        values.for_each(drop);
        Some(Self { key: dictionary.key(word), first, ranks })
    }

    #[inline]
    fn pair(&self, number: i32) -> Pair {
        Pair::of(self.key, self.first.after(self.ranks.rank(number)))
    }
}
