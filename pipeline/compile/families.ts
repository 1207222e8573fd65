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
  /** What the two sides are: two models in one condition, a kernel and the baseline of one run, or two kernels of one run (a placebo counts as one). */
  kind: 'model' | 'kernel' | 'format';
  /** `published`, or the one run that the family belongs to. */
  scope: string;
  /** Condition and probe set, where the family's ties make groups of a leaderboard. */
  ties?: { probe_set: string; condition: string };
  /** True where every pair is compared within each domain of its probes, and not over all of them. */
  byDomain?: boolean;
  pairs: readonly (readonly [a: Side, b: Side])[];
}

const BASELINE = 'baseline';
const UNTRAINED_GEMMA_3 = ['gemma-3-4b', 'gemma-3-12b', 'gemma-3-27b'];
/** LEK models and what each was tuned from, where both were run on P100. */
const TUNED_ON_P100 = [['lek-gemma-3-4b', 'gemma-3-4b']] as const;
/** Versions that follow each other, the newer first, where both have rows on P20. */
const STEPS_ON_P20 = [
  ['mistral-7b-v0.2', 'mistral-7b-v0.1'],
  ['qwen-2-7b', 'qwen-1.5-7b'],
] as const;

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

/** One text against another, of each run that has both. */
const kernelAgainst = (runs: readonly RunFacts[], one: string, other: string): [Side, Side][] =>
  runs
    .filter(({ conditions }) => conditions.includes(one) && conditions.includes(other))
    .map(({ run_id }) => [
      { run_id, condition: one },
      { run_id, condition: other },
    ]);

/** Pairs of models at baseline, where both have a run on the set. */
function modelPairs(published: readonly RunFacts[], probe_set: string, models: readonly (readonly [string, string])[]): [Side, Side][] {
  const side = (id: string): Side[] =>
    published.filter((run) => run.model_id === id && run.probe_set === probe_set).map(({ run_id }) => ({ run_id, condition: BASELINE }));
  return models.flatMap(([one, other]) => side(one).flatMap((a) => side(other).map((b): [Side, Side] => [a, b])));
}

function againstUntrained(published: readonly RunFacts[], model: string, short: string, name: string): Family {
  return {
    family: `${short}-vs-untrained`,
    question: `Does ${name} score above the untrained Gemma 3 models, without a kernel?`,
    kind: 'model',
    scope: 'published',
    pairs: modelPairs(
      published,
      'P100',
      UNTRAINED_GEMMA_3.map((id) => [model, id] as const),
    ),
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

/** Families of one run that was made or imported here: its kernels against the baseline, and the JSON kernel against its placebo. */
const ownFamilies = (run: RunFacts): Family[] => [
  {
    family: `kernels-${run.run_id}`,
    question: `Does a kernel change the score in ${run.run_id}?`,
    kind: 'kernel',
    scope: run.run_id,
    pairs: kernelPairs([run]),
  },
  {
    family: `json-vs-placebo-${run.run_id}`,
    question: `Does the JSON kernel do more than the placebo in ${run.run_id}?`,
    kind: 'format',
    scope: run.run_id,
    pairs: kernelAgainst([run], 'json', 'placebo'),
  },
];

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
  const formats = (probe_set: string): Family => ({
    family: `json-vs-txt-${probe_set.toLowerCase()}`,
    question: `Does it matter on ${probe_set} whether the kernel is JSON or TXT?`,
    kind: 'format',
    scope: 'published',
    pairs: kernelAgainst(onSet(probe_set), 'json', 'txt'),
  });
  const models = (family: string, question: string, probe_set: string, pairs: readonly (readonly [string, string])[]): Family => ({
    family,
    question,
    kind: 'model',
    scope: 'published',
    pairs: modelPairs(published, probe_set, pairs),
  });
  const fixed: Family[] = [
    againstUntrained(published, 'lek-gemma-3-1b', 'lek-1b', 'LEK-Gemma3 1B'),
    againstUntrained(published, 'lek-gemma-3-4b', 'lek-4b', 'LEK-Gemma3 4B'),
    kernels('kernels-untrained-p100', 'Does a kernel change the score of untrained models on P100?', onSet('P100', 'base')),
    kernels('kernels-lek-p100', 'Does a kernel change the score of LEK models on P100?', onSet('P100', 'lek')),
    kernels('kernels-p20', 'Does a kernel change the score of the models whose P20 rows are here?', onSet('P20')),
    {
      ...kernels('kernels-by-domain-p100', 'In which domains does a kernel change the score on P100?', onSet('P100')),
      byDomain: true,
    },
    formats('P100'),
    formats('P20'),
    models('training-p100', 'Does a LEK model score above its own base on P100, without a kernel?', 'P100', TUNED_ON_P100),
    models('versions-p20', 'Does a version score above the one before it on P20, without a kernel?', 'P20', STEPS_ON_P20),
  ];
  const sets = [...new Set(published.map(({ probe_set }) => probe_set))];
  const ties = sets.flatMap((probe_set) => {
    const conditions = [...new Set(onSet(probe_set).flatMap((run) => run.conditions))];
    return conditions.map((condition) => allPairs(published, probe_set, condition));
  });
  const own = runs.filter(({ source }) => source !== 'published').flatMap(ownFamilies);
  return [...fixed, ...ties, ...own].filter(({ pairs }) => pairs.length > 0);
}
