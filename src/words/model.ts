import { METHOD } from '../../pipeline/stats/index.ts';
import { count, fixed, NBSP, percent, signed } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';

/** What there is of one model in one condition of one probe set, or of one run made or imported here. */
export interface Slot {
  probe_set: string;
  condition: string;
  source: string;
  run_id: string | null;
  edition: string | null;
  stated: number | null;
  measured: number | null;
  agrees: boolean | null;
  n: number;
  expected: number;
}

/** A probe set or a run as a group of rows, with how much of it there is. */
export interface Group<Row extends Slot = Slot> {
  probe_set: string;
  source: string;
  run_id: string | null;
  edition: string | null;
  rows: readonly Row[];
  /** Scores of single probes. */
  scores: number;
  /** Probes asked in a condition. */
  probes: number;
  /** Conditions with scores, and conditions with a stated average. */
  measured: readonly Row[];
  stated: readonly Row[];
}

/**
 * Slots gathered by probe set and run: published ones first, and among these the sets that have scores, then those that are stated,
 * then what is missing.
 */
export function groupsOf<Row extends Slot>(slots: readonly Row[]): Group<Row>[] {
  const groups = [...Map.groupBy(slots, ({ source, probe_set, run_id }) => `${source} ${probe_set} ${run_id}`).values()].map(
    (rows): Group<Row> => {
      const { probe_set, source, run_id, edition } = rows[0] as Row;
      return {
        probe_set,
        source,
        run_id,
        edition,
        rows,
        scores: rows.reduce((sum, { n }) => sum + n, 0),
        probes: Math.max(...rows.map(({ expected }) => expected)),
        measured: rows.filter(({ measured }) => measured !== null),
        stated: rows.filter(({ stated }) => stated !== null),
      };
    },
  );
  const weight = (group: Group<Row>) => (group.source !== 'published' ? 3 : group.scores > 0 ? 0 : group.stated.length > 0 ? 1 : 2);
  return groups.sort((a, b) => weight(a) - weight(b));
}

/** A run's source in words. */
export const sourceWord = (source: string): string =>
  source === 'published' ? 'published' : source === 'imported' ? 'imported here' : source === 'local' ? 'made here' : source;

const conditions = (rows: readonly Slot[]): string =>
  rows.length === 1 && rows[0]?.condition === 'baseline'
    ? 'without a kernel'
    : `in ${numeral(rows.length)} ${plural(rows.length, 'condition')}`;

const averages = (rows: readonly Slot[]): string => `${numeral(rows.length)} ${plural(rows.length, 'average')}`;

/** `all 101 P100 probes`, `98 of 101 P100 probes`: the fewest of a condition decide. */
function share({ probe_set, measured, probes }: Group): string {
  const least = Math.min(...measured.map(({ n }) => n));
  return `${least === probes ? `all ${count(probes)}` : `${count(least)} of ${count(probes)}`} ${probe_set} probes`;
}

function measuredSentence(group: Group): string {
  const missing = group.rows.length - group.measured.length;
  const rest = missing > 0 ? (group.measured.length === 1 ? '; it was not run with one' : `; ${numeral(missing)} were not run`) : '';
  return `${capital(share(group))} ${conditions(group.measured)}, score by score${rest}.`;
}

/** The first sentence of a model's page: what exists, and what does not. */
export function existsSentence(groups: readonly Group[]): string {
  const published = groups.filter(({ source }) => source === 'published');
  const here = groups.filter(({ source }) => source !== 'published');
  const withScores = published.filter(({ scores }) => scores > 0);
  const stated = published.filter((group) => group.scores === 0 && group.stated.length > 0);
  const absent = published.filter((group) => group.scores === 0 && group.stated.length === 0);
  const sentences = withScores.map(measuredSentence);
  if (withScores.length > 0) {
    for (const group of stated)
      sentences.push(`On ${group.probe_set} there are ${averages(group.stated)} as the report states them, without their scores.`);
    if (absent.length > 0) sentences.push(`No run on ${list(absent.map(({ probe_set }) => probe_set))} is published.`);
  } else if (stated.length > 0) {
    const each = list(stated.map((group) => `${averages(group.stated)} on ${group.probe_set}`));
    sentences.push(
      `${capital(each)}, as the report states them, and no score of a single probe: no interval can be given, and no difference tested.`,
    );
  } else sentences.push('It is not among the published models.');
  if (here.length > 0) {
    const scores = here.reduce((sum, group) => sum + group.scores, 0);
    const sources = [...new Set(here.map(({ source }) => sourceWord(source)))].join(' or ');
    sentences.push(
      `${count(scores)} ${plural(scores, 'score')} of ${numeral(here.length)} ${plural(here.length, 'run')} ${sources} ${plural(scores, 'stands', 'stand')} apart.`,
    );
  }
  return sentences.join(' ');
}

/** What is known of one group, small beside its name in the table. */
export function groupDetail(group: Group): string {
  if (group.source !== 'published')
    return `${sourceWord(group.source)}, ${group.edition === 'original' ? 'published' : group.edition} probes`;
  if (group.scores > 0) return `${count(group.scores)} scores`;
  return group.stated.length > 0 ? 'averages without scores' : 'no run published';
}

/** Where the report gives another average than its rows, condition by condition; empty where it does not. */
export function disagreeSentence(rows: readonly (Slot & { difference: number | null })[], nameOf: (condition: string) => string): string {
  const off = rows.filter(({ agrees }) => agrees === false);
  if (off.length === 0) return '';
  const each = off.map(
    ({ condition, stated, measured, difference }) =>
      `${nameOf(condition)} ${fixed(stated)} stated and ${fixed(measured)} measured (${signed(difference)})`,
  );
  return `${capital(list(each))}.`;
}

