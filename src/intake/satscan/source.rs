//! Where the rows of a data file are found, and how they are laid out.

use std::path::{Path, PathBuf};

use super::{error::SatscanError, settings::Settings};

/// A data file: SaTScan's own layout, or a table of text whose columns the parameter file maps to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub path: PathBuf,
    /// What stands between fields; by the line where none is set.
    pub delimiter: Option<char>,
    pub quote: char,
    /// Lines before the first row.
    pub skipped: usize,
    columns: Option<Vec<Column>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// A column of the file, from 0.
    Of(usize),
    /// One case a row.
    One,
}

impl Source {
    /// The file that a parameter names; none where it names none.
    pub(super) fn of(settings: &Settings, key: &str, folder: &Path) -> Result<Option<Self>, SatscanError> {
        let Some(name) = settings.text(key) else { return Ok(None) };
        let kind = format!("{key}-SourceType");
        if settings.number(&kind, 0)? != 0 {
            return Err(settings.unsupported(&kind, "only text files are read; save the table as CSV"));
        }
        let delimiter = settings.text(&format!("{key}-SourceDelimiter")).and_then(|word| match word {
            "tab" | "\\t" => Some('\t'),
            "whitespace" => None,
            word => word.chars().next(),
        });
        let quote = settings.text(&format!("{key}-SourceGrouper")).and_then(|word| word.chars().next());
        let header = usize::from(settings.switch(&format!("{key}-SourceFirstRowHeader"))?);
        Ok(Some(Self {
            path: folder.join(name.replace('\\', "/")),
            delimiter,
            quote: quote.unwrap_or('"'),
            skipped: settings.number(&format!("{key}-SourceSkip"), 0)? + header,
            columns: Self::columns(settings, &format!("{key}-SourceFieldMap"))?,
        }))
    }

    fn columns(settings: &Settings, key: &str) -> Result<Option<Vec<Column>>, SatscanError> {
        let Some(map) = settings.text(key) else { return Ok(None) };
        let column = |word: &str| match word.trim() {
            one if one.eq_ignore_ascii_case("onecount") => Ok(Column::One),
            word => match word.parse::<usize>() {
                Ok(number) if number > 0 => Ok(Column::Of(number - 1)),
                _ => Err(settings.unsupported(key, "columns are named by their numbers")),
            },
        };
        map.split(',').map(column).collect::<Result<_, _>>().map(Some)
    }

    /// The fields of a row in SaTScan's order.
    pub(super) fn arranged(&self, fields: Vec<String>) -> Vec<String> {
        let Some(columns) = &self.columns else { return fields };
        let field = |column: &Column| match column {
            Column::Of(at) => fields.get(*at).cloned().unwrap_or_default(),
            Column::One => "1".to_owned(),
        };
        columns.iter().map(field).collect()
    }
}
