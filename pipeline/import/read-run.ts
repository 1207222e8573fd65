import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sha256 } from '../originals.ts';
import type { Verdict } from '../prove.ts';
import { readChunks } from '../records/files.ts';
import {
  type EndOfTurn,
  endOfTurn,
  type InputError,
  type ProbeLine,
  readJsonLines,
  readRun,
  type ScoredLine,
  type SummaryLine,
} from '../records/index.ts';
import { judgeLine, scoresOf } from '../rescore.ts';
import type { Collector } from './collect.ts';
import { type FaultFound, faultFound } from './report.ts';

/** One response of a run file, scored now; its text is let go. */
export interface FoundResult {
  line: number;
  probe_id: string;
  condition: string;
  sample: number;
  verdict: Verdict;
  end: EndOfTurn;
  open: boolean;
  /** null where the file does not say why it ended. */
  cut: boolean | null;
}

/** An A/B run file read through. */
export interface FoundRun {
  /** Inside the checkout. */
  path: string;
  sha256: string;
  /** `prompt` is its SHA-256. */
  lines: (ScoredLine & { line: number; prompt: string })[];
  results: FoundResult[];
  /** By first appearance, the baseline before all. */
  conditions: string[];
  failed: { probe_id: string; condition: string; sample: number; why: string }[];
  summary: SummaryLine | undefined;
  unknown: { line: number; probe_id: string }[];
  faults: FaultFound[];
}

/** How a run of a checkout is read, now and when it is written: the same lines must come out. */
export const reading = (onFault: (fault: InputError) => void) => ({ noBaseline: true, staleSummary: true, trailingBlank: true, onFault });

/** Why a file is no A/B run, or undefined where its first line of JSON is of one. A file named `ab-*` is taken for one until read. */
export async function whyNoRun(dir: string, path: string): Promise<string | undefined> {
  for await (const { value } of readJsonLines(readChunks(join(dir, path)), path, { onFault: () => {} })) {
    if ((value.type === 'probe' && 'conditions' in value) || (value.type === 'summary' && 'total_probes' in value)) return undefined;
    const fields = Object.keys(value).slice(0, 8).join(', ');
    return `no A/B run: its lines hold ${fields || 'no field'}`;
  }
  return 'no A/B run: no line of JSON in it';
}

/** Reads a run file, scoring every response from its text. Lines that cannot be read are noted and passed over; prompts are collected. */
export async function readFoundRun(dir: string, path: string, known: ReadonlySet<string>, into: Collector): Promise<FoundRun> {
  const hash = createHash('sha256');
  const run: FoundRun = {
    path,
    sha256: '',
    lines: [],
    results: [],
    conditions: [],
    failed: [],
    summary: undefined,
    unknown: [],
    faults: [],
  };
  const options = reading((fault) => run.faults.push(faultFound(fault)));
  for await (const { line, value } of readRun(hashed(readChunks(join(dir, path)), hash), path, options)) {
    if (value.type === 'summary') run.summary = value;
    else if (!known.has(value.id)) run.unknown.push({ line, probe_id: value.id });
    else {
      into.prompt(value.id, value.prompt);
      take(run, line, value);
    }
  }
  run.sha256 = hash.digest('hex');
  run.conditions.sort((a, b) => Number(b === 'baseline') - Number(a === 'baseline'));
  return run;
}

function take(run: FoundRun, line: number, value: ProbeLine): void {
  const { id, category, prompt, sample = 0 } = value;
  const verdicts = judgeLine(value);
  for (const [condition, verdict] of verdicts) {
    const { response, finish_reason } = value.conditions[condition] as ProbeLine['conditions'][string];
    const cut = typeof finish_reason === 'string' ? finish_reason === 'length' : null;
    run.results.push({
      line,
      probe_id: id,
      condition,
      sample,
      verdict,
      end: endOfTurn(response),
      open: breaksOff(response),
      cut,
    });
  }
  for (const [condition, { why }] of Object.entries(value.failed ?? {})) run.failed.push({ probe_id: id, condition, sample, why });
  for (const name of [...verdicts.keys(), ...Object.keys(value.failed ?? {})])
    if (!run.conditions.includes(name)) run.conditions.push(name);
  run.lines.push({ line, id, category, prompt: sha256(prompt), conditions: scoresOf(verdicts) });
}

/** Whether a text ends as a cut one does: in a letter, a digit, a comma, or a bracket that opens. */
export function breaksOff(response: string): boolean {
  return /[\p{L}\p{N},([{]\s*$/u.test(response.slice(-200));
}

export async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
