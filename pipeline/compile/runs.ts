import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { prove } from '../prove.ts';
import { readChunks, readJsonText } from '../records/files.ts';
import { conditionsOf, manifest, type ProbeLine, type RunResult, readRun, type SummaryLine, summarise } from '../records/index.ts';
import { holdToManifest, manifestPath, type RunFile } from '../run-file.ts';
import type { Row } from './database.ts';
import { fault } from './sources.ts';

/** One scored response of a run file. */
export interface RunResponse {
  /** Row of `results`. */
  result: Row;
  /** Row of `responses`. */
  response: Row;
  condition: string;
  probe_id: string;
  tenths: number;
}

/** A run of the folder, with its manifest as it stands in its file. */
export interface FoundRun extends RunFile {
  manifestText: string;
}

/**
 * The runs of a folder, in the order of their files' names. @throws InputError for a run without manifest, a manifest without run, a
 * manifest that does not fit, or a file that is not the one its manifest names.
 */
export async function findRuns(folder: string): Promise<FoundRun[]> {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).sort();
  const runs = names.filter((name) => name.endsWith('.jsonl'));
  const manifests = names.filter((name) => name.endsWith('.manifest.json'));
  for (const name of manifests) {
    if (!runs.includes(name.replace(/\.manifest\.json$/, '.jsonl')))
      throw fault(
        { file: join(folder, name) },
        'there is no run file beside this manifest',
        'Restore the .jsonl of the same name, or remove the manifest.',
      );
  }
  return Promise.all(
    runs.map(async (name) => {
      const file = join(folder, name);
      const manifestFile = manifestPath(file);
      if (!existsSync(manifestFile))
        throw fault(
          { file },
          `the run has no manifest (${basename(manifestFile)}) beside it`,
          'A manifest says which model answered what; "lem import" and "lem ab" write it.',
        );
      const { value, text } = await readJsonText(manifestFile, manifest);
      const read = { file, manifestFile, manifest: value, manifestText: text };
      await holdToManifest(read);
      return read;
    }),
  );
}

/** What is known of a run file once it was read through. */
export interface RunRead {
  probes: string[];
  summary: SummaryLine | undefined;
}

/**
 * Reads a run and scores every response again, one at a time. Returns, when through, the probes it asked.
 * @throws InputError naming the line where a response does not earn its counts or score, where a probe is in no table, and where
 *   the summary is not what the lines give
 */
export async function* scoredRun(
  { file, manifest: { run_id, conditions } }: RunFile,
  knownProbe: (id: string) => boolean,
): AsyncGenerator<RunResponse, RunRead> {
  const named = new Set(conditions.map(({ name }) => name));
  const light: { id: string; category: string; conditions: Record<string, { lek_score: number }> }[] = [];
  const probes = new Set<string>();
  let summary: SummaryLine | undefined;
  for await (const { line, value } of readRun(readChunks(file), file, { noBaseline: !named.has('baseline') })) {
    const place = { file, line };
    if (value.type === 'summary') {
      summary = value;
      checkSummary(place, value, light, named);
      continue;
    }
    if (!knownProbe(value.id))
      throw fault(place, `probe ${value.id} is in no table`, 'Correct the id, or add the probe to data/published/probes.csv.');
    for (const name of conditionsOf(value)) {
      if (!named.has(name))
        throw fault(place, `condition ${name} is not in the manifest`, 'Add it to the manifest, or take it out of the run.');
    }
    probes.add(value.id);
    light.push({ id: value.id, category: value.category, conditions: scoresOf(value) });
    for (const [condition, result] of Object.entries(value.conditions)) yield scored(place, run_id, value, condition, result);
  }
  return { probes: [...probes], summary };
}

const scoresOf = ({ conditions }: ProbeLine) =>
  Object.fromEntries(Object.entries(conditions).map(([name, { lek_score }]) => [name, { lek_score }]));

function scored(place: { file: string; line: number }, run_id: string, line: ProbeLine, condition: string, result: RunResult): RunResponse {
  const { counts, tenths, lek_score, chars } = prove(result, { ...place, probe_id: line.id, condition });
  const key = { run_id, probe_id: line.id, condition, sample: line.sample ?? 0 };
  const text_sha256 = createHash('sha256').update(result.response).digest('hex');
  return {
    result: {
      ...key,
      ...counts,
      lek_score,
      chars,
      time_s: result.time_s,
      finish_reason: result.finish_reason ?? null,
      text_sha256,
      text_run_id: run_id,
    },
    response: { ...key, response: result.response, text_sha256 },
    condition,
    probe_id: line.id,
    tenths,
  };
}

/** Holds the stated averages against those of the lines. */
function checkSummary(
  place: { file: string; line: number },
  stated: SummaryLine,
  lines: Parameters<typeof summarise>[0],
  named: ReadonlySet<string>,
): void {
  const { model, max_tokens, ts } = stated;
  const due = summarise(lines, { model, max_tokens, ts, seconds: 0, conditions: [...named] }, place.file);
  for (const { name, avg_lek } of due.conditions) {
    const said = stated.conditions.find((condition) => condition.name === name)?.avg_lek;
    if (said !== avg_lek)
      throw fault(
        place,
        `the average of ${name} is stated as ${said}; its lines give ${avg_lek}`,
        'Restore the file, or write its summary again: "lem summary".',
      );
  }
}
