//! Which column is which: names of the templates and their English and everyday variants, whatever the case and the
//! signs between the words.

use super::IntakeError;

/// The words for the columns of one kind of file: each field with its names, the template's own name first.
pub type Vocabulary<F> = [(F, &'static [&'static str])];

/// A header understood.
#[derive(Debug, Clone)]
pub struct Header<F> {
    fields: Vec<Option<F>>,
    names: Vec<String>,
    unknown: Vec<String>,
}

impl<F: Copy + PartialEq> Header<F> {
    /// Finds the fields among the names of the columns. A field that two columns claim goes to the first; the other
    /// column is listed as unknown, so that nothing is taken silently.
    pub fn read(names: &[String], vocabulary: &Vocabulary<F>) -> Self {
        let mut header = Self { fields: Vec::new(), names: names.to_vec(), unknown: Vec::new() };
        for name in names {
            let word = plain_word(name);
            let known = vocabulary.iter().find(|(_, words)| words.iter().any(|w| plain_word(w) == word));
            let field = known.map(|(field, _)| *field).filter(|f| !header.fields.contains(&Some(*f)));
            if field.is_none() && !name.is_empty() {
                header.unknown.push(name.clone());
            }
            header.fields.push(field);
        }
        header
    }

    /// The column of a field, counted from 0.
    pub fn column(&self, field: F) -> Option<usize> {
        self.fields.iter().position(|f| *f == Some(field))
    }

    /// The fields by column; `None` where the column is unknown.
    pub fn fields(&self) -> &[Option<F>] {
        &self.fields
    }

    /// How many columns the header names.
    pub fn width(&self) -> usize {
        self.fields.len()
    }

    /// The columns that no field claims, as written.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// Checks that of each group at least one field has a column.
    ///
    /// # Errors
    /// [`IntakeError::MissingColumns`], naming each missing group by the template's names.
    pub fn require(&self, groups: &[&[F]], vocabulary: &Vocabulary<F>) -> Result<(), IntakeError> {
        let missing = groups.iter().filter(|group| group.iter().all(|f| self.column(*f).is_none()));
        let columns: Vec<String> = missing
            .map(|g| g.iter().map(|f| template_name(vocabulary, *f)).collect::<Vec<_>>().join(" or "))
            .collect();
        if columns.is_empty() {
            return Ok(());
        }
        Err(IntakeError::MissingColumns { columns, found: self.names.clone() })
    }
}

/// What the template calls the column of a field; nothing for a field that the vocabulary lacks.
pub(super) fn template_name<F: Copy + PartialEq>(vocabulary: &Vocabulary<F>, field: F) -> &'static str {
    let found = vocabulary.iter().find(|(f, _)| *f == field);
    found.and_then(|(_, words)| words.first()).copied().unwrap_or_default()
}

/// A name without case, spaces, hyphens and other signs: `Tanggal Mulai Demam ` and `tanggal_mulai_demam` are one.
pub fn plain_word(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Field {
        Code,
        Name,
    }

    const WORDS: &Vocabulary<Field> =
        &[(Field::Code, &["kode", "code"]), (Field::Name, &["nama_kelurahan", "name"])];

    fn header(names: &[&str]) -> Header<Field> {
        Header::read(&names.iter().map(ToString::to_string).collect::<Vec<_>>(), WORDS)
    }

    #[test]
    fn names_are_found_whatever_their_case_and_signs() {
        let header = header(&["\u{feff}Nama Kelurahan", "warna", "KODE"]);
        assert_eq!(header.column(Field::Name), Some(0));
        assert_eq!(header.column(Field::Code), Some(2));
        assert_eq!(header.unknown(), ["warna"]);
    }

    #[test]
    fn a_column_that_stands_twice_is_taken_once_and_listed() {
        let header = header(&["kode", "code", "nama kelurahan"]);
        assert_eq!(header.column(Field::Code), Some(0));
        assert_eq!(header.unknown(), ["code"]);
    }

    #[test]
    fn missing_columns_are_named_as_in_the_template() {
        let error = header(&["warna", "bentuk"]).require(&[&[Field::Code, Field::Name]], WORDS).unwrap_err();
        assert_eq!(error.to_string(), "the header lacks kode or nama_kelurahan; it has warna, bentuk");
    }
}
