/** Browsers lay out nothing taller than some 17 million px: beyond this, scrolling goes through the rows faster than their height. */
const TALLEST = 8_000_000;

/** Rows that are laid out: from `first` up to `last`, and the px of empty space above and below them. */
export interface RowWindow {
  first: number;
  last: number;
  above: number;
  below: number;
}

interface Place {
  rows: number;
  /** Height of a row in px. */
  height: number;
  /** px of the body that lie above the visible part, and height of the visible part. */
  top: number;
  visible: number;
  /** Rows laid out beyond the visible ones, at both ends. */
  spare?: number;
}

/** The rows to lay out where a body of so many is scrolled to a place. */
export function windowAt({ rows, height, top, visible, spare = 12 }: Place): RowWindow {
  const whole = rows * height;
  const tall = Math.min(whole, TALLEST);
  const shown = Math.ceil(visible / height) + 1;
  const at = Math.min(Math.max(0, top), Math.max(0, tall - visible));
  const share = tall > visible ? at / (tall - visible) : 0;
  const start = whole <= TALLEST ? Math.floor(at / height) : Math.round(share * Math.max(0, rows - shown + 1));
  const first = Math.max(0, start - spare);
  const last = Math.min(rows, start + shown + spare);
  const above = whole <= TALLEST ? first * height : Math.max(0, at - (start - first) * height);
  return { first, last, above, below: Math.max(0, tall - above - (last - first) * height) };
}

/** Where to scroll the body so that a row is its first visible one: the inverse of `windowAt`. */
export function topOf(row: number, { rows, height, visible }: Pick<Place, 'rows' | 'height' | 'visible'>): number {
  const whole = rows * height;
  if (whole <= TALLEST) return row * height;
  const shown = Math.ceil(visible / height) + 1;
  return (row / Math.max(1, rows - shown + 1)) * (TALLEST - visible);
}
