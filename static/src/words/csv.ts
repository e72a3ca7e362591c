// A table as a file for spreadsheets, as the server writes its own: UTF-8 with byte order mark, `;` where a comma is
// the decimal sign, and no cell that a spreadsheet would take for a formula.
import { spoken } from './words.ts';

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function cell(text: string, separator: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return plain.includes(separator) || /["\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rows of cells, the header first. */
export function csv(rows: readonly (readonly string[])[]): string {
  const separator = spoken() === 'id' ? ';' : ',';
  return `\ufeff${rows.map((row) => row.map((text) => cell(text, separator)).join(separator)).join('\r\n')}\r\n`;
}
