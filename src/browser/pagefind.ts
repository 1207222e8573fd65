/** The part of Pagefind's browser API that the site uses (version 1.5). */
export interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  search(words: string, options: { filters: Filters }): Promise<{ results: Match[] }>;
}

/** What a record has to be, or not to be. */
export type Filters = { [name: string]: string | Filters };

/** A match, not loaded yet. */
export interface Match {
  data(): Promise<Loaded>;
}

/** A part of a page below one of its headings; the page itself comes first, under its own title. */
export interface Part {
  title: string;
  url: string;
  excerpt: string;
  weighted_locations: readonly { balanced_score: number }[];
}

export interface Loaded {
  url: string;
  excerpt: string;
  meta: Record<string, string>;
  sub_results: readonly Part[];
}

/** The part of a page where most of the words stand; undefined where it has no parts. */
export function bestPart(parts: readonly Part[]): Part | undefined {
  const weight = ({ weighted_locations }: Part) => weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
  return parts.reduce<Part | undefined>((best, part) => (best === undefined || weight(part) > weight(best) ? part : best), undefined);
}

/** A stretch of an excerpt; `hit` where a word of the query stands. */
export interface Stretch {
  text: string;
  hit: boolean;
}

/**
 * An excerpt as stretches of plain text. Pagefind gives it as markup: `<mark>` around each hit, and `<` and `>` of the text escaped.
 * Nothing of it is ever read as HTML.
 */
export function stretches(excerpt: string): Stretch[] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((piece) => piece !== '')
    .map((piece) => ({
      text: piece
        .replace(/<\/?mark>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>'),
      hit: piece.startsWith('<mark>'),
    }));
}

/**
 * Which group stands first. A query that few scores match names one of them (`lek-1b P88 txt`); one that many match (`gemma 3`)
 * is better answered by the pages about it.
 */
export const scoresFirst = (scores: number, pages: number): boolean => scores > 0 && (pages === 0 || scores <= 6);
