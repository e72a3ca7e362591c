//! The legend of a sheet, its scale bar and north arrow.

use tiny_skia::PathBuilder;

use super::{PictureLayer, sheet::Sheet};
use crate::{
    index::CatchmentSource,
    tiles::{
        Rgb,
        raster::{Brush, Fill, Weight, symbol},
    },
};

const INK: Rgb = Rgb(0x22, 0x22, 0x20);

/// Height of a line of the legend.
const LINE: f64 = 19.0;

/// Where the legend stands, in CSS pixels. A wide place is filled in columns.
pub(super) struct Column {
    pub left: f64,
    pub top: f64,
    pub bottom: f64,
    pub width: f64,
}

/// Where the next line goes.
struct Pen {
    x: f64,
    y: f64,
    room: f64,
    top: f64,
    bottom: f64,
}

impl Pen {
    /// Moves down.
    fn down(&mut self, by: f64) {
        self.y += by;
    }

    /// Whether some lines have room here; else moves to the next column, where there is one.
    fn keep(&mut self, lines: f64, right: f64) -> bool {
        if self.y + lines * LINE <= self.bottom {
            return true;
        }
        if self.x + self.room * 2.0 + 16.0 <= right + 1.0 {
            self.x += self.room + 16.0;
            self.y = self.top;
            return true;
        }
        false
    }
}

impl Column {
    /// Writes the parts for the layers of the picture, then scale and north.
    pub fn write(&self, sheet: &mut Sheet<'_>) {
        let wide = self.width > 400.0;
        let room = if wide { (self.width - 32.0) / 3.0 } else { self.width };
        let foot = if wide { 0.0 } else { 44.0 };
        let mut pen = Pen { x: self.left, y: self.top, room, top: self.top, bottom: self.bottom - foot };
        let right = if wide { self.left + self.width - room } else { self.left + self.width };
        if sheet.request.has(PictureLayer::Districts) {
            districts(sheet, &mut pen, right);
        }
        heat(sheet, &mut pen, right);
        if sheet.request.has(PictureLayer::Cases) {
            cases(sheet, &mut pen, right);
        }
        if sheet.request.has(PictureLayer::Facilities) {
            facilities(sheet, &mut pen, right);
        }
        if sheet.request.has(PictureLayer::Coverage) {
            coverage(sheet, &mut pen, right);
        }
        let scale_left = if wide { self.left + self.width - room } else { self.left };
        self.scale_bar(sheet, scale_left);
        north(sheet, (self.left + self.width - 12.0, self.bottom - 34.0));
    }

    /// A bar of a round length, at most as long as there is room.
    fn scale_bar(&self, sheet: &mut Sheet<'_>, left: f64) {
        let Some(metres) = sheet.map.map(|view| view.metres_per_pixel()) else { return };
        let longest = 130.0 * metres;
        let power = 10f64.powf(longest.log10().floor());
        let length = [5.0, 2.0, 1.0].map(|s| s * power).into_iter().find(|l| *l <= longest).unwrap_or(power);
        let pixels = length / metres;
        let y = self.bottom - 6.0;
        for (i, color) in [INK, Rgb(255, 255, 255)].into_iter().enumerate() {
            sheet.canvas.rect(left + pixels / 2.0 * i as f64, y, pixels / 2.0, 4.0, color, 1.0);
        }
        sheet.canvas.frame(left, y, pixels, 4.0, INK, 0.8);
        let text = if length >= 1000.0 {
            format!("{} km", sheet.request.language.number(length / 1000.0))
        } else {
            format!("{} m", sheet.request.language.number(length))
        };
        sheet.remark("0", (left, y - 5.0), 20.0);
        sheet.remark(&text, (left + pixels - 14.0, y - 5.0), 80.0);
    }
}

