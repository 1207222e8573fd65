import { fixed, pValue, signed } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';
import { sharedFront } from './names.ts';

/** An average as published and from its rows. */
export interface StatedMean {
  name: string;
  stated: number;
  measured: number | null;
  /** Null where there are no rows. */
  agrees: boolean | null;
}

/** A paired difference with what decides it. */
export interface Difference {
  name: string;
  against: string;
  mean_difference: number;
  low: number | null;
  high: number | null;
  p_holm: number | null;
  supported: boolean;
}

export type Ruling = 'holds' | 'part' | 'fails' | 'open';

export interface Ruled {
  verdict: Ruling;
  word: string;
  reason: string;
}

/** The central claim in three parts: its subject in the middle, whose name does not break across lines. */
export const claimParts = (subject: string, against: readonly string[]): [string, string, string] => [
  'Without any system prompt, ',
  subject,
  ` scores above the untrained ${list(sharedFront(against))}.`,
];

/** The first verdict: do the published means follow from the rows? `subject` names the model whose mean comes first. */
export function figuresVerdict(means: readonly StatedMean[], subject: string): Ruled {
  const off = means.filter(({ agrees, measured }) => !agrees || measured === null);
  if (means.length === 0) return { verdict: 'open', word: 'Not decided', reason: 'The published means are not here.' };
  if (off.length > 0) {
    const each = off.map(({ name, stated, measured }) => `${name} is published as ${fixed(stated)}, its rows give ${fixed(measured)}`);
    return { verdict: off.length < means.length ? 'part' : 'fails', word: 'Figures differ', reason: `${capital(each.join('; '))}.` };
  }
  const own = means.filter(({ name }) => name === subject);
  const others = means.filter(({ name }) => name !== subject);
  const figures =
    own.length === 1 && others.length > 0
      ? `${fixed(own[0]?.stated)} against ${list(others.map(({ stated }) => fixed(stated)))}`
      : list(means.map(({ stated }) => fixed(stated)));
  return {
    verdict: 'holds',
    word: 'Figures hold',
    reason: `${means.length === 1 ? 'The mean is' : `The ${numeral(means.length)} means are`} as published: ${figures}.`,
  };
}

/** A lead that is there and is more than chance. */
export const isLead = ({ mean_difference, supported }: Difference): boolean => supported && mean_difference > 0;

function why({ low, high, p_holm }: Difference): string {
  if (low === null || high === null) return 'there are too few pairs for an interval';
  if (low <= 0 && high >= 0) return `its interval runs from ${signed(low)} to ${signed(high)}`;
  return `its p, corrected for the family, is ${pValue(p_holm)}`;
}

/** The second verdict: is every lead that the claim asserts more than chance? */
export function claimVerdict(leads: readonly Difference[]): Ruled {
  if (leads.length === 0) return { verdict: 'open', word: 'Not decided', reason: 'The rows that would decide it are not here.' };
  const held = leads.filter(isLead);
  const rest = leads.filter((lead) => !isLead(lead));
  // The sentences name the held leads first; what the names share is said once, at the first.
  const names = sharedFront([...held, ...rest].map(({ against }) => against));
  const unheld = rest.map((lead, index) => {
    const name = names[held.length + index] as string;
    if (lead.mean_difference <= 0) return `There is no lead over ${name}: the difference is ${signed(lead.mean_difference)}.`;
    const verb = held.length + index > 0 ? 'is not' : 'is not more than chance';
    return `The lead over ${name}, ${signed(lead.mean_difference)}, ${verb}: ${why(lead)}.`;
  });
  const sentences =
    held.length > 0
      ? [
          `The ${plural(held.length, 'lead')} over ${list(names.slice(0, held.length))} ${plural(held.length, 'is', 'are')} more than chance.`,
        ]
      : [];
  const [verdict, word]: [Ruling, string] =
    rest.length === 0 ? ['holds', 'Claim holds'] : held.length > 0 ? ['part', 'Claim holds in part'] : ['fails', 'Claim not supported'];
  return { verdict, word, reason: [...sentences, ...unheld].join(' ') };
}

/** `all three`, `both`, `two of three`, `none of three`, `neither`. */
function share(some: number, all: number): string {
  if (some === all) return all === 1 ? 'the only one' : all === 2 ? 'both' : `all ${numeral(all)}`;
  if (some === 0) return all === 1 ? 'not the only one' : all === 2 ? 'neither' : `none of ${numeral(all)}`;
  return `${numeral(some)} of ${numeral(all)}`;
}

/** The same with its noun: `both runs`, `neither of the two runs`. */
const runs = (some: number, all: number): string =>
  some === 0 && all === 2 ? 'neither of the two runs' : all === 1 ? (some === 1 ? 'the only run' : 'no run') : `${share(some, all)} runs`;

/**
 * What the paired differences say in one line: how many leads hold, and in how many of its runs with a kernel each kind of model
 * rises. `untrained` and `tuned` are differences kernel minus baseline.
 */
export function leadsHeadline(leads: readonly Difference[], untrained: readonly Difference[], tuned: readonly Difference[]): string {
  const held = leads.filter(isLead).length;
  const first =
    held === 0
      ? `None of ${numeral(leads.length)} leads holds`
      : held === leads.length
        ? `${capital(share(held, leads.length))} leads hold`
        : `${capital(numeral(held))} ${plural(held, 'lead')} of ${numeral(leads.length)} ${plural(held, 'holds', 'hold')}`;
  const up = untrained.filter(isLead).length;
  const tunedUp = tuned.filter(isLead).length;
  const parts = [first];
  if (untrained.length > 0) parts.push(`kernels lift the untrained models in ${runs(up, untrained.length)}`);
  if (tuned.length > 0) parts.push(`the tuned model in ${share(tunedUp, tuned.length)}`);
  return parts.length === 3 ? `${parts[0]}; ${parts[1]}, ${parts[2]}` : parts.join('; ');
}
