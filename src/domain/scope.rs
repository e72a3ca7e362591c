//! What a viewer may see: a type that every read needs, computed in one place from role and territory.

use serde::{Deserialize, Serialize};

use super::{DistrictCode, FacilityCode, Role};

/// The places that an account answers for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Territory {
    /// Districts of any level; a parent includes its children.
    pub districts: Vec<DistrictCode>,
    /// Puskesmas (with their wilayah kerja) or reporting facilities.
    pub facilities: Vec<FacilityCode>,
}

impl Territory {
    /// Reads words as given to `--territory`: a Kemendagri code, else a facility code.
    pub fn from_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut territory = Self::default();
        for word in words {
            match word.parse() {
                Ok(code) => territory.districts.push(code),
                Err(_) => territory.facilities.push(word.into()),
            }
        }
        territory
    }

    /// The words again, as `--territory` takes them.
    pub fn words(&self) -> Vec<String> {
        let districts = self.districts.iter().map(ToString::to_string);
        districts.chain(self.facilities.iter().map(ToString::to_string)).collect()
    }

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.districts.is_empty() && self.facilities.is_empty()
    }
}

/// How finely a place may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// No case data at all.
    None,
    /// Counts by kecamatan.
    Kecamatan,
    /// Counts by kelurahan.
    Kelurahan,
    /// Cells of at least 250 m with at least three cases.
    Cell250,
    /// The point itself.
    Exact,
}

/// Which cases a grain applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// None.
    Nothing,
    /// Those that an own facility reported.
    OwnReports,
    /// Those counted in an own district or an own puskesmas.
    OwnTerritory,
    /// All.
    Everything,
}

/// What may be seen, whatever the question. Equal scopes see equal bytes, so a scope is part of every cache key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// How finely cases inside `reach` are placed on the map.
    pub inside: Grain,
    /// Which cases count as inside.
    pub reach: Reach,
    /// How finely the cases outside `reach` are placed.
    pub outside: Grain,
    /// Which cases are counted in summaries, curves and tables.
    pub counts: Reach,
    /// What `OwnReports` and `OwnTerritory` mean for this viewer.
    pub territory: Territory,
}

impl Scope {
    /// Whether answers may be kept by shared caches (CDN, proxy).
    pub fn is_public(&self) -> bool {
        self.inside == Grain::None && self.outside == Grain::None && self.counts == Reach::Nothing
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Their role.
    pub role: Role,
    /// Their places.
    pub territory: Territory,
}

impl Viewer {
    /// Nobody logged in.
    pub fn public() -> Self {
        Self { role: Role::Public, territory: Territory::default() }
    }

    /// The table "who sees what". The only place where a role turns into a right.
    pub fn scope(&self) -> Scope {
        let (inside, reach, outside, counts) = match self.role {
            Role::Public | Role::Admin => (Grain::None, Reach::Nothing, Grain::None, Reach::Nothing),
            Role::Facility => (Grain::Exact, Reach::OwnReports, Grain::None, Reach::OwnReports),
            Role::Puskesmas => (Grain::Exact, Reach::OwnTerritory, Grain::Cell250, Reach::Everything),
            Role::Surveillance => (Grain::Exact, Reach::Everything, Grain::None, Reach::Everything),
            Role::Planner => (Grain::Cell250, Reach::Everything, Grain::None, Reach::Everything),
        };
        let bounded = matches!(reach, Reach::OwnReports | Reach::OwnTerritory);
        let territory = if bounded { self.territory.clone() } else { Territory::default() };
        Scope { inside, reach, outside, counts, territory }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_the_public_nor_the_admin_sees_a_case() {
        for role in [Role::Public, Role::Admin] {
            let scope = Viewer { role, territory: Territory::default() }.scope();
            assert!(scope.is_public(), "{role:?}");
        }
    }

    #[test]
    fn only_exact_roles_get_points() {
        let exact =
            |r: Role| Viewer { role: r, territory: Territory::default() }.scope().inside == Grain::Exact;
        let roles: Vec<_> = Role::ALL.into_iter().filter(|r| exact(*r)).collect();
        assert_eq!(roles, [Role::Facility, Role::Puskesmas, Role::Surveillance]);
    }

    #[test]
    fn territory_words_are_codes_or_facilities() {
        let t = Territory::from_words(["33.74.01", "P05"]);
        assert_eq!((t.districts.len(), t.facilities.len()), (1, 1));
        assert_eq!(t.words(), ["33.74.01", "P05"]);
    }
}
