import { SIGNALS } from '../scorer/index.ts';

export interface View {
  name: string;
  comment: string;
  /** Tables that it reads: a column has the note of the first of them that has one of its name. */
  of: readonly string[];
  /** Notes of its other columns, and of those that mean something else here. */
  notes?: Readonly<Record<string, string>>;
  sql: string;
}

/** Columns of a comparison whose first side is a kernel and whose second is the baseline. */
const KERNEL_NOTES = {
  condition: 'The kernel that is held against the baseline, by the name of its condition.',
  test_family: 'The family of tests that p is corrected in.',
  mean_difference: 'Mean of kernel minus baseline, in points.',
  wins: 'Probes on which the kernel scores higher, strictly.',
  losses: 'Probes on which the kernel scores lower, strictly.',
};
/** Columns of the points of a signal. */
const POINT_NOTES = {
  count: 'What the scorer counted of the signal.',
  points: 'What that count gives or takes, in points.',
  at_cap: 'True where it gives all that the signal can give.',
};

/** The rows of one signal, of each text of a table: points in integer tenths first, so that 0.6 x 7 is 4.2 and not 4.199999. */
const pointsOf = (table: string, key: string) => (signal: (typeof SIGNALS)[number]) => {
  const { name, tenthsEach, capTenths } = signal;
  const raw = `CAST(round(${name} * ${tenthsEach}) AS INTEGER)`;
  const points = capTenths === null ? raw : `least(${raw}, ${capTenths})`;
  const atCap = capTenths === null ? 'false' : `${raw} >= ${capTenths}`;
  return `SELECT ${key}, '${name}' AS signal, CAST(${name} AS DOUBLE) AS count, ${points} / 10.0::DOUBLE AS points, ${atCap} AS at_cap FROM ${table}`;
};

/** Points of every text of a table, signal by signal. `key` names the columns that tell its texts apart. */
const signalPoints = (table: string, key: string): string => SIGNALS.map(pointsOf(table, key)).join('\nUNION ALL ');

