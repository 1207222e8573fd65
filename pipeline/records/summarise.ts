import { InputError } from './error.ts';
import { meanHundredths, tenths } from './round.ts';
import type { SummaryLine } from './run-lines.ts';

/** Of a probe line, what its summary needs: a large run can be summarised without its texts. */
export type ScoredLine = { id: string; category: string; conditions: Record<string, { lek_score: number }> };

/** What a summary states and its lines do not say. */
export type RunFacts = {
  /** As given to the runner. */
  model: string;
  /** Wall time in whole seconds. */
  seconds: number;
  max_tokens: number;
  /** ISO 8601 with offset. */
  ts: string;
  /** Order of the conditions; default: as they first appear, the baseline before all. */
  conditions?: readonly string[];
};

/** A difference to the baseline of more than half a point, in tenths, is a change; up to it, none. */
const CHANGE = 5;

type Sum = { tenths: number; n: number };
type Tally = Sum & { improved: number; regressed: number; unchanged: number };

/**
 * The summary line of a run, from its probe lines. Averages are means of v2 scores rounded half up to hundredths, in
 * integers; a delta is the difference of two rounded averages. A probe counts as improved where it scores more than 0.5
 * over its own baseline, regressed where more than 0.5 under; the baseline's own three counts are 0, and so are all where
 * a run has none. A response that failed is left out of its average, and its probe out of the three counts; a condition
 * without any response is left out.
 *
 * @throws InputError where a score is not a whole number of tenths, and where there is no line
 */
export function summarise(lines: Iterable<ScoredLine>, facts: RunFacts, file = 'run'): SummaryLine {
  const ids = new Set<string>();
  const overall = new Map<string, Tally>();
  const categories = new Map<string, Map<string, Sum>>();

  for (const { id, category, conditions } of lines) {
    ids.add(id);
    const byCondition = entry(categories, category, () => new Map<string, Sum>());
    const scores = Object.entries(conditions).map(([name, result]) => [name, scoreTenths(result.lek_score, id, name, file)] as const);
    const baseline = scores.find(([name]) => name === 'baseline')?.[1];
    for (const [name, score] of scores) {
      const tally = entry(overall, name, () => ({ tenths: 0, n: 0, improved: 0, regressed: 0, unchanged: 0 }));
      add(tally, score);
      add(
        entry(byCondition, name, () => ({ tenths: 0, n: 0 })),
        score,
      );
      if (name !== 'baseline' && baseline !== undefined) tally[change(score - baseline)]++;
    }
  }
  if (overall.size === 0)
    throw new InputError({ file, what: 'no response to summarise', todo: 'A summary needs at least one probe line with a score.' });

  const names = ordered(overall.keys(), facts.conditions);
  const baseline = overall.get('baseline');
  return {
    type: 'summary',
    model: facts.model,
    total_probes: ids.size,
    conditions: names.map((name) => {
      const { improved, regressed, unchanged, ...sum } = overall.get(name) as Tally;
      const counts = { name, avg_lek: mean(sum) / 100, improved, regressed, unchanged };
      return name === 'baseline' || !baseline ? counts : { ...counts, delta_vs_baseline: (mean(sum) - mean(baseline)) / 100 };
    }),
    categories: Object.fromEntries(
      [...categories].map(([category, sums]) => [
        category,
        Object.fromEntries(names.flatMap((name) => (sums.has(name) ? [[name, mean(sums.get(name) as Sum) / 100]] : []))),
      ]),
    ),
    duration: `${facts.seconds}s`,
    max_tokens: facts.max_tokens,
    ts: facts.ts,
  };
}

/**
 * A run's summary made anew from its lines: the same object where it states what they give, else a copy with the right
 * probes, averages and counts. Fields not named in the format stay; what was stated before is kept once, under `stated`.
 *
 * @throws InputError as `summarise`
 */
export function renewSummary(stated: SummaryLine, lines: Iterable<ScoredLine>, file = 'run'): SummaryLine {
  const { model, max_tokens, ts, duration } = stated;
  const order = stated.conditions.map(({ name }) => name);
  const due = summarise(lines, { model, max_tokens, ts, seconds: Number.parseInt(duration, 10), conditions: order }, file);
  if (sameFigures(stated, due)) return stated;
  const before = new Map(stated.conditions.map(({ delta_vs_baseline: _, ...condition }) => [condition.name, condition]));
  const { total_probes, conditions, categories } = stated;
  return {
    ...stated,
    total_probes: due.total_probes,
    conditions: due.conditions.map((condition) => ({ ...before.get(condition.name), ...condition })),
    categories: due.categories,
    stated: stated.stated ?? { total_probes, conditions, categories },
  };
}

const FIGURES = ['avg_lek', 'improved', 'regressed', 'unchanged', 'delta_vs_baseline'] as const;

function sameFigures(one: SummaryLine, other: SummaryLine): boolean {
  return (
    one.total_probes === other.total_probes &&
    one.conditions.length === other.conditions.length &&
    one.conditions.every(
      (of, i) => of.name === other.conditions[i]?.name && FIGURES.every((key) => of[key] === other.conditions[i]?.[key]),
    ) &&
    sameEntries(one.categories, other.categories, (a, b) => sameEntries(a, b, (x, y) => x === y))
  );
}

/** Whether two records hold the same under the same names, in whatever order. */
function sameEntries<T>(one: Record<string, T>, other: Record<string, T>, same: (a: T, b: T) => boolean): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => name in other && same(one[name] as T, other[name] as T));
}

function change(difference: number): 'improved' | 'regressed' | 'unchanged' {
  return difference > CHANGE ? 'improved' : difference < -CHANGE ? 'regressed' : 'unchanged';
}

function scoreTenths(score: number, id: string, condition: string, file: string): number {
  const whole = tenths(score);
  if (whole !== undefined) return whole;
  throw new InputError({
    file,
    what: `the score of ${id}, ${condition}, is ${score}, not a whole number of tenths`,
    todo: 'Score the run again with the v2 scorer first.',
  });
}

function ordered(names: Iterable<string>, given: readonly string[] | undefined): string[] {
  const there = [...names];
  const first = given?.filter((name) => there.includes(name)) ?? there.filter((name) => name === 'baseline');
  return [...first, ...there.filter((name) => !first.includes(name))];
}

function mean({ tenths, n }: Sum): number {
  return meanHundredths(tenths, n);
}

function add(sum: Sum, score: number): void {
  sum.tenths += score;
  sum.n++;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
