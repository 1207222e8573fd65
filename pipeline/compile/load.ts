import type { DuckDBConnection } from '@duckdb/node-api';
import { readOriginals } from '../originals.ts';
import type { RunFile } from '../run-file.ts';
import type { Cache } from './cache.ts';
import { checkPublished, type PublishedChecks } from './check-published.ts';
import { compareFamilies } from './comparisons.ts';
import { createTable, openWork, type Row, sink } from './database.ts';
import { modelRows, namedKernels } from './declared.ts';
import { demonstrationRows } from './demonstrations.ts';
import { families } from './families.ts';
import { type Published, readPublished } from './published.ts';
import { averageRows, claimRows, publishedResult, publishedRunRow, publishedRuns, signalRows } from './published-rows.ts';
import { type PublishedTexts, publishedTexts } from './published-texts.ts';
import { conditionRows, type KnownRun, runRow } from './run-rows.ts';
import { findRuns, type RunRead, scoredRun } from './runs.ts';
import { RESPONSES, TABLES, type Table } from './schema.ts';
import { addScore, type RunScores } from './scores.ts';
import { fault } from './sources.ts';
import { summarise } from './summaries.ts';
import { kernelRows, probeRows } from './words.ts';

/** Folders that are read. */
export interface Inputs {
  data: string;
  kernel: string;
  seeds: string;
}

/** How much was held against its source. */
export interface Checks extends PublishedChecks {
  /** Responses of runs made or imported here, scored again from their text. */
  responses: number;
  runs: number;
}

export interface Loaded {
  connection: DuckDBConnection;
  checks: Checks;
  /** Milliseconds. */
  spent: { reading: number; statistics: number };
}

export interface LoadOptions extends Inputs {
  cache: Cache;
  onProgress?: (message: string) => void;
  /** Called when the responses of a run stand in the table `responses` of the work database, which holds one run at a time. */
  onResponses?: (connection: DuckDBConnection, run_id: string) => Promise<void>;
}

/**
 * Reads all of `data/` into a work database, holding everything against its source: the one way from files to tables, for
 * `lem compile` and `lem verify` alike.
 * @throws InputError naming file and line of the first thing that does not add up
 */
export async function load(options: LoadOptions): Promise<Loaded> {
  const began = performance.now();
  const say = options.onProgress ?? (() => {});
  say('reading the published figures');
  const published = await readPublished(`${options.data}/published`);
  const checked = checkPublished(published);
  const files = await findRuns(`${options.data}/runs`);
  const originals = await readOriginals(`${options.data}/imported`, published);
  const kernels = await kernelRows(published, options.kernel, originals.kernels);

  const connection = await openWork();
  for (const table of [...TABLES, RESPONSES]) await connection.run(createTable(table, 'memory'));
  const fill = async (name: string, rows: Iterable<Row>) => {
    const into = await sink(connection, TABLES.find((table) => table.name === name) as Table);
    for (const row of rows) into.add(row);
    into.close();
  };

  await fill('models', modelRows(published, files));
  await fill('probes', await probeRows(published, options.seeds, originals.prompts));
  await fill('kernels', [...kernels, ...namedKernels(files, kernels)]);
  await fill('signals', signalRows());
  await fill('claims', claimRows(published));
  await fill('demonstrations', await demonstrationRows(`${options.data}/demonstrations/gaming.jsonl`));
  await fill('averages', averageRows(published));

  const runs = publishedRuns(published);
  const texts = publishedTexts(published);
  let responses = 0;
  const read = new Map<string, RunRead>();
  for (const [index, file] of files.entries()) {
    say(`scoring ${file.manifest.run_id} (run ${index + 1} of ${files.length})`);
    const run = await loadRun(connection, file, published, options, texts);
    responses += run.responses;
    read.set(file.manifest.run_id, run.read);
    runs.push(run.known);
  }
  await fill(
    'results',
    published.results.map(({ value }) => publishedResult(value, texts.of(value))),
  );
  await fill('runs', [...published.runs.map(({ value }) => publishedRunRow(value, published)), ...files.map((file) => runRow(file, read))]);
  await fill(
    'run_conditions',
    runs.flatMap((run) => conditionRows(run, files, published)),
  );
  const reading = performance.now() - began;

  const domains = new Map(published.probes.map(({ value }) => [value.probe_id, value.domain]));
  const domainOf = (id: string) => domains.get(id) as string;
  for (const [index, run] of runs.entries()) {
    say(`intervals: ${run.run_id} (${index + 1} of ${runs.length})`);
    await fill('summaries', summarise(run, domainOf, options.cache));
  }
  say('comparisons');
  const scores = new Map(runs.map((run) => [run.run_id, run.scores]));
  const { comparisons, tie_groups } = compareFamilies(
    families(runs),
    { scores: (id) => scores.get(id) as RunScores, domainOf },
    options.cache,
  );
  await fill('comparisons', comparisons);
  await fill('tie_groups', tie_groups);
  const statistics = performance.now() - began - reading;
  return { connection, checks: { ...checked, responses, runs: files.length }, spent: { reading, statistics } };
}

async function loadRun(
  connection: DuckDBConnection,
  file: RunFile,
  published: Published,
  { onResponses }: LoadOptions,
  publishedTexts: PublishedTexts,
) {
  const { manifest } = file;
  const probes = new Set(published.probes.map(({ value }) => value.probe_id));
  if (published.runs.some(({ value }) => value.run_id === manifest.run_id))
    throw fault(
      { file: file.manifestFile },
      `run ${manifest.run_id} is a published run's id`,
      'Ids of runs made or imported here end in their source.',
    );
  const scores: RunScores = new Map();
  const results = await sink(connection, TABLES.find(({ name }) => name === 'results') as Table);
  const texts = onResponses ? await sink(connection, RESPONSES) : undefined;
  const lines = scoredRun(file, (id) => probes.has(id));
  let step = await lines.next();
  for (; !step.done; step = await lines.next()) {
    const { result, response, condition, probe_id, tenths } = step.value;
    results.add(result);
    if (manifest.source === 'imported') publishedTexts.offer(manifest, result);
    texts?.add(response);
    addScore(scores, condition, probe_id, tenths);
  }
  results.close();
  texts?.close();
  if (onResponses) {
    await onResponses(connection, manifest.run_id);
    await connection.run(`DELETE FROM ${RESPONSES.name}`);
  }
  const known: KnownRun = {
    run_id: manifest.run_id,
    model_id: manifest.model.model_id,
    probe_set: manifest.probe_set.toUpperCase(),
    kind: manifest.model.kind,
    source: manifest.source,
    conditions: manifest.conditions.map(({ name }) => name).filter((name) => scores.has(name)),
    asked: step.value.probes,
    scores,
  };
  return { known, responses: results.rows, read: step.value };
}
