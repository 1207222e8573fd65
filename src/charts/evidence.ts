/** A hit within a stretch of text: where it stands there, and the number of its signal. */
export interface Span {
  start: number;
  end: number;
  number: number;
}

/** A stretch of text in which the same hits hold. */
export interface Segment {
  text: string;
  /** Numbers of the signals that it counts for, each once; empty where it counts for none. */
  numbers: number[];
  /** Numbers of the signals whose hits end with it: they are written behind it. */
  ends: number[];
  /** Lines drawn under it, from 1 downwards: hits that overlap have different ones. At most LANES. */
  lanes: number[];
}

/** How many lines can be told apart under a text; what overlaps deeper shares the last one. */
export const LANES = 3;

/**
 * The hits of each signal that lie in a stretch of the text, at most `most` of them, with places counted from its start. A hit that
 * crosses an edge is cut there. Where there are more, the stretch ends before the first one left out: `to` says where.
 */
export function spansWithin(
  signals: readonly (readonly { start: number; end: number }[])[],
  { from, to }: { from: number; to: number },
  most = Number.POSITIVE_INFINITY,
): { spans: Span[]; to: number } {
  const inside = signals
    .flatMap((hits, index) =>
      hits.filter(({ start, end }) => start < to && end > from).map(({ start, end }) => ({ start, end, number: index + 1 })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end || a.number - b.number);
  const next = inside[most];
  // The first hit of a stretch is always shown, or a reader could not pass it.
  const stop = next === undefined ? to : Math.max(next.start, from + 1);
  const shown = inside.slice(0, most).filter(({ start }) => start < stop);
  return {
    spans: shown.map(({ start, end, number }) => ({ start: Math.max(start, from) - from, end: Math.min(end, stop) - from, number })),
    to: stop,
  };
}

/** Gives each span the first line that is free where it begins. */
function lanesOf(spans: readonly Span[]): number[] {
  const free: number[] = [];
  return spans.map(({ start, end }) => {
    const found = free.findIndex((until) => until <= start);
    const lane = found < 0 ? Math.min(free.length, LANES - 1) : found;
    free[lane] = Math.max(end, free[lane] ?? 0);
    return lane + 1;
  });
}

const distinct = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** Where the words of a span end, before the blanks that belong to it. */
function endOfWords(text: string, { start, end }: Span): number {
  let at = end;
  while (at > start + 1 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at -= 1;
  return at;
}

/**
 * Cuts a text where hits begin and end. The segments joined are the text. Blanks at the end of a hit are a segment of their own, so
 * that the hit's number stands at its last word and not before the next.
 */
export function segmentsOf(text: string, spans: readonly Span[]): Segment[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start || b.end - a.end || a.number - b.number);
  const lanes = lanesOf(ordered);
  const cuts = distinct([0, text.length, ...ordered.flatMap((span) => [span.start, endOfWords(text, span), span.end])]);
  const segments: Segment[] = [];
  let first = 0;
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [from, to] = [cuts[index] as number, cuts[index + 1] as number];
    while (first < ordered.length && (ordered[first] as Span).end <= from) first += 1;
    const over: number[] = [];
    for (let each = first; each < ordered.length && (ordered[each] as Span).start <= from; each += 1)
      if ((ordered[each] as Span).end > from) over.push(each);
    segments.push({
      text: text.slice(from, to),
      numbers: distinct(over.map((each) => (ordered[each] as Span).number)),
      ends: distinct(over.filter((each) => (ordered[each] as Span).end === to).map((each) => (ordered[each] as Span).number)),
      lanes: distinct(over.map((each) => lanes[each] as number)),
    });
  }
  return segments.map((segment, index) => {
    const next = segments[index + 1];
    const takes = next !== undefined && segment.numbers.length > 0 && isBlank(next);
    return { ...segment, ends: distinct([...(index > 0 && isBlank(segment) ? [] : segment.ends), ...(takes ? next.ends : [])]) };
  });
}

/** A stretch of blanks that ends a hit. */
const isBlank = ({ text, numbers }: Segment): boolean => numbers.length > 0 && /^[ \t]+$/.test(text);

/** Class names of a segment: its signals (`s7`) and the lines under it (`u13`). */
export const classesOf = ({ numbers, lanes }: Segment): string =>
  [...numbers.map((number) => `s${number}`), `u${lanes.join('')}`].join(' ');

/** What stands for line feeds that count, since nobody sees them. */
export const pilcrows = (text: string): string => '¶'.repeat((text.match(/\n/g) ?? []).length);

/** Whether a segment needs such signs: it counts, and there is nothing in it to see. */
export const isUnseen = ({ text, numbers }: Segment): boolean => numbers.length > 0 && /^\s*\n\s*$/.test(text);

/** The beginning of a text, as `stretchFrom` ends it, with a sign where it goes on. */
export function beginning(text: string, size: number): string {
  const { to } = stretchFrom(text, 0, size);
  return to < text.length ? `${text.slice(0, to)}…` : text;
}

/** A stretch of at most `size` UTF-16 units from a place on: it ends at a line or word where there is one near, and never inside a code point. */
export function stretchFrom(text: string, from: number, size: number): { from: number; to: number } {
  const most = Math.min(text.length, from + size);
  if (most === text.length) return { from, to: most };
  const tail = text.slice(Math.max(from + 1, most - Math.floor(size / 4)), most);
  const cut = Math.max(tail.lastIndexOf('\n'), tail.lastIndexOf(' '));
  const to = cut < 0 ? most : most - tail.length + cut + 1;
  const inside = /[\ud800-\udbff]/.test(text.charAt(to - 1)) && /[\udc00-\udfff]/.test(text.charAt(to));
  return { from, to: inside && to - 1 > from ? to - 1 : to };
}
