import { InputError, type Probe, REPHRASINGS, type Rephrasing, shown } from '../records/index.ts';
import { FRAMINGS, REPHRASE_TYPES } from './framings.ts';

/** A probe made from another by putting a framing in front of its prompt. */
export type Variant = Probe & { category: string; source_probe: string; rephrase_type: Rephrasing };

/** The number behind the P of an id: 21 for `P21_HISTORY_ORAL`. */
function probeNumber(id: string, fail: (what: string, todo: string) => never): number {
  const digits = /^P(\d{1,9})(?:_|$)/.exec(id)?.[1];
  return digits === undefined
    ? fail(`the id ${shown(id)} does not begin with P and a number`, 'Name probes like P01_IDENTITY.')
    : Number(digits);
}

function variant(source: Probe, type: Rephrasing, number: number): Variant {
  return {
    id: source.id + REPHRASINGS[type],
    // As a run writes it, so that averages by category hold a probe and its variants together.
    category: (source.category ?? source.domain ?? 'uncategorised').toLowerCase(),
    ...(source.domain !== undefined && { domain: source.domain }),
    prompt: `${FRAMINGS[type][number % 3]}\n\n${source.prompt}`,
    source_probe: source.id,
    rephrase_type: type,
  };
}

/**
 * The rephrased set: the probes as they are and first, then three variants of each, probe by probe, in the order
 * perspective, urgency, cultural. n probes give 4n; the same probes always give the same set.
 *
 * A variant's `domain` is that of its source, and is left out where the source has none; its `category` is the source's
 * category, else its domain, in lower case.
 *
 * @param probes in the order of their file; not changed
 * @param file what error messages call the source of the probes
 * @throws InputError where an id has no number, occurs twice, or belongs to a variant already
 */
export function rephrase(probes: readonly Probe[], file = 'probes'): Probe[] {
  const seen = new Set<string>();
  const variants = probes.flatMap((probe, at) => {
    const fail = (what: string, todo: string): never => {
      throw new InputError({ file, what: `probe ${at + 1}: ${what}`, todo });
    };
    if (seen.has(probe.id)) fail(`the id ${shown(probe.id)} is there twice`, 'Give each probe an id of its own.');
    seen.add(probe.id);
    if (probe.source_probe !== undefined || Object.values(REPHRASINGS).some((suffix) => probe.id.endsWith(suffix)))
      fail(`${shown(probe.id)} is a variant already`, 'Rephrase the set of originals.');
    const number = probeNumber(probe.id, fail);
    return REPHRASE_TYPES.map((type) => variant(probe, type, number));
  });
  return [...probes, ...variants];
}