fn districts(sheet: &mut Sheet<'_>, pen: &mut Pen, right: f64) {
    let language = sheet.request.language;
    let Some(shading) = sheet.shading.clone() else {
        if pen.keep(1.0, right) {
            let text = language.pick("Jumlah kasus tidak ditampilkan", "Counts are not shown");
            sheet.remark(text, (pen.x, pen.y + 10.0), pen.room);
            pen.down(LINE * 1.4);
        }
        return;
    };
    let legend = &shading.legend;
    pen.keep(2.0, right);
    let title = language.indicator(sheet.request.query.display.indicator);
    sheet.heading(title, (pen.x, pen.y + 10.0), pen.room);
    pen.down(LINE * 0.95);
    let mut rows: Vec<(Fill, String, usize)> = Vec::new();
    for class in legend.classes.iter().rev() {
        rows.push((Fill::Plain(class.color), language.label(&class.label), class.count));
    }
    if legend.zero.count > 0 {
        rows.push((Fill::Plain(legend.zero.color), "0".to_owned(), legend.zero.count));
    }
    if legend.no_data.count > 0 {
        let text = language.pick("tidak ada data", "no data");
        rows.push((Fill::Hatched, text.to_owned(), legend.no_data.count));
    }
    if let Some(hidden) = legend.kept_back.as_ref().filter(|hidden| hidden.count > 0) {
        rows.push((Fill::Dotted, language.hidden(hidden.k), hidden.count));
    }
    for (fill, label, count) in rows {
        if !pen.keep(1.0, right) {
            return;
        }
        let under = sheet.request.has(PictureLayer::Cases) || sheet.heat.is_some();
        let fill = if under { fill.muted() } else { fill };
        fill.swatch(&mut sheet.canvas, sheet.palettes, (pen.x, pen.y), (26.0, 14.0));
        sheet.entry(&label, (pen.x + 34.0, pen.y + 11.0), pen.room - 76.0);
        sheet.remark(&format!("({count})"), (pen.x + pen.room - 36.0, pen.y + 11.0), 36.0);
        pen.down(LINE);
    }
    if pen.keep(2.0, right) {
        let level = language.level(sheet.level);
        let method = language.method(legend.method);
        let text = format!("{}: {method}", language.pick("Kelas", "Classes"));
        sheet.remark(&text, (pen.x, pen.y + 10.0), pen.room);
        let text = format!("(n) = {} {level}", language.pick("jumlah", "number of"));
        sheet.remark(&text, (pen.x, pen.y + 23.0), pen.room);
        pen.down(LINE * 2.1);
    }
}

fn heat(sheet: &mut Sheet<'_>, pen: &mut Pen, right: f64) {
    let language = sheet.request.language;
    let Some(legend) = sheet.heat.clone() else { return };
    pen.keep(2.0, right);
    let title = language.pick("Kasus per km² dalam periode", "Cases per km² in the period");
    sheet.heading(title, (pen.x, pen.y + 10.0), pen.room);
    pen.down(LINE * 0.95);
    for class in legend.classes.iter().rev() {
        if !pen.keep(1.0, right) {
            return;
        }
        sheet.canvas.rect(pen.x, pen.y, 26.0, 14.0, sheet.palettes.map.land, 1.0);
        sheet.canvas.rect(pen.x, pen.y, 26.0, 14.0, class.color, legend.opacity);
        sheet.canvas.frame(pen.x, pen.y, 26.0, 14.0, sheet.palettes.map.border, 0.6);
        sheet.entry(&language.label(&class.label), (pen.x + 34.0, pen.y + 11.0), pen.room - 34.0);
        pen.down(LINE);
    }
    if pen.keep(2.0, right) {
        let radius = language.number(f64::from(legend.bandwidth_m));
        let kernel = language.pick("Kernel kuartik, lebar pita", "Quartic kernel, bandwidth");
        sheet.remark(&format!("{kernel} {radius} m"), (pen.x, pen.y + 10.0), pen.room);
        sheet.remark("Silverman (1986), 4.2", (pen.x, pen.y + 23.0), pen.room);
        pen.down(LINE * 2.1);
    }
}

fn cases(sheet: &mut Sheet<'_>, pen: &mut Pen, right: f64) {
    let language = sheet.request.language;
    let brush = Brush::of(sheet.lens, sheet.palettes);
    let asked = &sheet.request.query.filter.diseases;
    let watched = sheet.lens.catalog().disease.iter().filter(|d| asked.is_empty() || asked.contains(&d.code));
    let mut rows: Vec<(Rgb, String, bool)> =
        watched.map(|d| (brush.hue(d.code), d.short.clone(), false)).collect();
    let several = rows.len() > 1;
    let group = language.pick("gugus, angka = jumlah kasus", "group, number = cases");
    let hue = if several { sheet.palettes.map.mixed } else { rows.first().map_or(INK, |r| r.0) };
    rows.push((hue, group.to_owned(), true));
    if !pen.keep(rows.len() as f64 + 1.0, right) {
        return;
    }
    sheet.heading(language.pick("Kasus", "Cases"), (pen.x, pen.y + 10.0), pen.room);
    pen.down(LINE * 0.95);
    for (color, text, large) in rows {
        let rim = Some((sheet.palettes.map.halo, 1.0));
        let radius = if large { 8.5 } else { 4.5 };
        sheet.canvas.disc((pen.x + 13.0, pen.y + 7.0), radius, (color, 0.9), rim);
        sheet.entry(&text, (pen.x + 34.0, pen.y + 11.0), pen.room - 34.0);
        pen.down(LINE);
    }
    let missing =
        sheet.lens.summary(&sheet.request.query.filter).map_or(0, |s| s.without_point.unwrap_or_default());
    if missing > 0 {
        let text = format!(
            "{} {}",
            language.number(missing as f64),
            language.pick("kasus tanpa titik tidak digambar", "cases without a point are not drawn")
        );
        sheet.remark(&text, (pen.x, pen.y + 10.0), pen.room);
        pen.down(LINE);
    }
    pen.down(6.0);
}

