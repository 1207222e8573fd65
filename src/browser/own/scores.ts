import { tenths } from '../../../pipeline/records/index.ts';
import type { RunScores } from '../../compare/scores.ts';
import { shownName } from '../../words/names.ts';
import { at } from './columns.ts';
import { ownId } from './names.ts';
import type { Found, Rows } from './types.ts';

/** A probe as the database knows it. */
export interface KnownProbe {
  probe_id: string;
  domain: string;
  p20: boolean;
  edition: string;
  prompt_sha256: string;
}

/** What is asked of the session to know the probes. */
export const PROBES_SQL = 'SELECT probe_id, domain, p20, edition, prompt_sha256 FROM probes ORDER BY probe_id, edition';

/** Set of a file none of whose ids are probes here. */
export const OTHER_PROBES = 'Probes of your own';

/**
 * Which probe set a file is of: by the probes that are known here, as the command line has it, P20 where all of them are of that set. A file
 * none of whose ids is known is of a set of its own.
 */
export function probeSetOf(ids: Iterable<string>, known: readonly KnownProbe[]): string {
  const p20 = new Map(known.map((probe) => [probe.probe_id, probe.p20]));
  const found = [...ids].filter((id) => p20.has(id));
  if (found.length === 0) return OTHER_PROBES;
  return found.every((id) => p20.get(id)) ? 'P20' : 'P100';
}

/** Whose words a file asked: an edition whose prompts are all its own, `unknown` where the file does not tell or they are neither's. */
export function editionOf(prompts: Found['prompts'], known: readonly KnownProbe[]): string {
  const hashes = new Map(known.map(({ probe_id, edition, prompt_sha256 }) => [`${edition} ${probe_id}`, prompt_sha256]));
  const told = prompts.filter(([id]) => known.some(({ probe_id }) => probe_id === id));
  if (told.length === 0) return 'unknown';
  return ['original', 'restated'].find((edition) => told.every(([id, sha256]) => hashes.get(`${edition} ${id}`) === sha256)) ?? 'unknown';
}

/** The scores of a reader's run, as a comparison takes them. A probe with several responses has their mean. */
export function ownScores(table: string, found: Pick<Found, 'prompts'>, rows: Rows, known: readonly KnownProbe[]): RunScores {
  const sums = new Map<string, Map<string, { tenths: number; n: number }>>();
  const domains = new Map<string, string>();
  const knownDomains = new Map(known.map(({ probe_id, domain }) => [probe_id, domain]));
  for (const row of rows) {
    const id = row[at('probe_id')] as string;
    const condition = row[at('condition')] as string;
    const own = sums.get(condition) ?? new Map<string, { tenths: number; n: number }>();
    sums.set(condition, own);
    const sum = own.get(id) ?? { tenths: 0, n: 0 };
    own.set(id, { tenths: sum.tenths + (tenths(row[at('lek_score')] as number) ?? 0), n: sum.n + 1 });
    if (!domains.has(id)) domains.set(id, knownDomains.get(id) ?? (shownName((row[at('domain')] as string | null) ?? '') || 'no domain'));
  }
  const probes = [...domains].sort(([a], [b]) => (a < b ? -1 : 1));
  const scores = [...sums].map(([condition, own]) => {
    const means = probes.map(([id]) => {
      const sum = own.get(id);
      return sum ? sum.tenths / (10 * sum.n) : null;
    });
    return [condition, means] as const;
  });
  return {
    run_id: ownId(table),
    name: table,
    family: '',
    kind: 'base',
    source: 'own',
    probe_set: probeSetOf(domains.keys(), known),
    edition: editionOf(found.prompts, known),
    samples: [...sums.values()].flatMap((own) => [...own.values()]).reduce((most, { n }) => Math.max(most, n), 1),
    note: null,
    probes,
    scores: Object.fromEntries(scores),
    tests: [],
  };
}
