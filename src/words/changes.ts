import type { Changes, FieldChange, FigureChange } from '../../pipeline/release/index.ts';
import { conditionName } from '../charts/marks.ts';
import { day, fixed, signed } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';
import { sourceWord } from './model.ts';

/** A release as a sentence names it. */
export interface Named {
  version: string;
  date: string;
}

/** The first sentence of the page: how many releases there are, and what follows from it. */
export function releasesSentence(releases: readonly Named[]): string {
  const [first] = releases;
  const last = releases.at(-1);
  if (!first || !last) return 'There is no release yet, so there is nothing that a figure could have changed from.';
  if (releases.length === 1)
    return `There is one release, ${first.version} of ${day(first.date)}. No figure has changed between releases, since there is nothing to compare it with.`;
  return `${capital(numeral(releases.length))} releases, from ${first.version} of ${day(first.date)} to ${last.version} of ${day(last.date)}. Between each and the next stand all figures that changed.`;
}

const times = (changes: readonly FigureChange[], what: FigureChange['what']) => changes.filter((change) => change.what === what).length;

function figuresOf(changes: Changes): string[] {
  const kinds = [
    ['mean', changes.means],
    ['comparison', changes.comparisons],
  ] as const;
  const of = (what: FigureChange['what'], said: string) => {
    const some = kinds.flatMap(([kind, all]) => {
      const n = times(all, what);
      return n === 0 ? [] : [`${numeral(n)} ${plural(n, kind)}`];
    });
    const total = kinds.reduce((sum, [, all]) => sum + times(all, what), 0);
    return some.length === 0 ? [] : [`${list(some)} ${plural(total, 'is', 'are')} ${said}`];
  };
  return [
    ...of('changed', 'not what they were').map((text) => text.replace(/ is not what they were$/, ' is not what it was')),
    ...of('new', 'new'),
    ...of('gone', 'gone'),
  ];
}

/** What a step changed, in a sentence or two. */
export function changesSentence(changes: Changes): string {
  const { sameData, scorer, tables, means, comparisons } = changes;
  const scored =
    scorer === null
      ? ''
      : scorer.before === scorer.after
        ? 'The scorer’s table changed. '
        : `The scorer went from ${scorer.before} to ${scorer.after}. `;
  if (sameData && means.length + comparisons.length === 0) return `${scored}The data are the same, row by row, and so is every figure.`;
  const figures = figuresOf(changes);
  const rows = tables.length === 0 ? '' : `${capital(numeral(tables.length))} ${plural(tables.length, 'table differs', 'tables differ')}. `;
  return `${scored}${rows}${figures.length === 0 ? 'No key figure changed.' : `${capital(figures.join('; '))}.`}`;
}

/**
 * Two numbers with as many decimals as it takes to tell them apart, from `least` on; what is not there is an en dash. Doubles that
 * differ beyond the twelfth decimal look alike.
 */
export function apart(before: number | null, after: number | null, least = 2, write = fixed): [string, string] {
  for (let decimals = least; decimals <= 12; decimals += 1) {
    const texts: [string, string] = [write(before, decimals), write(after, decimals)];
    if (texts[0] !== texts[1]) return texts;
  }
  return [write(before, least), write(after, least)];
}

/** A number of a figure before and after, as the column of that field writes it. */
export function beforeAndAfter({ field, before, after }: FieldChange, difference: boolean): [string, string] {
  if (field === 'n') return [fixed(before, 0), fixed(after, 0)];
  if (field === 'p_holm') return apart(before, after, 3);
  return apart(before, after, 2, difference ? signed : fixed);
}

/** Names of models by run, with the probe set and the source of each. */
export type RunNames = ReadonlyMap<string, { name: string; probe_set: string; source: string }>;

const sideOf = (id: string, runs: RunNames) => {
  const [run_id = '', condition = ''] = id.split('/');
  return { run_id, run: runs.get(run_id), condition: conditionName(condition) };
};

/** A mean by its model, source where it was not published, probe set and condition; by its id where the run is no longer here. */
export function meanName(id: string, runs: RunNames): string {
  const { run, condition } = sideOf(id, runs);
  if (!run) return id;
  return [run.name, run.source !== 'published' && sourceWord(run.source), run.probe_set, condition].filter(Boolean).join(', ');
}

/** A comparison by what differs between its sides; by its id where a run is no longer here. */
export function comparisonName(id: string, runs: RunNames): string {
  const [, left = '', right = ''] = /^[^/]*\/(.*)~(.*)$/.exec(id) ?? [];
  const [a, b] = [sideOf(left, runs), sideOf(right, runs)];
  if (!a.run || !b.run) return id;
  if (a.run_id === b.run_id) return `${a.run.name}, ${a.run.probe_set}: ${a.condition} minus ${b.condition}`;
  if (a.condition === b.condition && a.run.probe_set === b.run.probe_set)
    return `${a.run.name} minus ${b.run.name}, ${a.run.probe_set}, ${a.condition}`;
  return `${meanName(left, runs)} minus ${meanName(right, runs)}`;
}
