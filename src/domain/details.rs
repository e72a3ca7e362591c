//! The answers of a form that have no place of their own in a case.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Answers under their names in the form, as one text: an object of JSON with its names in order. A line list has some
/// thirty of them a row, and nobody looks at them but who opens the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct Details(Box<str>);

impl Details {
    /// The object as text.
    pub fn as_json(&self) -> &str {
        &self.0
    }

    /// All answers by name.
    pub fn to_map(&self) -> BTreeMap<String, String> {
        // Nothing else is ever put in.
        serde_json::from_str(&self.0).unwrap_or_default()
    }

    /// One answer.
    pub fn get(&self, name: &str) -> Option<String> {
        self.to_map().remove(name)
    }
}

impl Default for Details {
    fn default() -> Self {
        Self("{}".into())
    }
}

impl<N: AsRef<str> + Ord + Serialize> From<BTreeMap<N, String>> for Details {
    fn from(answers: BTreeMap<N, String>) -> Self {
        // Texts under texts: nothing that JSON could refuse.
        serde_json::to_string(&answers).map_or_else(|_| Self::default(), |text| Self(text.into()))
    }
}

impl From<Details> for BTreeMap<String, String> {
    fn from(details: Details) -> Self {
        details.to_map()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_back_as_they_were_given() {
        let answers = BTreeMap::from([
            ("ns1".to_owned(), "positif \"kuat\"".to_owned()),
            ("a".to_owned(), "ü\n".to_owned()),
        ]);
        let details = Details::from(answers.clone());
        assert_eq!(details.as_json(), r#"{"a":"ü\n","ns1":"positif \"kuat\""}"#);
        assert_eq!(details.to_map(), answers);
        assert_eq!((details.get("ns1").as_deref(), details.get("b")), (Some("positif \"kuat\""), None));
        assert_eq!(serde_json::to_string(&details).unwrap(), details.as_json());
        assert_eq!(serde_json::from_str::<Details>(details.as_json()).unwrap(), details);
        assert_eq!(Details::default().to_map(), BTreeMap::new());
    }
}
