//! Floor 1, files into domain values: what is refused or doubted is listed by row, field and reason; nothing is lost.
