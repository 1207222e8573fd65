import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Published, readPublished } from '../compile/published.ts';
import { byId, mustKnow, type Placed } from '../compile/sources.ts';
import { originalFiles, readOriginals, sha256 } from '../originals.ts';
import { readCsv, readJson, sha256File } from '../records/files.ts';
import { type AliasRow, aliasRow, type ModelRow, probeFile, toJsonFile } from '../records/index.ts';
import { type Collector, collectKernels, collector, collectPrompts, note, type PassedOver } from './collect.ts';
import { foundOf, type Wordings } from './found.ts';
import { manifestOf } from './manifest.ts';
import { type KnownRun, type PlannedRun, plan } from './plan.ts';
import { type FoundRun, readFoundRun, whyNoRun } from './read-run.ts';
import { aliasTable, probeSetOf, publishedRows, recognise } from './recognise.ts';
import type { ImportReport, RunFound, RunLeft, Written } from './report.ts';
import { survey } from './survey.ts';
import { readTraining } from './training.ts';
import { importedLines, type WriteOptions, writeRun, writeText } from './write.ts';

export type { AverageFound, FaultFound, ImportReport, Outcome, RunFound, RunLeft, Written } from './report.ts';

export interface ImportOptions extends WriteOptions {
  /** A checkout of the published repository; only read. */
  dir: string;
  /** The data folder, in which `published/` is read and `runs/` and `imported/` are written. */
  data: string;
  /** The folder of this project's own probes. */
  seeds: string;
  onProgress?: (message: string) => void;
}

export interface Imported {
  report: ImportReport;
  written: Written;
}

/**
 * Reads a checkout of the published repository: its A/B runs become runs of source `imported`, every response scored from its text; prompts and
 * kernels that are the published ones by their hash go to `data/imported`. The same checkout again changes nothing.
 *
 * @throws InputError where the folder is no checkout, the published tables cannot be read, or a file changes meanwhile. A line or a
 *   file that cannot be read is in the report, not an error.
 */
export async function importCheckout(options: ImportOptions): Promise<Imported> {
  const { dir, data, onProgress: say = () => {} } = options;
  const looked = survey(dir);
  const published = await readPublished(join(data, 'published'));
  const rows = publishedRows(published);
  const known = new Set(published.probes.map(({ value }) => value.probe_id));
  const into = collector(published);

  say('reading prompts and kernels');
  const seeds = await collectPrompts(dir, looked.seeds, known, into);
  const kernels = await collectKernels(dir, looked.kernel, into);
  const training = await readTraining(dir, looked.training);

  const { runs, passed, left } = await readRuns(options, looked.benchmarks, known, into);
  const named = await nameRuns(runs, published, join(data, 'published', 'aliases.csv'));
  const planned = plan(named.known, rows);
  const wordings = await readWordings(published, options.seeds);
  const found = new Map(planned.map((run) => [run, foundOf(run, published, rows, wordings)]));

  const originals = await readOriginals(join(data, 'imported'), published);
  const merged = {
    prompts: new Map([...originals.prompts, ...into.found.prompts]),
    kernels: new Map([...originals.kernels, ...into.found.kernels]),
  };
  const report: ImportReport = {
    runs: [...found.values()],
    left: [...left, ...named.left].sort((a, b) => (a.file < b.file ? -1 : 1)),
    passed: [...passed, ...seeds.passed],
    prompts: {
      original: merged.prompts.size,
      of: known.size,
      missing: [...known].filter((id) => !merged.prompts.has(id)),
      files: seeds.files,
    },
    kernels: {
      original: [...merged.kernels.keys()].sort(),
      missing: published.kernels.map(({ value }) => value.kernel_id).filter((id) => !merged.kernels.has(id)),
      files: kernels,
    },
    training,
    responses: [...found.values()].reduce((sum, { responses }) => sum + responses, 0),
  };

  const written: Written = {};
  for (const { path, content } of originalFiles(merged, published))
    written[`imported/${path}`] = await writeText(join(data, 'imported', path), content, options);
  await writeRuns(found, published, options, written);
  written['imported/report.json'] = await writeText(join(data, 'imported', 'report.json'), toJsonFile(report), options);
  return { report, written };
}

