// A table that was made here, as a file.
import { hand } from '../api/hand.ts';
import { csv } from '../words/csv.ts';

export function saveTable(name: string, rows: readonly (readonly string[])[]): void {
  hand(new Blob([csv(rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}
