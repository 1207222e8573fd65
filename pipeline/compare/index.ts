import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareOnShared } from '../compile/comparisons.ts';
import { InputError } from '../records/index.ts';
import { type PairedComparison, pairedDifferences } from '../stats/index.ts';
import { runOfBuild } from './from-build.ts';
import { runOfFile } from './from-file.ts';
import { type ComparedRun, FACTS } from './side.ts';

/** A difference between what made the two sides. */
export interface Differing {
  what: string;
  /** null: not recorded. */
  a: string | number | null;
  b: string | number | null;
}

/** A probe whose score is not the same on both sides. */
export interface Moved {
  probe_id: string;
  domain: string;
  a: number;
  b: number;
  /** a minus b. */
  difference: number;
}

/** Two sides, compared probe by probe: differences are a minus b, in points. */
export interface Comparison extends PairedComparison {
  a: { id: string; run_id: string; condition: string; probes: number };
  b: { id: string; run_id: string; condition: string; probes: number };
  probe_set: string;
  differs: Differing[];
  /** From the largest rise to the largest fall. */
  moved: Moved[];
  /** Probes that one side alone has. */
  only_a: string[];
  only_b: string[];
  /** Shared probes that the two runs asked in other words, where both runs' lines tell. */
  other_prompts: number;
}

export interface CompareFolders {
  /** Where `lem compile` wrote. */
  build: string;
  /** The data folder. */
  data: string;
}

/**
 * Compares two runs, paired by probe id. Each is a run file or the id of a compiled run, alone or with `/condition` behind it. Without a
 * condition on either side, every condition that both have is compared; a side without one takes the other's, or the baseline where
 * both are the same run. Seeds are made of run ids and conditions, so a comparison of compiled runs gives the figures of the table
 * `comparisons`.
 *
 * @throws InputError where a side cannot be read, where the two are of different probe sets, have no probe or no condition in common,
 *   or are one and the same
 */
export async function compareRuns(a: string, b: string, folders: CompareFolders): Promise<Comparison[]> {
  const [left, right] = [parse(a), parse(b)];
  const one = await open(left.spec, folders);
  const other = left.spec === right.spec ? one : await open(right.spec, folders);
  if (one.probe_set !== other.probe_set)
    throw new InputError({
      file: b,
      what: `it is of the probe set ${other.probe_set}, ${a} of ${one.probe_set}`,
      todo: 'Scores of two probe sets are never compared; take two runs of one set.',
    });
  return pairs(one, left.condition, other, right.condition).map(([of, to]) => compare(one, of, other, to));
}

