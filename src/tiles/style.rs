//! MapLibre styles: a template of `tiles/styles/` with the city's colours and addresses put in.
//!
//! In a template a text `{base}` stands for the server's address and a text of the form `@map.sea`, `@ramp.merah.3`
//! (the fourth of five colours), `@disease.dbd` or `@facility.rs` for a colour. A text that is `@case-color` or
//! `@facility-color` alone becomes an expression over all diseases or types.

use serde_json::{Value, json};

use super::{TileData, palette::MapColors};
use crate::index::Lens;

/// The style for a server address.
pub(super) fn fill(template: &Value, data: &TileData, lens: &Lens, base: &str) -> Value {
    let mut style = put(template, data, base.trim_end_matches('/'));
    if let (Some(b), Some(map)) = (lens.bounds(), style.as_object_mut()) {
        map.insert("name".into(), lens.city_name().into());
        map.insert("center".into(), json!([b.center().lon, b.center().lat]));
    }
    style
}

fn put(value: &Value, data: &TileData, base: &str) -> Value {
    match value {
        Value::String(text) => text.strip_prefix('@').map_or_else(
            || text.replace("{base}", base).into(),
            |name| color(name, data).unwrap_or_else(|| value.clone()),
        ),
        Value::Array(items) => items.iter().map(|v| put(v, data, base)).collect(),
        Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), put(v, data, base))).collect(),
        other => other.clone(),
    }
}

fn color(name: &str, data: &TileData) -> Option<Value> {
    let palettes = &data.palettes;
    if name == "case-color" {
        let pairs = data.catalog.disease.iter().map(|d| (d.code.to_string(), d.color.clone()));
        return Some(matching("disease", pairs, palettes.map.mixed.to_string()));
    }
    if name == "facility-color" {
        let pairs = palettes.facility.iter().map(|f| (f.kind.word().to_owned(), f.color.to_string()));
        return Some(matching("type", pairs, palettes.map.border.to_string()));
    }
    let mut words = name.split('.');
    let found = match (words.next()?, words.next()?, words.next()) {
        ("map", key, None) => map_color(&palettes.map, key)?.to_string(),
        ("ramp", ramp, Some(at)) => {
            palettes.ramp(ramp)?.colors(5).get(at.parse::<usize>().ok()?)?.to_string()
        }
        ("disease", code, None) => data.catalog.get(code.parse().ok()?)?.color.clone(),
        ("facility", kind, None) => palettes.facility(kind.parse().ok()?)?.color.to_string(),
        _ => return None,
    };
    Some(found.into())
}

fn map_color(map: &MapColors, key: &str) -> Option<super::Rgb> {
    Some(match key {
        "sea" => map.sea,
        "land" => map.land,
        "border" => map.border,
        "border_minor" => map.border_minor,
        "label" => map.label,
        "halo" => map.halo,
        "zero" => map.zero,
        "hatch" => map.hatch,
        "mixed" => map.mixed,
        "catchment" => map.catchment,
        "reach" => map.reach,
        _ => return None,
    })
}

fn matching(property: &str, pairs: impl Iterator<Item = (String, String)>, other: String) -> Value {
    let mut expression = vec![json!("match"), json!(["get", property])];
    for (key, color) in pairs {
        expression.extend([key.into(), color.into()]);
    }
    expression.push(other.into());
    Value::Array(expression)
}
