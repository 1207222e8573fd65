/** The scores of a run, as the statistics need them: condition, then probe, then its samples in tenths. */
export type RunScores = Map<string, Map<string, number[]>>;

/** Notes a score. */
export function addScore(scores: RunScores, condition: string, probe_id: string, tenths: number): void {
  const probes = scores.get(condition) ?? new Map<string, number[]>();
  scores.set(condition, probes);
  const samples = probes.get(probe_id);
  if (samples) samples.push(tenths);
  else probes.set(probe_id, [tenths]);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A probe's score in points: the mean over its samples, since they are not independent of each other. */
export const pointsOf = (samples: readonly number[]): number => sum(samples) / (10 * samples.length);

/** Every score of a run in points: condition, then probe. */
export const inPoints = (scores: RunScores): Map<string, Map<string, number>> =>
  new Map([...scores].map(([condition, probes]) => [condition, new Map([...probes].map(([id, samples]) => [id, pointsOf(samples)]))]));

/** Sum in tenths and number of all responses to the probes given. */
export function totals(probes: ReadonlyMap<string, readonly number[]>): { sumTenths: number; responses: number } {
  const all = [...probes.values()];
  return { sumTenths: sum(all.map(sum)), responses: sum(all.map((samples) => samples.length)) };
}