/** Heading over the lineage of a model. */
export function lineageHeadline(name: string, kind: string, base: string | null, children: number): string {
  if (kind === 'lek') return base === null ? `${name} and its relatives` : `Tuned from ${base}`;
  return `${capital(numeral(children))} LEK-tuned ${plural(children, 'version')} of it`;
}

/** One average of a relative. */
export interface Relative {
  model_id: string;
  name: string;
  kind: string;
  condition: string;
  stated: number;
}

/** What tuning did to the stated averages without a kernel, tuned model by tuned model. */
export function lineageSentence(rows: readonly Relative[]): string {
  const baseline = rows.filter(({ condition }) => condition === 'baseline');
  const base = baseline.find(({ kind }) => kind === 'base');
  const tuned = baseline.filter(({ kind }) => kind === 'lek');
  if (!base || tuned.length === 0) return '';
  const each = tuned.map(({ name, stated }) => `${name} ${fixed(stated)} (${signed(stated - base.stated)})`);
  return `Without a kernel the report states ${fixed(base.stated)} for ${base.name} and, after tuning, ${list(each)}.`;
}

/** A kernel's effect on the model. */
export interface KernelEffect {
  condition: string;
  probe_set: string;
  supported: boolean | null;
  mean_difference: number;
}

/** What the kernels did, in one line. */
export function kernelHeadline(effects: readonly KernelEffect[], nameOf: (condition: string) => string): string {
  const sure = effects.filter(({ supported }) => supported);
  if (sure.length === 0) {
    const names = effects.map(({ condition }) => `the ${nameOf(condition)}`);
    if (effects.length === 1) return `${capital(names[0] as string)} makes no difference that is more than chance`;
    return `${effects.length === 2 ? `Neither ${names.join(' nor ')}` : `None of ${list(names)}`} makes a difference that is more than chance`;
  }
  const verb = (effect: KernelEffect) => (effect.mean_difference > 0 ? 'raises' : 'lowers');
  const verbs = new Set(sure.map(verb));
  const names =
    sure.length === 2 && effects.length === 2 && sure.every(({ condition }) => / kernel$/.test(nameOf(condition)))
      ? 'both kernels'
      : list(sure.map(({ condition }) => `the ${nameOf(condition)}`));
  const held =
    verbs.size === 1
      ? `${names} ${sure.length === 1 ? [...verbs][0] : [...verbs][0]?.replace(/s$/, '')} the score`
      : list(sure.map((effect) => `the ${nameOf(effect.condition)} ${verb(effect)} the score`));
  const rest = effects.filter(({ supported }) => !supported);
  const other =
    rest.length > 0
      ? `; what ${list(rest.map(({ condition }) => `the ${nameOf(condition)}`))} ${plural(rest.length, 'does', 'do')} may be chance`
      : '';
  return `${capital(held)}${other}`;
}

/** What a test of this size can find. */
export function detectableSentence(
  effects: readonly { condition: string; detectable: number | null; n: number }[],
  nameOf: (condition: string) => string,
): string {
  const known = effects.filter((effect): effect is typeof effect & { detectable: number } => effect.detectable !== null);
  if (known.length === 0) return '';
  const each = known.map(({ condition, detectable }) => `${fixed(detectable, 1)} points with the ${nameOf(condition)}`);
  return `A true difference smaller than this would be missed in more than ${percent(1 - METHOD.power, 0)}${NBSP}% of such tests: ${list(each)}.`;
}

/** Heading over the table of domains. `fewest` is the n from which an interval is given. */
export function domainsHeadline(domains: readonly { n: number }[], fewest: number): string {
  const enough = domains.filter(({ n }) => n >= fewest).length;
  const all = domains.length;
  if (enough === 0) return `No domain has the ${numeral(fewest)} probes that an interval needs`;
  if (enough === all) return `${capital(numeral(all))} ${plural(all, 'domain')}, each with an interval`;
  return `${capital(numeral(enough))} of ${numeral(all)} domains have probes enough for an interval`;
}

/** Scores that an axis does not show. */
export function beyondSentence(scores: readonly { probe_id: string; lek_score: number }[], axis: { low: number; high: number }): string {
  const outside = scores.filter(({ lek_score }) => lek_score < axis.low || lek_score > axis.high).sort((a, b) => a.lek_score - b.lek_score);
  if (outside.length === 0) return '';
  const times = [...Map.groupBy(outside, ({ lek_score }) => lek_score)];
  const values = list(
    times.map(
      ([score, each]) => `${fixed(score, 1)}${each.length > 1 ? ` ${each.length === 2 ? 'twice' : `${numeral(each.length)} times`}` : ''}`,
    ),
  );
  return `${capital(numeral(outside.length))} ${plural(outside.length, 'score lies', 'scores lie')} beyond the axis, at the arrow: ${values}.`;
}

/** How many published models are like one of which averages alone are known. */
export function alikeSentence(models: readonly { p100_rows: boolean; p20_rows: boolean }[]): string {
  const alone = models.filter(({ p100_rows, p20_rows }) => !p100_rows && !p20_rows).length;
  return `So it is for ${numeral(alone)} of the ${numeral(models.length)} published models: their averages are stated, and the rows behind them are not here.`;
}
