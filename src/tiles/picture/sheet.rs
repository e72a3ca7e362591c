//! The sheet around a map: where things stand, and what title and foot say.

use std::sync::Arc;

use tiny_skia::Pixmap;

use super::{PictureLayer, PictureRequest, area_of, column::Column, heat_of, level_of};
use crate::{
    domain::{CaseFilter, Language, Level},
    index::Lens,
    tiles::{
        Indicator, LegendHeat, Palettes, Rgb, SetName, TileError,
        legend::Shading,
        raster::{Canvas, View, Weight, width as text_width},
        service::TileService,
    },
};

/// White space around everything.
pub(super) const MARGIN: f64 = 22.0;

/// Height of title and subtitle.
const HEAD: f64 = 56.0;

/// Height of the foot.
const FOOT: f64 = 26.0;

/// Width of the legend beside the map.
const SIDE: f64 = 214.0;

/// Height of the legend below the map.
const BELOW: f64 = 232.0;

const INK: Rgb = Rgb(0x22, 0x22, 0x20);
const QUIET: Rgb = Rgb(0x6B, 0x69, 0x63);
const ALERT: Rgb = Rgb(0xA0, 0x2C, 0x1C);

/// A sheet while it is written.
pub(super) struct Sheet<'a> {
    pub lens: &'a Lens,
    pub request: &'a PictureRequest,
    pub palettes: &'a Palettes,
    pub shading: Option<Arc<Shading>>,
    pub heat: Option<Arc<LegendHeat>>,
    pub level: Level,
    pub canvas: Canvas,
    /// The map's view, once it is laid.
    pub map: Option<View>,
    sources: String,
    beside: bool,
}

impl<'a> Sheet<'a> {
    /// An empty sheet of a size in pixels.
    pub fn new(
        service: &'a TileService,
        lens: &'a Lens,
        request: &'a PictureRequest,
        width: u32,
        height: u32,
    ) -> Result<Self, TileError> {
        let beside = f64::from(width) >= f64::from(height) * 0.9;
        let (wide, high) = if beside { (1100.0, 580.0) } else { (620.0, 800.0) };
        let scale = (f64::from(width) / wide).min(f64::from(height) / high).clamp(0.25, 2.4) as f32;
        let view =
            View::sheet(f64::from(width) / f64::from(scale), f64::from(height) / f64::from(scale), scale);
        let mut canvas = Canvas::new(view)?;
        canvas.flood(Rgb(255, 255, 255));
        let mut sheet = Self {
            lens,
            request,
            palettes: &service.data().palettes,
            shading: None,
            heat: heat_of(service, lens, request),
            level: Level::Kecamatan,
            canvas,
            map: None,
            sources: sources(service, request),
            beside,
        };
        let (_, size) = sheet.map_frame();
        let view = View::fitting(area_of(lens, request), size.0, size.1, scale);
        sheet.level = level_of(lens, request, &view);
        if request.has(PictureLayer::Districts) {
            sheet.shading = service.shading_if_open(lens, &request.query, sheet.level);
        }
        Ok(sheet)
    }

    /// Device pixels per CSS pixel.
    pub fn scale(&self) -> f32 {
        self.canvas.view.scale
    }

    /// The pixels.
    pub fn pixmap(&self) -> &Pixmap {
        self.canvas.pixmap()
    }

    /// Corner and size of the map in CSS pixels.
    pub fn map_frame(&self) -> ((f64, f64), (f64, f64)) {
        let (wide, high) = (self.canvas.view.width, self.canvas.view.height);
        let (side, below) = if self.beside { (SIDE + MARGIN, 0.0) } else { (0.0, BELOW) };
        let size = (wide - 2.0 * MARGIN - side, high - HEAD - FOOT - 1.6 * MARGIN - below);
        ((MARGIN, MARGIN * 0.8 + HEAD), (size.0.max(64.0), size.1.max(64.0)))
    }

    /// Lays the map into its frame.
    pub fn lay_map(&mut self, map: &Canvas, at: (f64, f64)) {
        self.canvas.lay(map, at);
        let view = map.view;
        self.canvas.frame(at.0, at.1, view.width, view.height, self.palettes.map.border, 0.8);
        self.map = Some(view);
    }

