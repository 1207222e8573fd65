import { count, fixed, percent, signed } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';

/** How much of the score comes from signals that nearly every response fills. */
export interface Saturation {
  saturated: number;
  capped: number;
  mean_saturated: number;
  mean_score: number;
  share_all: number;
}

/** The heading over the table of signals. The query counts a signal as saturated from nine responses in ten. */
export function saturationHeadline({ saturated, capped }: Pick<Saturation, 'saturated' | 'capped'>): string {
  if (saturated === 0) return 'No signal is at its cap in nine answers of ten';
  return `${capital(numeral(saturated))} of ${numeral(capped)} signals ${plural(saturated, 'is at its cap', 'are at their caps')} in nine answers of ten or more`;
}

/** What the saturated signals give, beside the whole. */
export function saturationSentence({ saturated, mean_saturated, mean_score }: Saturation): string {
  if (saturated === 0) return `The average answer has ${fixed(mean_score, 1)} points, and every signal can tell answers apart.`;
  const subject = saturated === 1 ? 'It gives' : 'Together they give';
  return `${subject} ${fixed(mean_saturated, 1)} of the average ${fixed(mean_score, 1)} points to almost any answer. Models differ in what is left.`;
}

/** Why the saturated signals tell nothing apart, after what each of them counts. */
export const saturationNote = ({ saturated, share_all }: Saturation): string =>
  `${percent(share_all, 0)} % of answers have ${saturated === 2 ? 'both' : saturated === 1 ? 'it' : `all ${numeral(saturated)}`} at the cap.`;

/** One published model and what there is of it. */
export interface Coverage {
  p20_stated: boolean;
  p100_rows: boolean;
  p20_rows: boolean;
  texts: boolean;
}

/** The heading over the table of evidence: how many models can be tested, and for how many only averages are known. */
export function coverageHeadline(models: readonly Coverage[]): string {
  const p100 = models.filter(({ p100_rows }) => p100_rows).length;
  const p20 = models.filter(({ p20_rows }) => p20_rows).length;
  const alone = models.filter(({ p100_rows, p20_rows }) => !p100_rows && !p20_rows).length;
  const tested = `${capital(numeral(p100))} ${plural(p100, 'model')} can be tested on P100, ${numeral(p20)} on P20`;
  if (alone === 0) return tested;
  return `${tested}; for ${numeral(alone)} there ${plural(alone, 'is an average', 'are averages')} alone`;
}

/** A kernel's effect as the report states it and as the rows give it. */
export interface Effect {
  name: string;
  agrees: boolean;
  baseline_agrees: boolean;
  sign_turns: boolean;
}

/** What the table of disagreements shows, in two sentences. */
export function disagreementSentence(effects: readonly Effect[]): string {
  const models = [...new Set(effects.map(({ name }) => name))];
  const off = [...new Set(effects.filter(({ agrees }) => !agrees).map(({ name }) => name))];
  if (models.length === 0) return 'No model has P20 rows to compare with the report.';
  const of = `Of the ${numeral(models.length)} P20 ${plural(models.length, 'model')} whose rows can be had, ${off.length === 0 ? 'none has' : `${numeral(off.length)} ${plural(off.length, 'has', 'have')}`}`;
  const turns = effects.some(({ sign_turns }) => sign_turns);
  return `${of} kernel averages in the report that ${off.length === 1 ? 'its' : 'their'} own run ${plural(off.length, 'file does', 'files do')} not give.${turns ? ' In bold, the sign of the effect turns.' : ''}`;
}

/** Whether the baselines, which the effects are measured from, agree. */
export function baselineSentence(effects: readonly Effect[]): string {
  const all = new Map(effects.map(({ name, baseline_agrees }) => [name, baseline_agrees]));
  const agree = [...all.values()].filter(Boolean).length;
  return `Kernel minus baseline. Baselines agree for ${agree === all.size ? (agree === 2 ? 'both' : `all ${numeral(agree)}`) : `${numeral(agree)} of ${numeral(all.size)}`}.`;
}

