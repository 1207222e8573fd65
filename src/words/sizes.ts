import { NBSP } from '../format.ts';
import { list, numeral, plural } from './english.ts';

/** A larger model against a smaller one of the same family, version and training; `difference` is larger minus smaller. */
export interface SizePair {
  probe_set: string;
  family: string;
  difference: number;
  /** Null where one of the two has no rows. */
  supported: boolean | null;
}

const tested = (pairs: readonly SizePair[]) => pairs.filter(({ supported }) => supported !== null);

/** What the pairs that can be tested say of size. */
export function sizesHeadline(pairs: readonly SizePair[]): string {
  const all = tested(pairs);
  const held = all.filter(({ supported }) => supported);
  if (all.length === 0) return 'Whether size matters cannot be tested';
  const of =
    all.length === 1
      ? 'The one difference of size that can be tested'
      : `Of ${numeral(all.length)} differences of size that can be tested,`;
  if (held.length === 0) return `${of} ${all.length === 1 ? 'is not' : 'none is'} more than chance`;
  const up = held.filter(({ difference }) => difference > 0).length;
  const which = up === held.length ? 'for the larger' : up === 0 ? 'for the smaller' : `${numeral(up)} for the larger`;
  return `${of} ${all.length === 1 ? 'is' : `${numeral(held.length)} ${plural(held.length, 'is', 'are')}`} more than chance, ${which}`;
}

function share(up: number, all: number): string {
  if (all === 1) return up === 1 ? 'in the only pair' : 'not in the only pair';
  return `in ${up === 0 ? 'none' : up === all ? 'all' : numeral(up)} of ${numeral(all)} pairs`;
}

/** In how many pairs of each set the larger model has the higher average. */
export function sizePairsSentence(pairs: readonly SizePair[]): string {
  if (pairs.length === 0) return 'No two models differ in their size alone.';
  const sets = [...Map.groupBy(pairs, ({ probe_set }) => probe_set)].map(([set, each]) => {
    const up = each.filter(({ difference }) => difference > 0).length;
    return `${share(up, each.length)} on ${set}${tested(each).length === 0 ? ', where none can be tested' : ''}`;
  });
  return `Among models of one family, version and training, the larger has the higher average ${list(sets)}.`;
}

/** Where size cannot be told from family. `families` are all that are drawn. */
export function confoundedSentence(pairs: readonly SizePair[], families: readonly string[]): string {
  const sized = [...new Set(pairs.map(({ family }) => family))];
  const rest = new Set(families.filter((family) => !sized.includes(family))).size;
  if (rest === 0) return '';
  const having = sized.length === 0 ? 'No family has' : `Only ${list(sized)} ${plural(sized.length, 'has', 'have')}`;
  return `${having} several sizes of one version. For the other ${numeral(rest)} ${plural(rest, 'family', 'families')} size and family come together: a difference between two of them may be either.`;
}

/** Numbers of scores as a caption gives them: `n = 20 or 21`. */
export function countsOf(rows: readonly { n: number }[]): string {
  const counts = [...new Set(rows.map(({ n }) => n).filter((n) => n > 0))].sort((a, b) => a - b).map(String);
  return counts.length === 0 ? 'no rows' : `n${NBSP}=${NBSP}${list(counts).replace(' and ', ' or ')}`;
}

/** Heading of one panel. */
export const panelHeading = (set: string, rows: readonly { n: number }[]): string => {
  const withRows = rows.filter(({ n }) => n > 0).length;
  const models = `${numeral(rows.length)} ${plural(rows.length, 'model')}`;
  return withRows === rows.length ? `${set}: ${models}` : `${set}: ${models}, ${withRows === 0 ? 'none' : numeral(withRows)} with rows`;
};
