// How much of the window the panels cover, so that the map shows a place where it can be seen.
const GAP = 24;

export function covered(): { top: number; right: number; bottom: number; left: number } {
  const box = (name: string) => document.querySelector(`[data-panel="${name}"]`)?.getBoundingClientRect();
  const panel = box('main');
  if (matchMedia('(max-width: 760px)').matches) {
    const sheet = panel ? Math.min(innerHeight - panel.top, innerHeight * 0.6) : 0;
    const top = box('top')?.bottom ?? 0;
    return { top: top + GAP / 2, right: GAP, bottom: sheet + GAP / 2, left: GAP };
  }
  const clock = box('clock');
  const cards = box('cards');
  return {
    top: GAP,
    right: (cards && innerWidth > 1100 ? innerWidth - cards.left : 0) + GAP,
    bottom: (clock ? innerHeight - clock.top : 0) + GAP,
    left: (panel ? panel.right : 0) + GAP,
  };
}
