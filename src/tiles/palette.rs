//! Colours: `tiles/palettes.toml` read and checked.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::domain::FacilityType;

/// A colour, 8 bits a channel, written `#RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl FromStr for Rgb {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("`{text}` is no colour; write for example #1B4F9C");
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii()).ok_or_else(bad)?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| bad());
        Ok(Self(channel(0)?, channel(2)?, channel(4)?))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

impl Serialize for Rgb {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rgb {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// All colours of the map.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Palettes {
    /// The base map and what is no data.
    pub map: MapColors,
    /// Heat maps.
    pub heat: HeatColors,
    /// Sequential ramps.
    pub ramp: Vec<Ramp>,
    /// Facilities, in the order of the legend.
    pub facility: Vec<FacilityStyle>,
}

/// Colours that are no ramp.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapColors {
    /// Water and everything outside.
    pub sea: Rgb,
    /// Districts without a value.
    pub land: Rgb,
    /// Borders of kecamatan and above.
    pub border: Rgb,
    /// Borders of kelurahan.
    pub border_minor: Rgb,
    /// Names.
    pub label: Rgb,
    /// The rim around names and marks.
    pub halo: Rgb,
    /// Districts where nothing happened.
    pub zero: Rgb,
    /// The lines over districts without a figure.
    pub hatch: Rgb,
    /// Bubbles that hold several diseases.
    pub mixed: Rgb,
    /// The ramp for several diseases together.
    pub mixed_ramp: String,
    /// Outlines of wilayah kerja.
    pub catchment: Rgb,
    /// Reach circles.
    pub reach: Rgb,
}

/// How heat maps are coloured.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeatColors {
    /// How opaque the colours are drawn, 0 to 1.
    pub opacity: f32,
    /// The colours of the classes, the lowest first.
    pub colors: [Rgb; 5],
}

/// A sequential ramp in one hue, light to dark, for each number of classes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ramp {
    /// Its name in `diseases.toml`.
    pub name: String,
    /// Colours by number of classes, 3 to 7.
    pub classes: BTreeMap<String, Vec<Rgb>>,
}

impl Ramp {
    /// The colours for `count` classes. One or two classes take the middle of the ramp of three.
    pub fn colors(&self, count: usize) -> Vec<Rgb> {
        let of = |n: usize| self.classes.get(&n.to_string()).cloned().unwrap_or_default();
        match count {
            0 => Vec::new(),
            1 => of(3).into_iter().skip(1).take(1).collect(),
            2 => of(3).into_iter().step_by(2).collect(),
            n => of(n.min(7)),
        }
    }
}

/// How a type of facility looks and what it is called.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacilityStyle {
    /// The type.
    #[serde(rename = "type")]
    pub kind: FacilityType,
    /// Name in Bahasa Indonesia.
    pub name_id: String,
    /// Name in English.
    pub name_en: String,
    /// The ring.
    pub color: Rgb,
    /// Pictogram as SVG path data in a box of 24 x 24, absolute M, L, H, V and Z only.
    pub icon: String,
}

impl Palettes {
    /// The ramp of a name.
    pub fn ramp(&self, name: &str) -> Option<&Ramp> {
        self.ramp.iter().find(|r| r.name == name)
    }

    /// The look of a facility type.
    pub fn facility(&self, kind: FacilityType) -> Option<&FacilityStyle> {
        self.facility.iter().find(|f| f.kind == kind)
    }

    /// What is wrong, in one sentence that names the key; `None` when all is sound.
    pub(super) fn fault(&self) -> Option<String> {
        for ramp in &self.ramp {
            for count in 3..=7 {
                let have = ramp.classes.get(&count.to_string()).map(Vec::len);
                if have != Some(count) {
                    return Some(format!("ramp `{}`: classes.{count} must list {count} colours", ramp.name));
                }
            }
            if let Some(key) = ramp.classes.keys().find(|k| !matches!(k.parse(), Ok(3..=7))) {
                return Some(format!("ramp `{}`: classes.{key} is none of 3 to 7", ramp.name));
            }
        }
        if self.ramp(&self.map.mixed_ramp).is_none() {
            return Some(format!("map.mixed_ramp: there is no ramp `{}`", self.map.mixed_ramp));
        }
        if !(0.1..=1.0).contains(&self.heat.opacity) {
            return Some(format!("heat.opacity: {} is not between 0.1 and 1", self.heat.opacity));
        }
        let missing = FacilityType::ALL.into_iter().find(|t| self.facility(*t).is_none());
        if let Some(kind) = missing {
            return Some(format!("facility: the type `{}` is missing", kind.word()));
        }
        let bad = self.facility.iter().find_map(|f| icon_steps(&f.icon).err().map(|e| (f.kind, e)));
        bad.map(|(kind, e)| format!("facility `{}`: icon {e}", kind.word()))
    }
}

/// One step of a pictogram.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum IconStep {
    /// Start a contour.
    Move(f32, f32),
    /// A straight line.
    Line(f32, f32),
    /// Back to the start of the contour.
    Close,
}

/// Reads the path data of a pictogram.
pub(super) fn icon_steps(path: &str) -> Result<Vec<IconStep>, String> {
    let spaced: String = path
        .chars()
        .flat_map(|c| if c.is_ascii_alphabetic() { vec![' ', c, ' '] } else { vec![c] })
        .map(|c| if c == ',' { ' ' } else { c })
        .collect();
    let mut tokens = spaced.split_ascii_whitespace();
    let mut steps = Vec::new();
    let mut at = (0.0, 0.0);
    while let Some(command) = tokens.next() {
        let mut number = || {
            let text = tokens.next().unwrap_or("nothing");
            text.parse::<f32>().ok().filter(|n| n.is_finite()).ok_or(format!("has `{text}` for a number"))
        };
        match command {
            "M" | "L" => at = (number()?, number()?),
            "H" => at.0 = number()?,
            "V" => at.1 = number()?,
            "Z" => {}
            other => return Err(format!("has `{other}`; only M, L, H, V and Z are known")),
        }
        steps.push(match command {
            "M" => IconStep::Move(at.0, at.1),
            "Z" => IconStep::Close,
            _ => IconStep::Line(at.0, at.1),
        });
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_read_and_print_the_same() {
        assert_eq!("#1B4F9C".parse::<Rgb>().unwrap().to_string(), "#1B4F9C");
        for bad in ["1B4F9C", "#1B4F9", "#GGGGGG", "#ééé", "red"] {
            assert!(bad.parse::<Rgb>().is_err(), "{bad}");
        }
    }

    #[test]
    fn pictograms_are_paths_of_straight_lines() {
        let steps = icon_steps("M4 4 H20 V8L4,8Z").unwrap();
        assert_eq!(steps.len(), 5);
        assert_eq!(steps[3], IconStep::Line(4.0, 8.0));
        assert!(icon_steps("M4 4 C1 2 3 4 5 6").is_err());
        assert!(icon_steps("M4").is_err());
    }
}