/** A file, or the id of a run, and the condition behind its last slash. @throws InputError for the path of a file that is not there */
function parse(spec: string): { spec: string; condition: string | undefined } {
  const [, head = '', condition] = /^(.*)\/([^/]*)$/s.exec(spec) ?? [];
  if (isFile(spec)) return { spec, condition: undefined };
  if (head.includes('/') ? !isFile(head) : spec.endsWith('.jsonl'))
    throw new InputError({ file: spec, what: 'no such file', todo: 'Name a run file, or the id of a compiled run.' });
  return condition === undefined ? { spec, condition } : { spec: head, condition };
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

const open = (spec: string, { build, data }: CompareFolders): Promise<ComparedRun> =>
  isFile(spec) ? runOfFile(spec, join(data, 'published', 'probes.csv')) : runOfBuild(spec, build);

function pairs(a: ComparedRun, ofA: string | undefined, b: ComparedRun, ofB: string | undefined): [string, string][] {
  // Two files without a manifest may have one name and be two runs.
  const same = a === b || (a.id === b.id && a.facts.source !== null && b.facts.source !== null);
  const must = (run: ComparedRun, condition: string) => {
    if (!run.conditions.has(condition))
      throw new InputError({
        file: run.spec,
        what: `no condition ${JSON.stringify(condition)} in the run`,
        todo: `It has ${[...run.conditions.keys()].join(', ')}.`,
      });
    return condition;
  };
  if (ofA !== undefined || ofB !== undefined) {
    const other = same ? 'baseline' : undefined;
    const pair: [string, string] = [must(a, ofA ?? other ?? (ofB as string)), must(b, ofB ?? other ?? (ofA as string))];
    if (same && pair[0] === pair[1]) throw oneAndTheSame(a);
    return [pair];
  }
  if (same) throw oneAndTheSame(a);
  const both = [...a.conditions.keys()].filter((condition) => b.conditions.has(condition));
  if (both.length === 0)
    throw new InputError({
      file: b.spec,
      what: `no condition in common with ${a.spec}: ${[...b.conditions.keys()].join(', ')}, and ${[...a.conditions.keys()].join(', ')}`,
      todo: 'Name the two conditions: RUN/CONDITION.',
    });
  return both.map((condition) => [condition, condition]);
}

const oneAndTheSame = ({ spec, conditions }: ComparedRun): InputError =>
  new InputError({
    file: spec,
    what: 'both sides are one and the same',
    todo: `Name two runs, or two of its conditions (${[...conditions.keys()].join(', ')}): RUN/CONDITION.`,
  });

function compare(a: ComparedRun, ofA: string, b: ComparedRun, ofB: string): Comparison {
  const points = (run: ComparedRun, condition: string) => run.conditions.get(condition)?.points as Map<string, number>;
  const [left, right] = [points(a, ofA), points(b, ofB)];
  const side = (run: ComparedRun, condition: string) => {
    const id = `${run.id}/${condition}`;
    return { id, run_id: run.id, condition, probes: points(run, condition).size };
  };
  const [one, other] = [side(a, ofA), side(b, ofB)];
  const domainOf = (probe: string) => (a.domains.get(probe) ?? b.domains.get(probe)) as string;
  const paired = compareOnShared({ id: one.id, points: left }, { id: other.id, points: right }, domainOf);
  if (!paired)
    throw new InputError({ file: b.spec, what: `no probe in common with ${a.spec}`, todo: 'A comparison is paired by probe id.' });
  const shared = [...left.keys()].filter((probe) => right.has(probe));
  const scores = (of: Map<string, number>) => shared.map((probe) => of.get(probe) as number);
  const differences = pairedDifferences(scores(left), scores(right));
  const moved = shared.flatMap((probe_id, i): Moved[] => {
    const difference = differences[i] as number;
    const [from, to] = [left.get(probe_id) as number, right.get(probe_id) as number];
    return difference === 0 ? [] : [{ probe_id, domain: domainOf(probe_id), a: from, b: to, difference }];
  });
  return {
    a: one,
    b: other,
    probe_set: a.probe_set,
    ...paired,
    differs: differing(a, ofA, b, ofB),
    moved: moved.sort((x, y) => y.difference - x.difference || (x.probe_id < y.probe_id ? -1 : 1)),
    only_a: [...left.keys()].filter((probe) => !right.has(probe)),
    only_b: [...right.keys()].filter((probe) => !left.has(probe)),
    other_prompts: shared.filter((probe) => otherWords(a.prompts.get(probe), b.prompts.get(probe))).length,
  };
}

const otherWords = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;

/** What made the two sides and is not the same, the kernels of the conditions included. */
function differing(a: ComparedRun, ofA: string, b: ComparedRun, ofB: string): Differing[] {
  const differ = (what: string, one: string | number | null, other: string | number | null) =>
    one === other ? [] : [{ what, a: one, b: other }];
  const [left, right] = [a.conditions.get(ofA), b.conditions.get(ofB)];
  const kernel = (sha256: string | null | undefined, condition: string) => (condition === 'baseline' ? 'none' : (sha256 ?? null));
  return [
    ...FACTS.flatMap((what) => differ(what, a.facts[what] ?? null, b.facts[what] ?? null)),
    ...differ('kernel', kernel(left?.kernel, ofA), kernel(right?.kernel, ofB)),
    ...(ofA === 'baseline' || ofB === 'baseline' ? [] : differ('place of the kernel', left?.placement ?? null, right?.placement ?? null)),
  ];
}
