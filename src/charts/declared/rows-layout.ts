/** Heights in px: a row, further rows of one name, a name above its row where it is narrow, a head with the room above it. */
const [ROW, SAME, NAME, HEAD] = [26, 20, 20, 40];
/** Room for the name of a reference above the first group. */
const REFERENCE = 18;

/** Where a row stands: the middle of its plot, of its name and of its figures, and its lower edge, in px. */
export interface RowPlace {
  y: number;
  nameY: number;
  /** True where its name is not that of the row above. */
  first: boolean;
  bottom: number;
}

export interface RowsLayout {
  heads: readonly { y: number; text: string }[];
  /** Stretches over which lines of the plot run. */
  bands: readonly { top: number; bottom: number }[];
  at(row: number): RowPlace;
  /** Height of the name that stands above a row; 0 where names stand beside. */
  above: number;
  bottom: number;
}

interface Wanted {
  /** Rows in the order in which they are drawn. */
  order: readonly number[];
  names: readonly string[];
  /** The group of each row, where there are groups. */
  facets: readonly string[] | undefined;
  /** px above the first row. */
  start: number;
  /** True where names, and figures, stand above their rows. */
  stacked: boolean;
  figures: boolean;
  /** True where references have names. */
  references: boolean;
}

/** Places rows one below the other, group after group in the order in which they come; rows of one name that follow each other share it. */
export function rowsLayout({ order, names, facets, start, stacked, figures, references }: Wanted): RowsLayout {
  const heads: { y: number; text: string }[] = [];
  const bands: { top: number; bottom: number }[] = [];
  const places = new Map<number, RowPlace>();
  let y = start;
  for (const [facet, rows] of Map.groupBy(order, (row) => facets?.[row] ?? '')) {
    if (facets) {
      y += HEAD - (heads.length === 0 ? 12 : 0);
      heads.push({ y: y - 14, text: facet });
    }
    if (bands.length === 0 && references) y += REFERENCE;
    let top = y;
    for (const [place, row] of rows.entries()) {
      const first = place === 0 || names[row] !== names[rows[place - 1] as number];
      if (stacked) {
        // A line for the name, and for figures, which would stand on the plot.
        if (first || figures) {
          // The lines of the plot stop above a name and go on below it.
          if (place > 0) bands.push({ top, bottom: y });
          y += NAME;
          top = y;
        }
        places.set(row, { y: y + SAME / 2 - 1, nameY: y - NAME / 2 + 2, first, bottom: y + SAME });
        y += SAME;
      } else {
        const last = place === rows.length - 1 || names[row] !== names[rows[place + 1] as number];
        const tall = first && last ? ROW : first || last ? SAME + 3 : SAME;
        const middle = first ? y + ROW / 2 : y + SAME / 2;
        places.set(row, { y: middle, nameY: middle, first, bottom: y + tall });
        y += tall;
      }
    }
    bands.push({ top, bottom: y });
  }
  return { heads, bands, at: (row) => places.get(row) as RowPlace, above: stacked ? NAME : 0, bottom: y };
}
