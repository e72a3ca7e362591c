// How much of the window the panels cover, so that the map shows a place where it can be seen.
const GAP = 24;
/** The line of the legend above the sheet, which comes later than the map. */
const LEGEND = 64;

export function covered(): { top: number; right: number; bottom: number; left: number } {
  const box = (name: string) => document.querySelector(`[data-panel="${name}"]`)?.getBoundingClientRect();
  const panel = box('main');
  if (matchMedia('(max-width: 900px)').matches) {
    const sheet = panel ? Math.min(innerHeight - panel.top, innerHeight * 0.6) : 0;
    const top = box('top')?.bottom ?? 0;
    const tools = box('tools');
    const right = tools && tools.bottom < innerHeight - sheet ? innerWidth - tools.left + GAP / 3 : GAP;
    return { top: top + GAP / 2, right, bottom: sheet + LEGEND, left: GAP };
  }
  const clock = box('clock');
  const cards = box('cards');
  return {
    top: GAP,
    right: (cards ? innerWidth - cards.left : 0) + GAP,
    bottom: (clock ? innerHeight - clock.top : 0) + GAP,
    left: (panel ? panel.right : 0) + GAP,
  };
}