/** Views with the names a reader thinks in. Each reads tables alone, so that their order does not matter. */
export const VIEWS: readonly View[] = [
  {
    name: 'leaderboard',
    comment: 'Mean score of every run and condition over all its probes, with its interval and coverage.',
    of: ['runs', 'models', 'summaries'],
    sql: `SELECT r.probe_set, s.condition, s.run_id, r.source, m.model_id, m.name, m.family, m.kind, m.params_b,
  s.mean, s.low, s.high, s.cluster_low, s.cluster_high, s.median, s.sd, s.lowest, s.highest, s.n, s.expected
FROM summaries s JOIN runs r USING (run_id) JOIN models m USING (model_id)
WHERE s.domain = 'all'`,
  },
  {
    name: 'kernel_effect',
    comment: 'What a kernel did to a model: kernel minus baseline, paired by probe.',
    of: ['runs', 'models', 'comparisons'],
    notes: KERNEL_NOTES,
    sql: `SELECT r.probe_set, r.source, m.model_id, m.name, m.family, m.kind, m.params_b, c.a_run_id AS run_id, c.a_condition AS condition,
  c.family AS test_family, c.n, c.mean_difference, c.low, c.high, c.cluster_low, c.cluster_high, c.p, c.p_holm, c.effect_size, c.wins, c.ties, c.losses, c.detectable, c.supported
FROM comparisons c JOIN runs r ON r.run_id = c.a_run_id JOIN models m USING (model_id)
WHERE c.kind = 'kernel' AND c.domain = 'all'`,
  },
  {
    name: 'kernel_effect_by_domain',
    comment:
      'What a kernel did to a model within each domain: kernel minus baseline, paired by probe. A domain of fewer than five probes has no interval and no p.',
    of: ['runs', 'models', 'comparisons'],
    notes: { ...KERNEL_NOTES, domain: 'The domain that the probes are of.' },
    sql: `SELECT r.probe_set, r.source, m.model_id, m.name, m.family, m.kind, m.params_b, c.a_run_id AS run_id, c.a_condition AS condition, c.domain,
  c.family AS test_family, c.n, c.mean_difference, c.low, c.high, c.p, c.p_holm, c.effect_size, c.wins, c.ties, c.losses, c.detectable, c.supported
FROM comparisons c JOIN runs r ON r.run_id = c.a_run_id JOIN models m USING (model_id)
WHERE c.kind = 'kernel' AND c.domain <> 'all'`,
  },
  {
    name: 'domains',
    comment: 'Mean score by domain. A domain of one probe says nothing about the domain: look at n.',
    of: ['runs', 'models', 'summaries'],
    notes: { domain: 'The domain that the probes are of.' },
    sql: `SELECT r.probe_set, s.run_id, r.source, m.model_id, m.name, s.condition, s.domain, s.n, s.mean, s.low, s.high, s.median, s.sd, s.lowest, s.highest
FROM summaries s JOIN runs r USING (run_id) JOIN models m USING (model_id)
WHERE s.domain <> 'all'`,
  },
  {
    name: 'stated_and_measured',
    comment: 'Averages as the report states them beside the average of the published rows. Without rows, measured and agrees are empty.',
    of: ['models', 'averages', 'summaries'],
    notes: {
      stated: 'The average as stated, two decimals.',
      measured: 'The average of the published rows, to two decimals; empty without rows.',
      difference: 'Measured minus stated, in points.',
      agrees: 'True where the two are the same to two decimals.',
    },
    sql: `SELECT a.model_id, m.name, a.probe_set, a.condition, a.mean AS stated,
  s.mean_rounded AS measured, s.n,
  (round(s.mean_rounded * 100) - round(a.mean * 100)) / 100 AS difference,
  round(s.mean_rounded * 100) = round(a.mean * 100) AS agrees, a.stated_in, a.disagreement
FROM averages a JOIN models m USING (model_id)
LEFT JOIN runs r ON r.model_id = a.model_id AND r.probe_set = a.probe_set AND r.source = 'published'
LEFT JOIN summaries s ON s.run_id = r.run_id AND s.condition = a.condition AND s.domain = 'all'`,
  },
  {
    name: 'lineages',
    comment: 'Stated P20 averages of the untrained models, family by family and version by version.',
    of: ['models', 'averages'],
    sql: `SELECT m.family, m.version, m.params_b, m.model_id, m.name, a.condition, a.mean
FROM models m JOIN averages a USING (model_id)
WHERE m.kind = 'base' AND a.probe_set = 'P20'`,
  },
  {
    name: 'realignment',
    comment:
      'What a kernel at run time does to LEK-tuned models: kernel minus baseline, from rows where there are rows, else from the stated averages.',
    of: ['models', 'averages', 'comparisons'],
    notes: {
      ...KERNEL_NOTES,
      stated_difference: 'Difference of the stated averages, kernel minus baseline, in points.',
    },
    sql: `SELECT m.model_id, m.name, m.family, m.params_b, a.probe_set, a.condition,
  (round(a.mean * 100) - round(b.mean * 100)) / 100 AS stated_difference, k.mean_difference, k.low, k.high, k.p, k.p_holm, k.n, k.wins, k.losses
FROM averages a
JOIN averages b ON b.model_id = a.model_id AND b.probe_set = a.probe_set AND b.condition = 'baseline'
JOIN models m ON m.model_id = a.model_id
LEFT JOIN runs r ON r.model_id = a.model_id AND r.probe_set = a.probe_set AND r.source = 'published'
LEFT JOIN comparisons k ON k.kind = 'kernel' AND k.domain = 'all' AND k.a_run_id = r.run_id AND k.a_condition = a.condition
WHERE m.kind = 'lek' AND a.condition <> 'baseline'`,
  },
  {
    name: 'signal_points',
    comment: 'The points of every response, signal by signal: count times weight, up to the cap.',
    of: ['results', 'signals'],
    notes: POINT_NOTES,
    sql: signalPoints('results', 'run_id, probe_id, condition, sample'),
  },
  {
    name: 'demonstration_points',
    comment: 'The points of every demonstration, signal by signal: count times weight, up to the cap.',
    of: ['demonstrations', 'signals'],
    notes: POINT_NOTES,
    sql: signalPoints('demonstrations', 'demonstration_id'),
  },
];