    /// Writes head, legend and foot.
    pub fn write_all(&mut self) {
        self.head();
        let ((left, top), (wide, high)) = self.map_frame();
        let column = if self.beside {
            Column { left: left + wide + MARGIN, top, bottom: top + high, width: SIDE }
        } else {
            Column { left, top: top + high + 14.0, bottom: top + high + BELOW - 6.0, width: wide }
        };
        column.write(self);
        self.foot();
    }

    fn head(&mut self) {
        let mut room = self.canvas.view.width - 2.0 * MARGIN;
        let language = self.request.language;
        if self.lens.is_simulated() {
            let text = language.pick("DATA SIMULASI", "SIMULATED DATA");
            let wide = f64::from(text_width(text, 12.0, Weight::Bold)) + 20.0;
            let left = self.canvas.view.width - MARGIN - wide;
            self.canvas.rect(left, MARGIN, wide, 24.0, ALERT, 1.0);
            let white = Rgb(255, 255, 255);
            self.canvas.write_centered(
                text,
                (left + wide / 2.0, MARGIN + 12.0),
                12.0,
                Weight::Bold,
                white,
                None,
            );
            room -= wide + 16.0;
        }
        let (title, subtitle) = (self.title(), self.subtitle());
        self.line(&title, (MARGIN, MARGIN + 18.0), 21.0, Weight::Bold, INK, room);
        self.line(&subtitle, (MARGIN, MARGIN + 40.0), 13.0, Weight::Regular, QUIET, room);
    }

    fn foot(&mut self) {
        let language = self.request.language;
        let mut parts = Vec::new();
        let release = self.shading.as_ref().and_then(|s| Some((s.release?, s.legend.as_of?)));
        if let Some((release, _)) = release {
            parts.push(format!("{} {}", language.pick("Rilis", "Release"), release.id));
        }
        if let Some(day) = release.map(|(_, as_of)| as_of).or(self.lens.as_of()) {
            let day = self.request.query.filter.as_of.map_or(day, |asked| asked.min(day));
            parts.push(format!("{} {}", language.pick("Data per tanggal", "Data as of"), language.day(day)));
        }
        parts.push(format!("{}: {}", language.pick("Sumber", "Source"), self.sources));
        if self.shading.is_some() && self.request.query.display.indicator == Indicator::Ir {
            let summary = self.lens.summary(&self.request.query.filter);
            let people = summary.map(|s| s.population_source.join("; ")).unwrap_or_default();
            if !people.is_empty() {
                parts.push(format!("{}: {people}", language.pick("Penduduk", "Population")));
            }
        }
        let high = self.canvas.view.height;
        let room = self.canvas.view.width - 2.0 * MARGIN;
        self.line(&parts.join("  ·  "), (MARGIN, high - MARGIN * 0.7), 10.5, Weight::Regular, QUIET, room);
    }

    /// Writes a line, smaller or cut where it has no room.
    pub fn line(&mut self, text: &str, at: (f64, f64), size: f32, weight: Weight, color: Rgb, room: f64) {
        let mut size = size;
        let fits = |text: &str, size| f64::from(text_width(text, size, weight)) <= room;
        for _ in 0..6 {
            if !fits(text, size) {
                size *= 0.94;
            }
        }
        let mut cut = text.to_owned();
        while !fits(&cut, size) && cut.chars().count() > 1 {
            let short: String = cut.trim_end_matches('…').chars().collect();
            let keep = short.chars().count() - 1;
            cut = short.chars().take(keep).collect::<String>() + "…";
        }
        self.canvas.write(&cut, at, size, weight, color, None);
    }

    /// A line of a legend.
    pub fn entry(&mut self, text: &str, at: (f64, f64), room: f64) {
        self.line(text, at, 11.5, Weight::Regular, INK, room);
    }

    /// The head of a part of the legend.
    pub fn heading(&mut self, text: &str, at: (f64, f64), room: f64) {
        self.line(text, at, 12.0, Weight::Bold, INK, room);
    }

    /// A small remark.
    pub fn remark(&mut self, text: &str, at: (f64, f64), room: f64) {
        self.line(text, at, 10.0, Weight::Regular, QUIET, room);
    }