fn facilities(sheet: &mut Sheet<'_>, pen: &mut Pen, right: f64) {
    let language = sheet.request.language;
    let Some(area) = sheet.map.map(|view| view.bounds(0.0)) else { return };
    let types = &sheet.request.query.display.types;
    let seen = sheet.lens.facilities().in_box(area);
    let palettes = sheet.palettes;
    let mut rows = Vec::new();
    for style in palettes.facility.iter().filter(|s| types.is_empty() || types.contains(&s.kind)) {
        let count = seen.iter().filter(|f| f.kind == style.kind).count();
        if count > 0 {
            rows.push((style, count));
        }
    }
    if rows.is_empty() || !pen.keep(2.0, right) {
        return;
    }
    sheet.heading(language.pick("Fasilitas", "Facilities"), (pen.x, pen.y + 10.0), pen.room);
    pen.down(LINE * 0.95);
    for (style, count) in rows {
        if !pen.keep(1.0, right) {
            return;
        }
        symbol(&mut sheet.canvas, palettes, (pen.x + 13.0, pen.y + 7.0), style.color, None);
        let name = language.pick(&style.name_id, &style.name_en).to_owned();
        sheet.entry(&name, (pen.x + 34.0, pen.y + 11.0), pen.room - 76.0);
        sheet.remark(&format!("({count})"), (pen.x + pen.room - 36.0, pen.y + 11.0), 36.0);
        pen.down(LINE);
    }
    pen.down(6.0);
}

fn coverage(sheet: &mut Sheet<'_>, pen: &mut Pen, right: f64) {
    let language = sheet.request.language;
    let (source, radius) = (sheet.request.query.display.source, sheet.request.query.display.radius_m);
    if !pen.keep(3.0, right) {
        return;
    }
    sheet.heading(language.pick("Jangkauan", "Coverage"), (pen.x, pen.y + 10.0), pen.room);
    pen.down(LINE * 0.95);
    let words = pen.room - 34.0;
    if source.is_some() || radius.is_none() {
        let mut line = PathBuilder::new();
        line.move_to(pen.x as f32, pen.y as f32 + 7.0);
        line.line_to(pen.x as f32 + 26.0, pen.y as f32 + 7.0);
        if let Some(line) = line.finish() {
            sheet.canvas.stroke(&line, sheet.palettes.map.catchment, 1.4, Some([5.0, 3.5]));
        }
        let name = match source {
            Some(CatchmentSource::Nearest) => language.pick("terdekat (model)", "nearest (modelled)"),
            Some(CatchmentSource::Official) => language.pick("wilayah kerja resmi", "official catchment"),
            None => language.pick("wilayah kerja, resmi dan model", "catchments, official and modelled"),
        };
        sheet.entry(name, (pen.x + 34.0, pen.y + 11.0), words);
        pen.down(LINE);
    }
    if radius.is_some() || source.is_none() {
        sheet.canvas.frame(pen.x, pen.y, 26.0, 14.0, sheet.palettes.map.reach, 1.0);
        let straight = language.pick("garis lurus", "straight line");
        let name = match radius {
            Some(m) => format!("{} km, {straight}", language.number(f64::from(m) / 1000.0)),
            None => format!("3 km puskesmas, 5 km RS, {straight}"),
        };
        sheet.entry(&name, (pen.x + 34.0, pen.y + 11.0), words);
        pen.down(LINE);
    }
    pen.down(6.0);
}

/// An arrow to the north: the map is never turned.
fn north(sheet: &mut Sheet<'_>, at: (f64, f64)) {
    let (x, y) = (at.0 as f32, at.1 as f32);
    let mut arrow = PathBuilder::new();
    arrow.move_to(x, y);
    arrow.line_to(x + 7.0, y + 24.0);
    arrow.line_to(x, y + 19.0);
    arrow.line_to(x - 7.0, y + 24.0);
    arrow.close();
    if let Some(path) = arrow.finish() {
        sheet.canvas.fill(&path, INK, 1.0);
    }
    let letter = sheet.request.language.pick("U", "N");
    sheet.canvas.write_centered(letter, (at.0, at.1 - 8.0), 12.0, Weight::Bold, INK, None);
}
