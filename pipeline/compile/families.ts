import type { Source } from './sources.ts';

/** A run as the families see it. */
export interface RunFacts {
  run_id: string;
  model_id: string;
  kind: 'base' | 'lek';
  source: Source;
  probe_set: string;
  conditions: readonly string[];
}

/** One side of a paired comparison. */
export interface Side {
  run_id: string;
  condition: string;
}

/** Named tests that answer one question; p is corrected over all of them (Holm). A difference is always a minus b. */
export interface Family {
  family: string;
  question: string;
  kind: 'model' | 'kernel';
  /** `published`, or the one run that the family belongs to. */
  scope: string;
  /** Condition and probe set, where the family's ties make groups of a leaderboard. */
  ties?: { probe_set: string; condition: string };
  pairs: readonly (readonly [a: Side, b: Side])[];
}

const BASELINE = 'baseline';
const UNTRAINED_GEMMA_3 = ['gemma-3-4b', 'gemma-3-12b', 'gemma-3-27b'];

const kernelPairs = (runs: readonly RunFacts[]): [Side, Side][] =>
  runs
    .filter((run) => run.conditions.includes(BASELINE))
    .flatMap(({ run_id, conditions }) =>
      conditions
        .filter((condition) => condition !== BASELINE)
        .map((condition): [Side, Side] => [
          { run_id, condition },
          { run_id, condition: BASELINE },
        ]),
    );

function againstUntrained(published: readonly RunFacts[], model: string, short: string, name: string): Family {
  const run = (id: string) => published.find(({ model_id, probe_set }) => model_id === id && probe_set === 'P100');
  const own = run(model);
  return {
    family: `${short}-vs-untrained`,
    question: `Does ${name} score above the untrained Gemma 3 models, without a kernel?`,
    kind: 'model',
    scope: 'published',
    pairs: own
      ? UNTRAINED_GEMMA_3.flatMap((id) => run(id) ?? []).map(({ run_id }) => [
          { run_id: own.run_id, condition: BASELINE },
          { run_id, condition: BASELINE },
        ])
      : [],
  };
}

/** Every pair once; in which direction is for the statistics to say, which know the means. */
function allPairs(published: readonly RunFacts[], probe_set: string, condition: string): Family {
  const sides = published
    .filter((run) => run.probe_set === probe_set && run.conditions.includes(condition))
    .map(({ run_id }): Side => ({ run_id, condition }));
  return {
    family: `pairs-${probe_set.toLowerCase()}-${condition}`,
    question: `Which models differ on ${probe_set}, ${condition}?`,
    kind: 'model',
    scope: 'published',
    ties: { probe_set, condition },
    pairs: sides.flatMap((a, index) => sides.slice(index + 1).map((b): [Side, Side] => [a, b])),
  };
}

/**
 * Every family of tests of this project, in one place: what is tested together is corrected together. Published runs are
 * never mixed with runs made or imported here, so that a new run changes no published p.
 */
export function families(runs: readonly RunFacts[]): Family[] {
  const published = runs.filter(({ source }) => source === 'published');
  const onSet = (probe_set: string, kind?: string) =>
    published.filter((run) => run.probe_set === probe_set && (!kind || run.kind === kind));
  const kernels = (family: string, question: string, among: RunFacts[]): Family => ({
    family,
    question,
    kind: 'kernel',
    scope: 'published',
    pairs: kernelPairs(among),
  });
  const fixed = [
    againstUntrained(published, 'lek-gemma-3-1b', 'lek-1b', 'LEK-Gemma3 1B'),
    againstUntrained(published, 'lek-gemma-3-4b', 'lek-4b', 'LEK-Gemma3 4B'),
    kernels('kernels-untrained-p100', 'Does a kernel change the score of untrained models on P100?', onSet('P100', 'base')),
    kernels('kernels-lek-p100', 'Does a kernel change the score of LEK models on P100?', onSet('P100', 'lek')),
    kernels('kernels-p20', 'Does a kernel change the score of the models whose P20 rows are here?', onSet('P20')),
  ];
  const sets = [...new Set(published.map(({ probe_set }) => probe_set))];
  const ties = sets.flatMap((probe_set) => {
    const conditions = [...new Set(onSet(probe_set).flatMap((run) => run.conditions))];
    return conditions.map((condition) => allPairs(published, probe_set, condition));
  });
  const own = runs
    .filter(({ source }) => source !== 'published')
    .map(
      (run): Family => ({
        family: `kernels-${run.run_id}`,
        question: `Does a kernel change the score in ${run.run_id}?`,
        kind: 'kernel',
        scope: run.run_id,
        pairs: kernelPairs([run]),
      }),
    );
  return [...fixed, ...ties, ...own].filter(({ pairs }) => pairs.length > 0);
}