    fn title(&self) -> String {
        let language = self.request.language;
        let level = language.level(self.level);
        let disease = self.disease();
        if self.shading.is_some() {
            let indicator = language.indicator(self.request.query.display.indicator);
            let by = language.pick("menurut", "by");
            return format!("{disease}: {} {by} {level}", lower_first(indicator));
        }
        if self.heat.is_some() {
            return format!("{disease}: {}", language.pick("kepadatan kasus", "case density"));
        }
        if self.request.has(PictureLayer::Cases) {
            return format!("{disease}: {}", language.pick("sebaran kasus", "where cases are"));
        }
        if self.request.has(PictureLayer::Coverage) {
            return language.pick("Jangkauan pelayanan", "Coverage of services").to_owned();
        }
        if self.request.has(PictureLayer::Facilities) {
            return language.pick("Fasilitas kesehatan", "Health facilities").to_owned();
        }
        format!("{} {level}", language.pick("Peta", "Map by"))
    }

    fn disease(&self) -> String {
        let catalog = self.lens.catalog();
        let asked = &self.request.query.filter.diseases;
        let all = asked.is_empty() || asked.len() == catalog.disease.len();
        if all && catalog.disease.len() > 1 {
            return self.request.language.pick("Semua penyakit", "All diseases").to_owned();
        }
        let shorts = catalog.disease.iter().filter(|d| asked.is_empty() || asked.contains(&d.code));
        shorts.map(|d| d.short.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn subtitle(&self) -> String {
        let filter = &self.request.query.filter;
        let mut parts = vec![self.lens.city_name().to_owned()];
        if self.shading.is_some() || self.heat.is_some() || self.request.has(PictureLayer::Cases) {
            let (from, to) = match &self.shading {
                Some(shading) => (shading.legend.from, shading.legend.to),
                None => (filter.period.from, filter.period.to),
            };
            parts.push(self.request.language.period(from, to));
            parts.extend(conditions(filter, self.request.language));
        }
        parts.join("  ·  ")
    }
}

/// The filter in words: a printed map must say what it leaves out.
fn conditions(filter: &CaseFilter, language: Language) -> Vec<String> {
    let mut parts = Vec::new();
    let mut add =
        |id: &str, en: &str, value: String| parts.push(format!("{} {value}", language.pick(id, en)));
    if filter.date == crate::domain::filter::DateField::Reported {
        add("menurut tanggal", "by date of", language.pick("lapor", "report").to_owned());
    }
    if let Some(sex) = filter.sex {
        add("jenis kelamin", "sex", sex.word().to_owned());
    }
    match (filter.age_min, filter.age_max) {
        (Some(a), Some(b)) => add("umur", "age", format!("{a}–{b}")),
        (Some(a), None) => add("umur", "age", format!("≥ {a}")),
        (None, Some(b)) => add("umur", "age", format!("≤ {b}")),
        (None, None) => {}
    }
    let join = |words: Vec<String>| words.join(", ");
    if !filter.status.is_empty() {
        add("status", "status", join(filter.status.iter().map(|s| s.word().to_owned()).collect()));
    }
    if !filter.outcome.is_empty() {
        add("keadaan", "outcome", join(filter.outcome.iter().map(|o| o.word().to_owned()).collect()));
    }
    if !filter.districts.is_empty() {
        add("wilayah", "district", join(filter.districts.iter().map(ToString::to_string).collect()));
    }
    if !filter.puskesmas.is_empty() {
        add("puskesmas", "puskesmas", join(filter.puskesmas.iter().map(ToString::to_string).collect()));
    }
    parts
}

/// Whom to name for the layers of a picture.
fn sources(service: &TileService, request: &PictureRequest) -> String {
    let sets = [
        (PictureLayer::Heat, SetName::Heat),
        (PictureLayer::Cases, SetName::Cases),
        (PictureLayer::Facilities, SetName::Facilities),
        (PictureLayer::Coverage, SetName::Coverage),
    ];
    let mut names: Vec<&str> = Vec::new();
    if request.has(PictureLayer::Districts) {
        names.extend(service.set(SetName::Cases).ok().map(|s| s.attribution.as_str()));
    }
    let shown = sets.iter().filter(|(layer, _)| request.has(*layer));
    names.extend(shown.filter_map(|(_, set)| service.set(*set).ok()).map(|s| s.attribution.as_str()));
    names.extend(service.set(SetName::Districts).ok().map(|s| s.attribution.as_str()));
    let mut once: Vec<&str> = Vec::new();
    names.into_iter().for_each(|n| {
        if !once.contains(&n) {
            once.push(n);
        }
    });
    once.join("; ")
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}
