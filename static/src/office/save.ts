// Hands a file that was made here to the browser.
import { csv } from '../words/csv.ts';

const KEEP_MS = 60_000;

export function saveTable(name: string, rows: readonly (readonly string[])[]): void {
  const url = URL.createObjectURL(new Blob([csv(rows)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
