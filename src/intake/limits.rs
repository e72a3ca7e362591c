//! How much a file may hold.

/// Largest CSV file in bytes.
pub const MAX_CSV_BYTES: u64 = 4 << 30;
/// Most rows of a CSV file.
pub const MAX_CSV_ROWS: u64 = 5_000_000;
/// Largest spreadsheet file in bytes.
pub const MAX_SHEET_BYTES: u64 = 256 << 20;
/// Most rows of a spreadsheet.
pub const MAX_SHEET_ROWS: u64 = 1_048_576;
/// Most columns of a table.
pub const MAX_COLUMNS: usize = 500;
/// Longest cell in characters, the bound of Excel itself.
pub const MAX_CELL_CHARS: usize = 32_767;

/// Most filled cells of a spreadsheet, which is held in memory whole.
pub(super) const MAX_SHEET_CELLS: usize = 30_000_000;
/// Most bytes between two ends of rows in a CSV file: an open quotation mark would swallow the rest of the file.
pub(super) const MAX_RECORD_BYTES: u64 = 32 << 20;
