import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { prove } from './prove.ts';
import { type Content, readChunks, readJson, sha256File, stageFile, writeAtomic } from './records/files.ts';
import {
  endOfTurn,
  InputError,
  type Manifest,
  manifest,
  type ProbeLine,
  type RunResult,
  readRun,
  type ScoredLine,
  type SummaryLine,
  TruncatedLineError,
  toJsonFile,
} from './records/index.ts';

/** A run file and its manifest. */
export interface RunFile {
  file: string;
  manifestFile: string;
  manifest: Manifest;
}

/** Where the manifest of a run file stands: beside it, by the same name. */
export const manifestPath = (file: string): string => `${file.replace(/\.jsonl$/, '')}.manifest.json`;

/** The manifest beside a run file, or undefined where there is none. @throws InputError where it does not fit */
export async function manifestBeside(file: string): Promise<Manifest | undefined> {
  const path = manifestPath(file);
  return existsSync(path) ? readJson(path, manifest) : undefined;
}

/** @throws InputError where a run file is not the one its manifest names, by name and SHA-256 */
export async function holdToManifest({ file, manifestFile, manifest: { jsonl } }: RunFile): Promise<void> {
  if (jsonl.file !== basename(file))
    throw new InputError({
      file: manifestFile,
      what: `the manifest is of ${jsonl.file}`,
      todo: `It stands beside ${basename(file)}; rename one of the two.`,
    });
  const sha256 = await sha256File(file);
  if (sha256 !== jsonl.sha256) throw notAsDescribed(file, sha256, jsonl.sha256);
}

function notAsDescribed(file: string, found: string, due: string): InputError {
  const short = (sha256: string) => `${sha256.slice(0, 12)}...`;
  return new InputError({
    file,
    what: `the file is not the one its manifest describes (SHA-256 ${short(found)}, manifest ${short(due)})`,
    todo: 'Restore the file; a run is never edited by hand.',
  });
}

/** What a run file says of one probe, its scores proved and its texts let go. */
export interface ProvedLine extends ScoredLine {
  line: number;
  /** From 0. */
  sample: number;
  prompt_sha256: string;
  /** Conditions without a response. */
  failed: string[];
}

/** The responses of a condition, counted. */
export interface Tally {
  done: number;
  failed: number;
  /** Stopped at the token limit; null where the file never says why a response ended. */
  cut: number | null;
  /** Hold a literal end-of-turn token. */
  run_on: number;
}

/** A run file read through: every score proved from its text. */
export interface ProvedRun {
  file: string;
  manifest: Manifest | undefined;
  /** The manifest's run id, else the file's name without `.jsonl`. */
  id: string;
  lines: ProvedLine[];
  summary: SummaryLine | undefined;
  /** Line of the summary. */
  summaryLine: number | undefined;
  /** By condition, the baseline first. */
  tallies: Map<string, Tally>;
  /** The last line, where it was not written to its end: what an interrupted run may leave. */
  halfWritten: TruncatedLineError | undefined;
}

/**
 * Reads a run file whole, scoring every response again. Memory is a line's text and every score.
 *
 * @param hold false leaves it to the caller to hold the file against its manifest
 * @throws InputError as `readRun` and `prove`, and where the file is not the one its manifest describes. A summary that is not what
 *   the lines give is no fault here, nor is a half-written last line.
 */
export async function readProvedRun(file: string, { hold = true } = {}): Promise<ProvedRun> {
  const found = await manifestBeside(file);
  if (found && hold) await holdToManifest({ file, manifestFile: manifestPath(file), manifest: found });
  const run: ProvedRun = {
    file,
    manifest: found,
    id: found?.run_id ?? basename(file).replace(/\.jsonl$/, ''),
    lines: [],
    summary: undefined,
    summaryLine: undefined,
    tallies: new Map(),
    halfWritten: undefined,
  };
  const onFault = (fault: InputError) => {
    if (!(fault instanceof TruncatedLineError)) throw fault;
    run.halfWritten = fault;
  };
  for await (const { line, value } of readRun(readChunks(file), file, { noBaseline: true, staleSummary: true, onFault })) {
    if (value.type === 'summary') [run.summary, run.summaryLine] = [value, line];
    else run.lines.push(provedLine(file, line, value, run.tallies));
  }
  if (run.lines.length === 0)
    throw new InputError({
      file,
      what: 'no whole probe line in the file',
      todo: 'A run has at least one; run it again, or leave the file out.',
    });
  run.tallies = new Map([...run.tallies].sort(([a], [b]) => Number(b === 'baseline') - Number(a === 'baseline')));
  return run;
}

function provedLine(file: string, line: number, value: ProbeLine, tallies: Map<string, Tally>): ProvedLine {
  const { id, category, prompt, sample = 0, failed = {} } = value;
  const conditions: ProvedLine['conditions'] = {};
  for (const [condition, result] of Object.entries(value.conditions)) {
    const { lek_score } = prove(result, { file, line, probe_id: id, condition });
    conditions[condition] = { lek_score };
    count(tallyOf(tallies, condition), result);
  }
  for (const condition of Object.keys(failed)) tallyOf(tallies, condition).failed++;
  const prompt_sha256 = createHash('sha256').update(prompt).digest('hex');
  return { line, id, category, sample, prompt_sha256, conditions, failed: Object.keys(failed) };
}

function tallyOf(tallies: Map<string, Tally>, condition: string): Tally {
  const tally = tallies.get(condition) ?? { done: 0, failed: 0, cut: null, run_on: 0 };
  tallies.set(condition, tally);
  return tally;
}

/** Notes a response. */
export function count(tally: Tally, { response, finish_reason }: RunResult): void {
  tally.done++;
  if (typeof finish_reason === 'string') tally.cut = (tally.cut ?? 0) + (finish_reason === 'length' ? 1 : 0);
  if (endOfTurn(response) !== 'none') tally.run_on++;
}

/**
 * Puts new content into a run file and its checksum into the manifest beside it, if there is one. Whoever reads either sees the old or
 * the new; where the machine fails between the two, the same call again sets it right.
 *
 * @param amend what else changes in the manifest
 * @returns whether anything changed
 * @throws InputError where the file is neither what its manifest describes nor what it will be
 */
export async function replaceRun(file: string, content: Content, amend: (of: Manifest) => Manifest = (of) => of): Promise<boolean> {
  const old = await manifestBeside(file);
  const before = await sha256File(file);
  const staged = await stageFile(file, content);
  const { sha256, bytes } = staged;
  if (old && old.jsonl.sha256 !== before && old.jsonl.sha256 !== sha256) {
    await staged.discard();
    throw notAsDescribed(file, before, old.jsonl.sha256);
  }
  if (sha256 === before && (!old || old.jsonl.sha256 === sha256)) {
    await staged.discard();
    return false;
  }
  // The manifest first: where the next step fails, its checksum tells that the new content belongs to it.
  if (old) await writeAtomic(manifestPath(file), toJsonFile({ ...amend(old), jsonl: { ...old.jsonl, bytes, sha256 } }));
  await staged.commit();
  return true;
}
