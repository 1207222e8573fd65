import { type Box, distinct } from './sheet.ts';

/** A panel: the rows of one value of the facet, and its place. */
export interface Panel {
  name: string;
  rows: number[];
  box: Box;
  /** True where nothing stands at its left, and below it, in its row and column of panels. */
  first: boolean;
  last: boolean;
}

const [GUTTER, BETWEEN, NAMED] = [28, 40, 26];

/**
 * Panels side by side as far as each is wide enough, else below each other; one panel over all rows where there is no facet.
 * `left`, `right`, `top`, `bottom` are the margins around all of them in px, `least` the least width of one.
 */
export function panelsOf(
  facets: readonly string[] | undefined,
  count: number,
  {
    width,
    left,
    right,
    top,
    bottom,
    height,
    least,
  }: { width: number; left: number; right: number; top: number; bottom: number; height: number; least: number },
): { panels: Panel[]; height: number } {
  const names = facets === undefined ? [''] : distinct(facets);
  const inner = width - left - right;
  const columns = Math.max(1, Math.min(names.length, Math.floor((inner + GUTTER) / (least + GUTTER))));
  const named = facets === undefined ? 0 : NAMED;
  const wide = (inner - (columns - 1) * GUTTER) / columns;
  const tall = height + named + BETWEEN;
  const panels = names.map((name, index): Panel => {
    const [column, line] = [index % columns, Math.floor(index / columns)];
    const from = left + column * (wide + GUTTER);
    const up = top + named + line * tall;
    return {
      name,
      rows: Array.from({ length: count }, (_, row) => row).filter((row) => facets === undefined || facets[row] === name),
      box: { left: from, right: from + wide, top: up, bottom: up + height },
      first: column === 0,
      last: index + columns >= names.length,
    };
  });
  const lines = Math.ceil(names.length / columns);
  return { panels, height: top + named + (lines - 1) * tall + height + bottom };
}
