//! What the map is made of, read from files: compiled into the program, and replaced file by file by a city's folder.

use std::{collections::BTreeMap, path::Path};

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;

use super::{Palettes, PublicationRules, SetName, TileDataError, TileSet};
use crate::domain::{DiseaseCatalog, OutbreakRules, StudyRuleBook, WatchRules};

/// The files of `tiles/`: inside the program in a release, from the disk in development.
#[derive(RustEmbed)]
#[folder = "tiles/"]
#[include = "*.toml"]
#[include = "sets/*.toml"]
#[include = "styles/*.json"]
struct BuiltIn;

/// Everything under `tiles/`, read and checked.
#[derive(Debug, Clone)]
pub struct TileData {
    /// The diseases that are watched.
    pub catalog: DiseaseCatalog,
    /// Colours.
    pub palettes: Palettes,
    /// What the public is told.
    pub publication: PublicationRules,
    /// When numbers meet the criteria of an outbreak.
    pub alarms: OutbreakRules,
    /// Where the search for clusters begins.
    pub methods: StudyRuleBook,
    /// What is looked for every night.
    pub watch: WatchRules,
    sets: BTreeMap<SetName, TileSet>,
    styles: BTreeMap<String, serde_json::Value>,
}

/// The styles that are served.
const STYLES: [&str; 2] = ["peta", "dasar"];

impl TileData {
    /// Reads the built-in files; a file of the same name under `dir` stands in for the built-in one.
    pub fn load(dir: Option<&Path>) -> Result<Self, TileDataError> {
        let files = Files { dir };
        let catalog: DiseaseCatalog = files.toml("diseases.toml")?;
        let palettes: Palettes = files.toml("palettes.toml")?;
        check("diseases.toml", catalog.fault().or_else(|| colors_fault(&catalog, &palettes)))?;
        check("palettes.toml", palettes.fault())?;
        let publication: PublicationRules = files.toml("publication.toml")?;
        check("publication.toml", publication.fault())?;
        let alarms: OutbreakRules = files.toml("alarms.toml")?;
        check("alarms.toml", alarms.fault())?;
        let methods: StudyRuleBook = files.toml("methods.toml")?;
        check("methods.toml", methods.fault())?;
        let watch: WatchRules = files.toml("watch.toml")?;
        check("watch.toml", watch.fault())?;
        let mut sets = BTreeMap::new();
        for name in SetName::ALL {
            let file = format!("sets/{}.toml", name.word());
            let set: TileSet = files.toml(&file)?;
            check(&file, set.fault())?;
            sets.insert(name, set);
        }
        let mut styles = BTreeMap::new();
        for name in STYLES {
            let file = format!("styles/{name}.json");
            let style = serde_json::from_str(&files.text(&file)?);
            styles.insert(name.to_owned(), style.map_err(|e| fault(&file, e.to_string()))?);
        }
        Ok(Self { catalog, palettes, publication, alarms, methods, watch, sets, styles })
    }

    /// The description of a set.
    pub fn set(&self, name: SetName) -> Option<&TileSet> {
        self.sets.get(&name)
    }

    /// The template of a style.
    pub(super) fn style(&self, name: &str) -> Option<&serde_json::Value> {
        self.styles.get(name)
    }
}

struct Files<'a> {
    dir: Option<&'a Path>,
}

impl Files<'_> {
    fn text(&self, file: &str) -> Result<String, TileDataError> {
        let own = self.dir.map(|d| d.join(file)).filter(|path| path.exists());
        if let Some(path) = own {
            return std::fs::read_to_string(path)
                .map_err(|reason| TileDataError::Read { file: file.to_owned(), reason });
        }
        let built_in = BuiltIn::get(file).ok_or_else(|| TileDataError::Missing { file: file.to_owned() })?;
        String::from_utf8(built_in.data.into_owned()).map_err(|e| fault(file, e.to_string()))
    }

    fn toml<T: DeserializeOwned>(&self, file: &str) -> Result<T, TileDataError> {
        toml::from_str(&self.text(file)?).map_err(|e| fault(file, e.to_string()))
    }
}

fn fault(file: &str, reason: String) -> TileDataError {
    TileDataError::Fault { file: file.to_owned(), reason }
}

fn check(file: &str, found: Option<String>) -> Result<(), TileDataError> {
    found.map_or(Ok(()), |reason| Err(fault(file, reason)))
}

fn colors_fault(catalog: &DiseaseCatalog, palettes: &Palettes) -> Option<String> {
    catalog.disease.iter().find_map(|d| {
        let color = d.color.parse::<super::Rgb>().err().map(|e| format!("disease `{}`: color {e}", d.code));
        let ramp = palettes.ramp(&d.palette).is_none();
        color.or_else(|| ramp.then(|| format!("disease `{}`: there is no palette `{}`", d.code, d.palette)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_are_sound() {
        let data = TileData::load(None).unwrap();
        let codes: Vec<_> = data.catalog.disease.iter().map(|d| d.code.to_string()).collect();
        assert_eq!(codes, ["dbd", "leptospirosis"]);
        assert_eq!(data.palettes.ramp("merah").unwrap().colors(5).len(), 5);
    }

    #[test]
    fn a_city_replaces_single_files_and_hears_which_key_is_wrong() {
        let dir = tempfile::tempdir().unwrap();
        let own =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tiles/diseases.toml")).unwrap();
        std::fs::write(dir.path().join("diseases.toml"), own.replace("leptospirosis", "lepto")).unwrap();
        let data = TileData::load(Some(dir.path())).unwrap();
        assert_eq!(data.catalog.disease[1].code.as_str(), "lepto");

        for (from, to, named) in [
            ("palette = \"ungu\"", "palette = \"pink\"", "pink"),
            ("short = \"DBD\"", "shrot = \"DBD\"", "shrot"),
            ("#C7402D", "red", "red"),
        ] {
            std::fs::write(dir.path().join("diseases.toml"), own.replace(from, to)).unwrap();
            let message = TileData::load(Some(dir.path())).unwrap_err().to_string();
            assert!(message.contains("diseases.toml") && message.contains(named), "{message}");
        }
    }
}
