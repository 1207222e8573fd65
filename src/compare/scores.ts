/** A run's scores as the site gives them away (`/data/scores/<run>.json`): what a comparison needs of one side. */
export interface RunScores {
  run_id: string;
  name: string;
  family: string;
  kind: string;
  source: string;
  probe_set: string;
  /** Whose wording of the probes was asked. */
  edition: string;
  /** Most answers to one probe in one condition; above one, a score is their mean. */
  samples: number;
  /** What a reader must know of this run. */
  note: string | null;
  /** Probes that the run answered in some condition, with their domain, in the order of their ids. */
  probes: readonly (readonly [probe_id: string, domain: string])[];
  /** By condition, a score for each of the probes; null where there is none. */
  scores: Readonly<Record<string, readonly (number | null)[]>>;
  /** The tests of the database that the run is a side of. */
  tests: readonly Test[];
}

/** A comparison that the database holds, as one test of a family. Sides are ids such as `gemma-3-12b.p100/json`. */
export interface Test {
  a: string;
  b: string;
  family: string;
  question: string;
  /** Tests of the family, which p is corrected over. */
  tests: number;
  p_holm: number | null;
  supported: boolean | null;
}

/** A run in one of its conditions. */
export interface Side {
  run: RunScores;
  condition: string;
}

/** Id of a side, which also seeds the random numbers of its comparisons. */
export const sideId = ({ run, condition }: Side): string => `${run.run_id}/${condition}`;

/** One probe that both sides answered. */
export interface Pair {
  probe_id: string;
  domain: string;
  a: number;
  b: number;
}

function scored({ run, condition }: Side): Map<string, { domain: string; score: number }> {
  const scores = run.scores[condition] ?? [];
  return new Map(
    run.probes.flatMap(([probe_id, domain], index) => {
      const score = scores[index] ?? null;
      return score === null ? [] : [[probe_id, { domain, score }] as const];
    }),
  );
}

/** Number of probes that a side has a score on. */
export const answered = (side: Side): number => scored(side).size;

/** The probes that both sides have a score on, in the order of their ids. */
export function pairsOf(a: Side, b: Side): Pair[] {
  const [left, right] = [scored(a), scored(b)];
  return [...left].flatMap(([probe_id, { domain, score }]) => {
    const other = right.get(probe_id);
    return other ? [{ probe_id, domain, a: score, b: other.score }] : [];
  });
}