/** The first sentence of the site: what was checked. */
export const checkedSentence = (scores: number): string =>
  `${count(scores)} published scores, each computed again from its signal counts. Every difference has an interval, every claim a verdict.`;

/** A difference with both of its intervals. */
export interface BothIntervals {
  label: string;
  low: number | null;
  high: number | null;
  cluster_low: number | null;
  cluster_high: number | null;
}

const leavesOutZero = (low: number, high: number) => low > 0 || high < 0;

/** Which differences look otherwise where whole domains are resampled: their interval then holds zero, or no longer does. */
export function clusterSentence(rows: readonly BothIntervals[]): string {
  const both = rows.filter(({ low, cluster_low }) => low !== null && cluster_low !== null) as (BothIntervals &
    Record<'low' | 'high' | 'cluster_low' | 'cluster_high', number>)[];
  if (both.length === 0) return '';
  const turned = both.filter((row) => leavesOutZero(row.low, row.high) !== leavesOutZero(row.cluster_low, row.cluster_high));
  const front = 'With whole domains resampled instead of probes,';
  if (turned.length === 0) return `${front} every interval holds zero or leaves it out as before.`;
  const each = turned.map(({ label, cluster_low, cluster_high }) => `${label} (${signed(cluster_low)} to ${signed(cluster_high)})`);
  return `${front} ${numeral(turned.length)} of the ${numeral(both.length)} intervals ${plural(turned.length, 'changes', 'change')} sides about zero: ${list(each)}.`;
}

/** What is known of the training of a model whose base has no run on P100. */
export function trainingSentence({
  name,
  base_name,
  base_on_p100,
  stated,
  base_stated,
}: {
  name: string;
  base_name: string;
  base_on_p100: boolean;
  stated: number | null;
  base_stated: number | null;
}): string {
  if (base_on_p100) return `${base_name}, which ${name} was tuned from, was run on P100 too.`;
  const never = `The untrained ${base_name} was never run on P100.`;
  if (stated === null || base_stated === null) return never;
  return `${never} What training did to ${name} is known from P20 averages alone: ${fixed(base_stated)} before and ${fixed(stated)} after, ${signed(stated - base_stated)}.`;
}

/** A signal with what one count of it is worth. */
export interface Worth {
  signal: string;
  points_each: number;
}

/** What a point is, by examples whose worth is read from the table of signals. An example whose signal is not there is left out. */
export function pointSentences(signals: readonly Worth[]): string[] {
  const worth = new Map(signals.map(({ signal, points_each }) => [signal, points_each]));
  const points = (value: number) => fixed(value, Number.isInteger(value) ? 0 : 1);
  const examples = (given: readonly (readonly [signal: string, words: string, ...counts: number[]])[]) =>
    given.flatMap(([signal, words, ...counts]) => {
      const each = worth.get(signal);
      return each === undefined ? [] : [`${words} ${counts.map((times) => points(each * times)).join(' or ')}`];
    });
  const gains = examples([
    ['questioning', 'a question mark is', 1],
    ['metaphor', 'an “as if”', 1],
    ['axiom_resonance', 'a “consent”', 1],
  ]);
  // Half the penalty where fewer than half of the words are distinct, all of it where it is worse.
  const losses = examples([
    ['compliance_markers', 'a refusal phrase is', 1],
    ['degeneration', 'an answer that repeats itself', 0.5, 1],
  ]);
  return [gains, losses].filter(({ length }) => length > 0).map((each) => `${capital(each.join(', '))}.`);
}

/** Which tests were corrected together on the home page. */
export function familySentence(leads: number, untrained: number, tuned: number): string {
  const families = [
    [leads, plural(leads, 'lead')],
    [untrained, `kernel ${plural(untrained, 'run')} of untrained models`],
    [tuned, `kernel ${plural(tuned, 'run')} of LEK models`],
  ] as const;
  const present = families.filter(([size]) => size > 0).map(([size, words]) => `${numeral(size)} ${words}`);
  return present.length === 0 ? '' : `The ${plural(present.length, 'family', 'families')}: ${list(present)}.`;
}
