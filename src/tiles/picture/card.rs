//! The card that stands beside a link in messages and social media: one disease, one number, one map, and what the dots
//! on it mean. It shows what everyone may see, to everyone the same.

use std::sync::Arc;

use super::{PictureLayer, PictureRequest, map, opened};
use crate::{
    domain::Language,
    index::Lens,
    tiles::{
        Palettes, Rgb, TileError, TileQuery,
        legend::Shading,
        raster::{self, Canvas, Fill, View, Weight, width as text_width},
        service::TileService,
    },
};

/// Pixels, as programs that show links ask for.
const SIZE: (u32, u32) = (1200, 630);

/// What stays white around everything.
const MARGIN: f64 = 40.0;

/// Width of the words beside the map.
const WORDS: f64 = 392.0;

const INK: Rgb = Rgb(0x22, 0x22, 0x20);
const QUIET: Rgb = Rgb(0x5A, 0x58, 0x53);
const ALERT: Rgb = Rgb(0xA0, 0x2C, 0x1C);

/// Draws the card; a plain map where nothing was published.
pub(in crate::tiles) fn draw(
    service: &TileService,
    lens: &Lens,
    language: Language,
) -> Result<Vec<u8>, TileError> {
    let request = PictureRequest {
        area: None,
        width: SIZE.0,
        height: SIZE.1,
        layers: vec![PictureLayer::Districts],
        query: TileQuery::default(),
        language,
    };
    let request = opened(lens, &request);
    let (wide, high) = (f64::from(SIZE.0), f64::from(SIZE.1));
    let mut canvas = Canvas::new(View::sheet(wide, high, 1.0))?;
    canvas.flood(Rgb(255, 255, 255));
    let frame = (wide - WORDS - 2.5 * MARGIN, high - 1.2 * MARGIN);
    let drawn = map(service, lens, &request, frame, 1.0)?;
    let corner = (WORDS + 1.9 * MARGIN, 0.6 * MARGIN);
    canvas.lay(&drawn, corner);
    let palettes = &service.data().palettes;
    canvas.frame(corner.0, corner.1, frame.0, frame.1, palettes.map.border, 0.8);
    let level = super::level_of(lens, &request, &drawn.view);
    let shading = service.shading_if_open(lens, &request.query, level);
    let mut card = Card { lens, request: &request, palettes, canvas, y: MARGIN };
    match shading.filter(|shading| shading.release.is_some()) {
        Some(shading) => card.published(&shading),
        None => card.unpublished(),
    }
    raster::encode(card.canvas.pixmap(), false)
}

/// A card while it is written, from the top down.
struct Card<'a> {
    lens: &'a Lens,
    request: &'a PictureRequest,
    palettes: &'a Palettes,
    canvas: Canvas,
    y: f64,
}

impl Card<'_> {
    fn published(&mut self, shading: &Arc<Shading>) {
        let language = self.request.language;
        self.place();
        let disease = self.request.query.filter.diseases.first().and_then(|d| self.lens.catalog().get(*d));
        let year = shading.legend.from.map(|day| day.format("%Y").to_string()).unwrap_or_default();
        let short = disease.map_or("", |d| d.short.as_str());
        self.text(&format!("{short} {year}"), 34.0, Weight::Bold, INK);
        let number = shading.total.cases.map_or_else(
            || language.hidden(shading.release.and_then(|r| r.k)),
            |cases| language.number(cases as f64),
        );
        let size = if shading.total.cases.is_some() { 104.0 } else { 34.0 };
        self.text(&number, size, Weight::Bold, INK);
        let died = shading.total.deaths.map(|n| {
            format!(
                ", {} {}",
                language.number(n as f64),
                language.pick("di antaranya meninggal", "of them died")
            )
        });
        let cases = language.pick("kasus", "cases");
        self.text(&format!("{cases}{}", died.unwrap_or_default()), 22.0, Weight::Regular, INK);
        self.y += 14.0;
        self.classes(shading);
        self.y = self.y.max(f64::from(SIZE.1) - MARGIN - 84.0);
        if shading.legend.kept_back.as_ref().is_some_and(|hidden| hidden.count > 0) {
            let why = language.pick(
                "Angka kecil tidak ditampilkan agar tidak ada orang yang dapat dikenali.",
                "Small numbers are not shown, so that nobody can be recognised.",
            );
            self.text(why, 15.0, Weight::Regular, QUIET);
        }
        let release = shading.release.map_or(0, |release| release.id);
        let as_of = shading.legend.as_of.map(|day| language.day(day)).unwrap_or_default();
        let (word, day) =
            (language.pick("Rilis", "Release"), language.pick("data per tanggal", "data as of"));
        self.text(&format!("{word} {release} · {day} {as_of}"), 15.0, Weight::Regular, QUIET);
    }

    fn unpublished(&mut self) {
        let language = self.request.language;
        self.place();
        let title = language.pick("Peta penyakit dan fasilitas kesehatan", "Map of diseases and health care");
        self.text(title, 34.0, Weight::Bold, INK);
        self.y += 14.0;
        let none = language.pick("Belum ada angka yang diterbitkan.", "No numbers were published yet.");
        self.text(none, 22.0, Weight::Regular, QUIET);
    }

    fn place(&mut self) {
        let name = self.lens.city_name().to_owned();
        self.text(&name, 22.0, Weight::Bold, QUIET);
        if self.lens.is_simulated() {
            let text = self.request.language.pick("DATA SIMULASI", "SIMULATED DATA");
            self.text(text, 17.0, Weight::Bold, ALERT);
        }
    }

    /// What the colours mean.
    fn classes(&mut self, shading: &Shading) {
        let language = self.request.language;
        let legend = &shading.legend;
        let indicator = self.request.query.display.indicator;
        self.text(language.indicator(indicator), 15.0, Weight::Bold, INK);
        self.y += 6.0;
        let mut rows: Vec<(Fill, String)> = Vec::new();
        for class in legend.classes.iter().rev() {
            rows.push((Fill::Plain(class.color), language.label(&class.label)));
        }
        if legend.zero.count > 0 {
            rows.push((Fill::Plain(legend.zero.color), "0".to_owned()));
        }
        if let Some(hidden) = legend.kept_back.as_ref().filter(|hidden| hidden.count > 0) {
            rows.push((Fill::Dotted, language.hidden(hidden.k)));
        }
        if legend.no_data.count > 0 {
            rows.push((Fill::Hatched, language.pick("tidak ada data", "no data").to_owned()));
        }
        for (fill, label) in rows {
            fill.swatch(&mut self.canvas, self.palettes, (MARGIN, self.y), (30.0, 15.0));
            let at = (MARGIN + 40.0, self.y + 13.0);
            self.canvas.write(&label, at, 15.0, Weight::Regular, INK, None);
            self.y += 22.0;
        }
    }

    /// Writes a text over as many lines as it needs, and moves down.
    fn text(&mut self, text: &str, size: f32, weight: Weight, color: Rgb) {
        let mut line = String::new();
        let mut lines = Vec::new();
        for word in text.split(' ') {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if f64::from(text_width(&longer, size, weight)) > WORDS && !line.is_empty() {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(line);
        for line in lines {
            self.y += f64::from(size);
            self.canvas.write(&line, (MARGIN, self.y), size, weight, color, None);
            self.y += f64::from(size) * 0.25;
        }
    }
}
