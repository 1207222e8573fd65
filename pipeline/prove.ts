import { type Fault, InputError, isV2, type RunResult, tenths } from './records/index.ts';
import { type Score, SIGNALS, score } from './scorer/index.ts';

/** Where a result stands, for errors. */
export type ResultPlace = { file: string; line: number; probe_id: string; condition: string };

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

/** Scores a result's response and holds what is stored against it. */
export function judge(result: RunResult): Verdict {
  const scored = score(result.response);
  const proof = { ...scored, chars: codePoints(result.response) };
  const wrong: string[] = [];
  if (isV2(result)) {
    for (const { name } of SIGNALS) {
      if (scored.counts[name] !== result.heuristic[name])
        wrong.push(`${name} is given as ${result.heuristic[name]}; the text gives ${scored.counts[name]}`);
    }
    if (tenths(result.lek_score) !== scored.tenths)
      wrong.push(`the score is given as ${result.lek_score}; the text gives ${scored.lek_score.toFixed(1)}`);
  }
  const holds = isV2(result) && wrong.length === 0;
  if (result.chars !== proof.chars) wrong.push(`chars is ${result.chars}; the text has ${proof.chars} code points`);
  return { proof, stored: isV2(result) ? 'v2' : 'v1', holds, wrong };
}

/**
 * Scores a response and proves what is stored with it.
 * @throws InputError where an older scorer wrote it, and where a count, the score or the length is not what the text gives
 */
export function prove(result: RunResult, { file, line, probe_id, condition }: ResultPlace): Proof {
  const { proof, stored, wrong } = judge(result);
  const fail = (fault: Pick<Fault, 'what' | 'todo'>): never => {
    throw new InputError({ file, line, ...fault, what: `${probe_id}, ${condition}: ${fault.what}` });
  };
  if (stored === 'v1') fail({ what: 'the score is of an older scorer', todo: 'Score the run again first: "lem rescore".' });
  if (wrong[0] !== undefined) fail({ what: wrong[0], todo: 'The text, or what stands beside it, was changed: restore the file.' });
  return proof;
}
