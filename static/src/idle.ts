// Tells outside, as `data-map="idle"` on the document, that the map is drawn and no request is open: for pictures and
// tests.
import { open } from './state/answers.ts';
import { derived } from './state/cell.ts';
import { canDraw, mapDrawn } from './state/view.ts';

const SETTLE_MS = 120;

export function tellIdle(): void {
  let settle: ReturnType<typeof setTimeout> | undefined;
  derived([open, mapDrawn, canDraw], (requests, drawn, can) => requests === 0 && (drawn || !can)).subscribe((quiet) => {
    clearTimeout(settle);
    document.documentElement.dataset.map = 'busy';
    if (quiet) settle = setTimeout(() => (document.documentElement.dataset.map = 'idle'), SETTLE_MS);
  });
}
