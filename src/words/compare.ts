import { METHOD } from '../../pipeline/stats/index.ts';
import { count, fixed, pValue, signed } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';
import { ALPHA, FEWEST, LEVEL } from './method.ts';

/** One side of a comparison, as sentences name it. */
export interface Named {
  run_id: string;
  name: string;
  condition: string;
  source: string;
  probe_set: string;
  edition: string;
  /** Most answers to a probe. */
  samples: number;
  /** Probes that the side has a score on. */
  answered: number;
}

/** The figures of a comparison that sentences speak of; a minus b. */
export interface Compared {
  n: number;
  mean: number;
  low: number | null;
  high: number | null;
  p: number | null;
  wins: number;
  ties: number;
  losses: number;
}

const WITH = new Map([
  ['baseline', 'without a kernel'],
  ['json', 'with the JSON kernel'],
  ['txt', 'with the TXT kernel'],
  ['placebo', 'with the placebo'],
  ['unstated', 'in an unstated condition'],
]);

// Characters that steer the direction of writing, or none at all: a name that holds them would turn the sentence around it.
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const LONGEST = 60;

/** A name within a sentence: one line, no character that steers the text around it, cut where it is long. */
export function inSentence(name: string): string {
  const plain = [...name.replace(STEERING, ' ').replace(/\s+/g, ' ').trim()];
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST).join('')}…` : plain.join('');
}

/** `run here`, `imported here`: where a run that is not published comes from. */
const origin = (source: string): string =>
  source === 'local' ? 'run here' : source === 'imported' ? 'imported here' : source === 'own' ? 'a file of yours' : source;

const cameFrom = (source: string): string =>
  source === 'published' ? 'is published' : source === 'own' ? 'is a file of yours' : `was ${origin(source)}`;

const conditionWords = (condition: string): string => WITH.get(condition) ?? `with ${inSentence(condition)}`;

/** A model's name, and where its run is from if that was not published. */
const runName = ({ name, source }: Pick<Named, 'name' | 'source'>): string =>
  source === 'published' ? inSentence(name) : `${inSentence(name)} (${origin(source)})`;

/** `Gemma 3 12B with the JSON kernel`; what was not published says so. */
export const sideName = (side: Pick<Named, 'name' | 'condition' | 'source'>): string =>
  `${runName(side)} ${conditionWords(side.condition)}`;

/** Said of a side that an address names and the lists do not have. A reader's own files are in the browser that keeps them, and nowhere else. */
export const missingSide = (id: string): string =>
  id.startsWith('own.')
    ? `“${inSentence(id)}” is a file that somebody keeps in a browser of theirs, not in this one: choose another from the list.`
    : `There is no “${inSentence(id)}” here: choose another from the list.`;

/** Why two sides are not compared; undefined where nothing speaks against it. */
export function refusal(a: Named, b: Named, shared: number): string | undefined {
  if (a.run_id === b.run_id && a.condition === b.condition)
    return 'Both sides are the same run in the same condition: choose another for one of them.';
  if (a.probe_set !== b.probe_set)
    return `${a.probe_set} and ${b.probe_set} are different sets of probes, and scores on different sets are never compared: choose two sides on the same one.`;
  if (shared === 0) return 'The two sides have no probe in common: there is nothing to pair.';
  return undefined;
}

/** What has to be known of the two sides before their difference is read. */
export function cautions(a: Named, b: Named, shared: number): string[] {
  const notes: string[] = [];
  if (a.source !== b.source)
    notes.push(
      `A ${cameFrom(a.source)}, B ${cameFrom(b.source)}: the difference holds whatever else differs between the two, such as machine, engine and settings.`,
    );
  const own = (a.run_id === b.run_id ? [a] : [a, b]).filter(({ source }) => source === 'own');
  for (const side of own)
    notes.push(
      `${inSentence(side.name)} is not published: nobody but you has checked it.${side.edition === 'unknown' ? ' In which words it asked its probes is not known here.' : ''}`,
    );
  if (a.edition !== b.edition && a.edition !== 'unknown' && b.edition !== 'unknown')
    notes.push(
      `A and B were not asked the same words: the probes are the ${editionWords(a.edition)} for A and the ${editionWords(b.edition)} for B. Ids and domains are the same; what the words do is within the difference.`,
    );
  if (a.answered !== b.answered || shared !== a.answered)
    notes.push(
      `Only the ${count(shared)} ${plural(shared, 'probe')} that both sides answered ${plural(shared, 'is', 'are')} used; A has ${count(a.answered)}, B ${count(b.answered)}.`,
    );
  for (const { samples, name } of a.run_id === b.run_id ? [a] : [a, b])
    if (samples > 1) notes.push(`${inSentence(name)} answered a probe up to ${numeral(samples)} times: its score on a probe is the mean.`);
  return notes;
}

const editionWords = (edition: string): string =>
  edition === 'original' ? 'published ones' : edition === 'restated' ? 'restated ones of this project' : `${edition} ones`;

/** Whether a single test, not corrected for any other, finds a difference. Null where there are too few pairs for a test. */
export function differs({ low, high, p }: Pick<Compared, 'low' | 'high' | 'p'>): boolean | null {
  if (low === null || high === null || p === null) return null;
  return (low > 0 || high < 0) && p < METHOD.alpha;
}

/**
 * The answer in one line. What the two sides share, a run or a condition, is said once. A difference that the test finds, and none of the
 * families that it belongs to supports, is said to be taken alone.
 */
export function differenceHeadline(a: Named, b: Named, compared: Compared, families: readonly Pick<InFamily, 'supported'>[] = []): string {
  const { n, mean, wins, losses } = compared;
  const sameRun = a.run_id === b.run_id;
  const both = !sameRun && a.condition === b.condition ? `, both ${conditionWords(a.condition)}` : '';
  const first = both ? runName(a) : sideName(a);
  const second = sameRun ? conditionWords(b.condition) : both ? runName(b) : sideName(b);
  if (wins === 0 && losses === 0) return `${first} and ${second} score the same on every probe${both}`;
  const found = differs(compared);
  if (found === null)
    return `${capital(numeral(n))} ${plural(n, 'probe')} ${plural(n, 'is', 'are')} too few to tell ${first} from ${second}${both}`;
  if (!found) return `No difference that is more than chance between ${first} and ${second}${both}`;
  const alone = families.length > 0 && families.every(({ supported }) => supported === false) ? 'Taken alone, ' : '';
  const points = `${fixed(Math.abs(mean))} points ${mean > 0 ? 'higher' : 'lower'}`;
  return sameRun
    ? `${runName(a)} scores ${points} ${conditionWords(a.condition)} than ${second}`
    : `${alone}${first} scores ${points} than ${second}${both}`;
}

/** `p = .019`, `p < .001`. */
const pText = (p: number | null): string => (p !== null && p < 0.001 ? `p ${pValue(p)}` : `p = ${pValue(p)}`);

/** The figures behind it, in a sentence. */
export function differenceSentence({ n, mean, low, high, p, wins, ties, losses }: Compared): string {
  const interval =
    low === null ? `; an interval needs ${numeral(FEWEST)} probes` : ` (${LEVEL}: ${signed(low)} to ${signed(high)}; ${pText(p)})`;
  const equal = ties > 0 ? `, equal on ${count(ties)}` : '';
  return `${signed(mean)} points on average over ${count(n)} ${plural(n, 'probe')}${interval}. Higher on ${count(wins)}${equal}, lower on ${count(losses)}.`;
}

/** A family of tests that the pair is one of. */
export interface InFamily {
  question: string;
  tests: number;
  p_holm: number | null;
  supported: boolean | null;
}

/** What becomes of the difference among the tests of a family. */
export function familyVerdict({ question, tests, p_holm, supported }: InFamily): string {
  const among = tests === 1 ? 'the only test' : `one of ${numeral(tests)} tests`;
  const word = supported === null ? 'too few probes to decide' : supported ? 'supported' : 'not supported';
  return `As ${among} of “${question}”, ${pText(p_holm)} after Holm: ${word}.`;
}

/** What is to be known of a p that belongs to no family. */
export const loneSentence = `This pair is in no family of tests here, so its p is not corrected. Who looks through many pairs will find one in twenty below ${ALPHA} by chance alone.`;

/** What the intervals of single domains are worth. */
export function domainsSentence(domains: readonly { n: number; low: number | null; high: number | null }[]): string {
  const given = domains.filter(({ low }) => low !== null);
  const clear = given.filter(({ low, high }) => (low as number) > 0 || (high as number) < 0);
  if (given.length === 0) return `No domain has the ${numeral(FEWEST)} probes that an interval needs.`;
  const without = clear.length === 0 ? 'none leaves' : `${numeral(clear.length)} ${plural(clear.length, 'leaves', 'leave')}`;
  const rest = domains.length > given.length ? ` of ${numeral(FEWEST)} probes or more` : '';
  return `Of ${numeral(given.length)} ${plural(given.length, 'domain')}${rest} ${without} out zero. These intervals are not corrected: among twenty, one would by chance.`;
}

/** The probes that moved most, one at each end. */
export function extremesSentence(pairs: readonly { probe_id: string; difference: number }[]): string {
  const sorted = pairs.toSorted((a, b) => a.difference - b.difference || (a.probe_id < b.probe_id ? -1 : 1));
  const [low, high] = [sorted[0], sorted.at(-1)];
  const ends = [
    ...(low && low.difference < 0 ? [`furthest down ${low.probe_id}, ${signed(low.difference, 1)}`] : []),
    ...(high && high.difference > 0 ? [`furthest up ${high.probe_id}, ${signed(high.difference, 1)}`] : []),
  ];
  return ends.length === 0 ? 'No probe moved.' : `${capital(list(ends))}.`;
}