/** Reads every run file of the checkout; tells what is none, and what cannot be read. */
async function readRuns(
  { dir, onProgress: say = () => {} }: ImportOptions,
  paths: readonly string[],
  known: ReadonlySet<string>,
  into: Collector,
) {
  const runs: FoundRun[] = [];
  const left: RunLeft[] = [];
  const passed = new Map<string, PassedOver>();
  const alone: PassedOver[] = [];
  for (const [i, path] of paths.entries()) {
    say(`scoring ${path} (${i + 1} of ${paths.length})`);
    const why = /^ab-/i.test(basename(path)) ? undefined : await whyNoRun(dir, path);
    if (why !== undefined) {
      alone.push({ path, files: 1, why });
      continue;
    }
    const run = await readFoundRun(dir, path, known, into);
    const twin = runs.find((other) => other.sha256 === run.sha256);
    if (twin) note(passed, path, `the same bytes as ${twin.path}`);
    else if (run.results.length > 0) runs.push(run);
    else left.push({ file: path, why: noResponse(run), faults: run.faults });
  }
  return { runs, left, passed: [...alone, ...passed.values()] };
}

const noResponse = ({ unknown, faults }: FoundRun): string =>
  unknown.length > 0
    ? `its probes are in no table (${unknown[0]?.probe_id}${unknown.length > 1 ? ` and ${unknown.length - 1} more` : ''})`
    : faults.length > 0
      ? 'none of its lines is one of an A/B run'
      : 'there is no response in it';

async function nameRuns(runs: readonly FoundRun[], published: Published, aliasFile: string) {
  const aliases = await readAliases(aliasFile, published);
  const table = aliasTable(
    aliases.map(({ value }) => value),
    published.models,
  );
  const rows = publishedRows(published);
  const p20 = new Set(published.probes.flatMap(({ value }) => (value.p20 ? [value.probe_id] : [])));
  const known: KnownRun[] = [];
  const left: RunLeft[] = [];
  for (const run of runs) {
    const model = recognise(run, rows, table);
    if (model) known.push({ run, probe_set: probeSetOf(run, p20), ...model });
    else {
      const name = run.summary ? `model ${JSON.stringify(run.summary.model)}, file ${basename(run.path)}` : `file ${basename(run.path)}`;
      left.push({
        file: run.path,
        why: `its model is not known (${name}): add a line for it to data/published/aliases.csv`,
        faults: run.faults,
      });
    }
  }
  return { known, left };
}

/** The alias table. @throws InputError where an alias stands twice, or names a model that is in no table */
async function readAliases(file: string, { models }: Published): Promise<Placed<AliasRow>[]> {
  if (!existsSync(file)) return [];
  const aliases = (await readCsv(file, aliasRow)).map((row) => ({ ...row, file }));
  const known = byId(models, ({ model_id }) => model_id);
  byId(aliases, ({ alias, kind }) => `${kind} ${alias}`);
  for (const row of aliases) mustKnow(row, 'model', row.value.model_id, known, 'models.csv');
  return aliases;
}

async function readWordings({ probes }: Published, seeds: string): Promise<Wordings> {
  const file = join(seeds, 'P01-P100.json');
  const own = existsSync(file) ? await readJson(file, probeFile) : [];
  return {
    original: new Map(probes.map(({ value }) => [value.probe_id, value.prompt_sha256])),
    restated: new Map(own.map(({ id, prompt }) => [id, sha256(prompt)])),
  };
}

async function writeRuns(
  found: ReadonlyMap<PlannedRun, RunFound>,
  published: Published,
  options: ImportOptions,
  written: Written,
): Promise<void> {
  const { dir, data, onProgress: say = () => {} } = options;
  const models = new Map(published.models.map(({ value }) => [value.model_id, value]));
  const probes_sha256 = await sha256File(join(data, 'published', 'probes.csv'));
  let done = 0;
  for (const [planned, facts] of found) {
    say(`writing ${planned.run_id} (${++done} of ${found.size})`);
    const name = `${planned.run_id}.jsonl`;
    const manifest = (jsonl: { bytes: number; sha256: string }) =>
      manifestOf(planned, facts, {
        model: models.get(planned.model_id) as ModelRow,
        kernels: published.kernels,
        probes_sha256,
        jsonl: { file: name, bytes: jsonl.bytes, sha256: jsonl.sha256 },
      });
    written[`runs/${name}`] = await writeRun(join(data, 'runs', name), () => importedLines(dir, planned.run), manifest, options);
  }
}
