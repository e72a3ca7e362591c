//! A vector tile read by an independent decoder and held to the specification.

use std::collections::{BTreeMap, HashSet};

use fast_mvt::{MvtReaderRef, MvtValue};

pub type Properties = BTreeMap<String, MvtValue>;

pub struct Feature {
    pub id: u64,
    pub properties: Properties,
    pub rings: Vec<Vec<(i64, i64)>>,
    pub point: Option<(i64, i64)>,
}

/// Reads a tile and holds it to the specification: versions, extents, tags, ids, commands, rings and their turning.
pub fn read(bytes: &[u8]) -> BTreeMap<String, Vec<Feature>> {
    let mut layers = BTreeMap::new();
    let reader = MvtReaderRef::new(bytes).unwrap();
    for layer in reader.layers() {
        assert_eq!((layer.version(), layer.extent()), (2, 4096));
        let keys: HashSet<_> = layer.keys().iter().collect();
        assert_eq!(keys.len(), layer.keys().len(), "a key stands twice in {}", layer.name());
        let mut used = (HashSet::new(), HashSet::new());
        let mut features = Vec::new();
        for feature in layer.features() {
            for tag in feature.tags().chunks(2) {
                assert!((tag[0] as usize) < layer.keys().len() && (tag[1] as usize) < layer.values().len());
                used.0.insert(tag[0]);
                used.1.insert(tag[1]);
            }
            let mut found = Feature {
                id: feature.id().unwrap(),
                properties: feature.to_feature().unwrap().properties.into_iter().collect(),
                rings: Vec::new(),
                point: None,
            };
            commands(feature.geometry_commands(), feature.geom_type_value().unwrap(), &mut found);
            features.push(found);
        }
        assert!(!features.is_empty(), "an empty layer");
        assert_eq!((used.0.len(), used.1.len()), (layer.keys().len(), layer.values().len()), "unused words");
        let ids: HashSet<u64> = features.iter().map(|f| f.id).collect();
        assert_eq!(ids.len(), features.len(), "an id stands twice in {}", layer.name());
        assert!(ids.iter().all(|id| *id < 1 << 53), "an id that JavaScript cannot hold");
        assert!(layers.insert(layer.name().to_owned(), features).is_none(), "a layer stands twice");
    }
    layers
}

fn commands(data: &[u32], kind: i32, feature: &mut Feature) {
    let mut at = (0i64, 0i64);
    let mut i = 0;
    let mut ring: Vec<(i64, i64)> = Vec::new();
    while i < data.len() {
        let (id, count) = (data[i] & 7, data[i] >> 3);
        i += 1;
        if id == 7 {
            assert!(kind == 3 && count == 1 && ring.len() >= 3, "a ring of {} points", ring.len());
            feature.rings.push(std::mem::take(&mut ring));
            continue;
        }
        assert!(
            matches!(id, 1 | 2) && count > 0 && !(kind == 3 && id == 1 && (count != 1 || !ring.is_empty()))
        );
        for _ in 0..count {
            let step = |v: u32| i64::from((v >> 1) as i32 ^ -((v & 1) as i32));
            let moved = (step(data[i]), step(data[i + 1]));
            assert!(id == 1 || moved != (0, 0), "a step of no length");
            at = (at.0 + moved.0, at.1 + moved.1);
            ring.push(at);
            i += 2;
        }
    }
    if kind == 1 {
        assert_eq!(ring.len(), 1);
        assert!((0..4096).contains(&ring[0].0) && (0..4096).contains(&ring[0].1), "a point outside its tile");
        feature.point = Some(ring[0]);
    } else {
        assert!(ring.is_empty() && area(&feature.rings[0]) > 0, "the first ring is no exterior");
        assert!(feature.rings.iter().all(|r| area(r) != 0 && r.first() != r.last()));
    }
}

pub fn area(ring: &[(i64, i64)]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

pub fn uint(feature: &Feature, key: &str) -> u64 {
    match feature.properties.get(key) {
        Some(MvtValue::UInt(n)) => *n,
        other => panic!("{key} is {other:?}"),
    }
}

pub fn text<'a>(feature: &'a Feature, key: &str) -> Option<&'a str> {
    feature.properties.get(key).map(|v| match v {
        MvtValue::String(text) => text.as_str(),
        other => panic!("{key} is {other:?}"),
    })
}
