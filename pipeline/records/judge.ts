import { type Score, SIGNALS, score } from '../scorer/index.ts';
import { tenths } from './round.ts';
import { isV2, type RunResult } from './run-lines.ts';

/** A response scored now, with its length in code points. */
export type Proof = Score & { chars: number };

/** What a stored result says, held against its own text. */
export interface Verdict {
  proof: Proof;
  /** Which scorer wrote what is stored. */
  stored: 'v1' | 'v2';
  /** Whether the stored counts and score are v2's for this text. */
  holds: boolean;
  /** What a v2 result states that its text does not give, or a length that is not the text's: a sentence each. */
  wrong: string[];
}

/** Length of a text in code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; count++) at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
  return count;
}

/** A response scored, with its length. */
export const proofOf = (response: string): Proof => ({ ...score(response), chars: codePoints(response) });

/** Scores a result's response and holds what is stored against it. */
export function judge(result: RunResult): Verdict {
  const proof = proofOf(result.response);
  const wrong: string[] = [];
  if (isV2(result)) {
    for (const { name } of SIGNALS) {
      if (proof.counts[name] !== result.heuristic[name])
        wrong.push(`${name} is given as ${result.heuristic[name]}; the text gives ${proof.counts[name]}`);
    }
    if (tenths(result.lek_score) !== proof.tenths)
      wrong.push(`the score is given as ${result.lek_score}; the text gives ${proof.lek_score.toFixed(1)}`);
  }
  const holds = isV2(result) && wrong.length === 0;
  if (result.chars !== proof.chars) wrong.push(`chars is ${result.chars}; the text has ${proof.chars} code points`);
  return { proof, stored: isV2(result) ? 'v2' : 'v1', holds, wrong };
}

/** Figures of a stated row: the counts by name, score and length. */
export type StatedFigures = { readonly [name: string]: unknown };

/** What a row states that a text does not give, in words; empty where they agree. */
export function rowDifferences(row: StatedFigures, { counts, tenths: due, chars }: Proof): string[] {
  const said = (name: string, is: unknown, gives: number) => (is === gives ? [] : [`${name} is ${is} in the row; the text gives ${gives}`]);
  return [
    ...SIGNALS.flatMap(({ name }) => said(name, row[name], counts[name])),
    ...said('lek_score', row.lek_score, due / 10),
    ...said('chars', row.chars, chars),
  ];
}

/** Fewest equal rows that tell a run: a few short or empty responses may be alike by chance. */
export const TELLING = 5;

/** Whether so many equal rows of those that both have tell that a file is of a published run. */
export const tells = ({ equal, both }: { equal: number; both: number }): boolean => equal >= TELLING && 2 * equal >= both;
