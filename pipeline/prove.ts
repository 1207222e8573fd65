import { type Fault, InputError, judge, type Proof, type RunResult } from './records/index.ts';

export { codePoints, judge, type Proof, type Verdict } from './records/index.ts';

/** Where a result stands, for errors. */
export type ResultPlace = { file: string; line: number; probe_id: string; condition: string };

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
