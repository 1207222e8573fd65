import { type Explanation, type Group, SIGNALS } from '../../pipeline/scorer/index.ts';
import { scaleOver } from './scale.ts';

/** Groups of signals in the order in which pages show them, as the reader meets them: what adds first, then what takes away. */
export const GROUPS: readonly { group: Group; title: string }[] = [
  { group: 'structural', title: 'Form' },
  { group: 'content', title: 'Content' },
  { group: 'penalty', title: 'Penalties' },
];

/** The signals as pages number them, from 1. */
export const NUMBERED = GROUPS.flatMap(({ group }) => SIGNALS.filter((signal) => signal.group === group)).map((signal, index) => ({
  ...signal,
  number: index + 1,
}));

/** A signal's name as prose has it. */
export const spoken = (signal: string): string => signal.replaceAll('_', ' ');

/** What one signal gave in a text, and where that leaves the running sum. All points in tenths. */
export interface Finding {
  count: number;
  rawTenths: number;
  tenths: number;
  capped: boolean;
  /** Sum of the signals before it, and with it. */
  from: number;
  to: number;
  /** Entries that were found and how often, the most frequent first. */
  found: { entry: string; times: number }[];
}

/** A scored text as a page shows it: plain data, that can be handed from a worker to its page. */
export interface Findings {
  tenths: number;
  /** In the order of NUMBERED. */
  signals: Finding[];
  words: number;
  distinct: number;
  /** Code points without the white space at both ends. */
  characters: number;
}

function tally(entries: readonly { entry: string }[]): Finding['found'] {
  const times = new Map<string, number>();
  for (const { entry } of entries) times.set(entry, (times.get(entry) ?? 0) + 1);
  return [...times].map(([entry, each]) => ({ entry, times: each })).sort((a, b) => b.times - a.times);
}

/** The findings of an explained text. */
export function findingsOf({ tenths, signals, measured }: Explanation): Findings {
  const byName = new Map(signals.map((signal) => [signal.signal, signal]));
  let sum = 0;
  return {
    tenths,
    words: measured.words,
    distinct: measured.distinct,
    characters: measured.strippedPoints,
    signals: NUMBERED.map(({ name }) => {
      const signal = byName.get(name);
      if (!signal) throw new Error(`The explanation has no signal ${name}.`);
      const from = sum;
      sum += signal.tenths;
      const { count, rawTenths, capped } = signal;
      return { count, rawTenths, tenths: signal.tenths, capped, from, to: sum, found: tally(signal.hits) };
    }),
  };
}

/** The hits of an explained text in the order of NUMBERED, for `spansWithin`. */
export const hitsOf = ({ signals }: Explanation): Explanation['signals'][number]['hits'][] =>
  NUMBERED.map(({ name }) => signals.find(({ signal }) => signal === name)?.hits ?? []);

/** The axis of every score's arithmetic: from one whole penalty to all caps together. */
export const ARITHMETIC_SCALE = scaleOver(
  [Math.min(...NUMBERED.map(({ tenthsEach }) => tenthsEach)) / 10, NUMBERED.reduce((sum, { capTenths }) => sum + (capTenths ?? 0), 0) / 10],
  { most: 4, margin: 0.04 },
);
