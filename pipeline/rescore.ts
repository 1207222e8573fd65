import { existsSync } from 'node:fs';
import { judge, type Verdict } from './prove.ts';
import { readChunks, sha256File, stageFile } from './records/files.ts';
import {
  InputError,
  type Manifest,
  type ProbeLine,
  type RunResult,
  readRun,
  renewSummary,
  type ScoredLine,
  type SummaryLine,
  toLine,
} from './records/index.ts';
import { manifestPath, replaceRun } from './run-file.ts';
import { SCORER } from './scorer/index.ts';

/**
 * A result with the v2 score of its text. What an older scorer gave is kept as `lek_score_v1` and `heuristic_v1`; what called itself
 * v2 and does not follow from the text as `lek_score_stated`, `heuristic_stated`, `chars_stated`. The text and all other fields stay,
 * and so does the result itself, the same object, where it is right.
 */
export function withVerdict(result: RunResult, { proof, stored, holds, wrong }: Verdict): RunResult {
  if (holds && wrong.length === 0) return result;
  const { counts, lek_score, chars } = proof;
  const suffix = stored === 'v1' && result.lek_score_v1 === undefined ? 'v1' : 'stated';
  const fresh = {
    lek_score,
    heuristic: { ...(stored === 'v2' ? result.heuristic : {}), ...counts, lek_score },
    [`lek_score_${suffix}`]: result.lek_score,
    [`heuristic_${suffix}`]: result.heuristic,
  };
  return { ...result, ...(holds ? {} : fresh), ...(chars === result.chars ? {} : { chars, chars_stated: result.chars }) };
}

/** The verdict on each result of a probe line, by condition. */
export const judgeLine = ({ conditions }: ProbeLine): Map<string, Verdict> =>
  new Map(Object.entries(conditions).map(([condition, result]) => [condition, judge(result)]));

/** A probe line with each result as its verdict has it: the same object where all are right. */
export function rescoredLine(line: ProbeLine, verdicts: ReadonlyMap<string, Verdict>): ProbeLine {
  const conditions = Object.entries(line.conditions).map(
    ([condition, result]) => [condition, withVerdict(result, verdicts.get(condition) as Verdict)] as const,
  );
  const same = conditions.every(([condition, result]) => result === line.conditions[condition]);
  return same ? line : { ...line, conditions: Object.fromEntries(conditions) };
}

/** What scoring a run file again comes to. */
export interface Rescored {
  file: string;
  /** The file that holds the new scores; the file itself where it was rewritten. */
  to: string;
  responses: number;
  /** Results that an older scorer had written. */
  older: number;
  /** What called itself v2 and is not what its text gives. */
  corrected: { line: number; probe_id: string; condition: string; wrong: string[] }[];
  /** By condition: the average stated before, where a summary stated one, and now. */
  averages: { condition: string; before: number | null; after: number }[];
  /** `rewritten` in place, `written` beside, `unchanged`, or what a dry run would have done. */
  outcome: 'unchanged' | 'written' | 'rewritten' | 'would be written' | 'would be rewritten';
}

export interface RescoreOptions {
  /** Rewrite the file itself; else the new scores go into a file beside it. */
  inPlace?: boolean;
  dryRun?: boolean;
}

/** Where new scores go that are not to replace the old ones. */
const besidePath = (file: string): string => `${file.replace(/\.jsonl$/, '')}.v2.jsonl`;

/**
 * Scores every response of a run file again with v2, and makes its summary anew. Lines that need no change are written as they stand.
 *
 * @throws InputError as `readRun`; where the file has a manifest and is not rewritten in place, since a run file without its manifest is none;
 *   where another file stands in the way; where the file is not the one its manifest describes
 */
export async function rescoreFile(file: string, { inPlace = false, dryRun = false }: RescoreOptions = {}): Promise<Rescored> {
  if (!inPlace && existsSync(manifestPath(file)))
    throw new InputError({
      file,
      what: 'the run has a manifest, which a copy beside it would lack',
      todo: 'Rewrite the run itself with --in-place; its old scores are kept in it, its manifest is brought up to date.',
    });
  const report: Rescored = { file, to: file, responses: 0, older: 0, corrected: [], averages: [], outcome: 'unchanged' };
  let changed = false;
  for await (const { fresh } of rescoredLines(file, report)) changed ||= fresh;
  if (!changed) return report;
  report.to = inPlace ? file : besidePath(file);
  if (dryRun) return { ...report, outcome: inPlace ? 'would be rewritten' : 'would be written' };
  const content = texts(rescoredLines(file));
  if (inPlace) return { ...report, outcome: (await replaceRun(file, content, scoredByV2)) ? 'rewritten' : 'unchanged' };
  return { ...report, outcome: (await writeBeside(report.to, content)) ? 'written' : 'unchanged' };
}

const scoredByV2 = (of: Manifest): Manifest => ({ ...of, scorer: { ...of.scorer, ...SCORER } });

/** Writes a new file; false where it is there already, the same. @throws InputError where another stands there */
async function writeBeside(path: string, content: AsyncIterable<string>): Promise<boolean> {
  const staged = await stageFile(path, content);
  if (!existsSync(path)) {
    await staged.commit();
    return true;
  }
  await staged.discard();
  if ((await sha256File(path)) === staged.sha256) return false;
  throw new InputError({
    file: path,
    what: 'another file stands where the new scores would go',
    todo: 'Move it away, or rewrite the run with --in-place.',
  });
}

async function* texts(lines: AsyncIterable<{ text: string }>): AsyncGenerator<string> {
  for await (const { text } of lines) yield text;
}

/** The lines of a run with their new scores, and whether each is other than it was; what is found goes into the report, if one is asked for. */
async function* rescoredLines(file: string, report?: Rescored): AsyncGenerator<{ text: string; fresh: boolean }> {
  const light: ScoredLine[] = [];
  for await (const { line, value, raw } of readRun(readChunks(file), file, { noBaseline: true, staleSummary: true })) {
    const kept = { text: `${raw}\n`, fresh: false };
    if (value.type === 'summary') {
      const renewed = renewSummary(value, light, file);
      if (report) report.averages = averages(value, renewed);
      yield renewed === value ? kept : { text: toLine(renewed), fresh: true };
      continue;
    }
    const verdicts = judgeLine(value);
    const renewed = rescoredLine(value, verdicts);
    for (const [condition, verdict] of verdicts) if (report) noteVerdict(report, { line, probe_id: value.id, condition }, verdict);
    light.push({ id: value.id, category: value.category, conditions: scoresOf(verdicts) });
    yield renewed === value ? kept : { text: toLine(renewed), fresh: true };
  }
}

/** The scores of a line, as its summary needs them. */
export const scoresOf = (verdicts: ReadonlyMap<string, Verdict>): ScoredLine['conditions'] =>
  Object.fromEntries([...verdicts].map(([condition, { proof }]) => [condition, { lek_score: proof.lek_score }]));

function averages(before: SummaryLine, after: SummaryLine): Rescored['averages'] {
  const stated = new Map(before.conditions.map(({ name, avg_lek }) => [name, avg_lek]));
  return after.conditions.map(({ name, avg_lek }) => ({ condition: name, before: stated.get(name) ?? null, after: avg_lek }));
}

function noteVerdict(report: Rescored, place: { line: number; probe_id: string; condition: string }, { stored, wrong }: Verdict): void {
  report.responses++;
  if (stored === 'v1') report.older++;
  if (wrong.length > 0) report.corrected.push({ ...place, wrong });
}
