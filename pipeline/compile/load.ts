import type { DuckDBConnection } from '@duckdb/node-api';
import { readOriginals } from '../originals.ts';
import { type Manifest, tenths } from '../records/index.ts';
import type { RunFile } from '../run-file.ts';
import { SCORER, SIGNALS } from '../scorer/index.ts';
import type { Cache } from './cache.ts';
import { checkPublished, type PublishedChecks, publishedRunId } from './check-published.ts';
import { compareFamilies } from './comparisons.ts';
import { createTable, openWork, type Row, sink } from './database.ts';
import { demonstrationRows } from './demonstrations.ts';
import { families, type RunFacts } from './families.ts';
import { type Published, readPublished } from './published.ts';
import { type PublishedTexts, publishedTexts, type TextFound } from './published-texts.ts';
import { findRuns, type RunRead, scoredRun } from './runs.ts';
import { RESPONSES, TABLES, type Table } from './schema.ts';
import { addScore, type RunScores } from './scores.ts';
import { fault, type Source } from './sources.ts';
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

/** A run as the rest of the compile needs it. */
interface KnownRun extends RunFacts {
  asked: string[];
  scores: RunScores;
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
  await fill('runs', [
    ...published.runs.map(({ value }) => publishedRunRow(value, published)),
    ...files.map(({ manifest }) => runRow(manifest, read)),
  ]);
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

function modelRows(published: Published, files: readonly RunFile[]): Row[] {
  const rows = published.models.map(({ value }, position): Row => {
    const { p20_baseline: _, p20_json: __, p20_txt: ___, ...model } = value;
    return { ...model, source: 'published', position: position + 1 };
  });
  const known = new Map(rows.map((row) => [row.model_id as string, row]));
  for (const {
    manifest: { model, source },
    manifestFile,
  } of files) {
    const first = known.get(model.model_id);
    const { model_id, name, family, version, params_b, kind, base_model_id, hf_id } = model;
    const row: Row = { model_id, name, family, version, params_b, kind, base_model_id, hf_id, source, position: known.size + 1 };
    if (!first) known.set(model_id, row);
    else if (first.family !== family || first.kind !== kind)
      throw fault(
        { file: manifestFile },
        `model ${model_id} is declared as ${family}, ${kind}; it is known as ${first.family}, ${first.kind}`,
        'Give the model an id of its own, or correct the manifest.',
      );
  }
  for (const {
    manifest: { model },
    manifestFile,
  } of files) {
    if (model.base_model_id !== null && !known.has(model.base_model_id))
      throw fault(
        { file: manifestFile },
        `base model ${JSON.stringify(model.base_model_id)} is in no table`,
        'Correct it, or add a run that declares it.',
      );
  }
  return [...known.values()];
}

/** Kernels that only a run names. A run whose kernel has a known id must have been given the very text. */
function namedKernels(files: readonly RunFile[], known: readonly Row[]): Row[] {
  const rows = new Map(known.map((row) => [row.kernel_id as string, row]));
  const added: Row[] = [];
  for (const { manifest, manifestFile } of files) {
    for (const { name, kernel } of manifest.conditions) {
      if (!kernel) continue;
      const { kernel_id, sha256, chars, edition } = kernel;
      const first = rows.get(kernel_id);
      if (first && first.sha256 !== sha256)
        throw fault(
          { file: manifestFile },
          `kernel ${kernel_id} of condition ${name} is another text (SHA-256 ${sha256.slice(0, 12)}...) than the one known by that id`,
          'Give the kernel of this run an id of its own.',
        );
      if (first) continue;
      const row: Row = { kernel_id, name: kernel_id, format: 'txt', condition: name, edition, chars, bytes: null, sha256, text: null };
      rows.set(kernel_id, row);
      added.push(row);
    }
  }
  return added;
}

const signalRows = (): Row[] =>
  SIGNALS.map(({ name, group, tenthsEach, capTenths, measures }, index) => ({
    position: index + 1,
    signal: name,
    signal_group: group,
    points_each: tenthsEach / 10,
    cap: capTenths === null ? null : capTenths / 10,
    measures,
  }));

const claimRows = ({ claims }: Published): Row[] =>
  claims.map(({ value: { where, figures, ...claim } }, index) => ({
    ...claim,
    stated_in: where,
    figures: figures ?? '',
    position: index + 1,
  }));

function averageRows({ averages, disagreements }: Published): Row[] {
  const reason = new Map(disagreements.map(({ value }) => [`${value.model_id} ${value.probe_set} ${value.condition}`, value.reason]));
  return averages.map(({ value }) => ({
    ...value,
    disagreement: reason.get(`${value.model_id} ${value.probe_set} ${value.condition}`) ?? null,
  }));
}

function publishedResult(value: Published['results'][number]['value'], text: TextFound | undefined): Row {
  const { model_id: _, probe_set: __, ...result } = value;
  const found = { text_sha256: text?.text_sha256 ?? null, text_run_id: text?.run_id ?? null };
  return { ...result, run_id: publishedRunId(value), sample: 0, finish_reason: null, ...found };
}

function publishedRuns({ runs, models, results, probes }: Published): KnownRun[] {
  const kinds = new Map(models.map(({ value }) => [value.model_id, value.kind]));
  return runs.map(({ value: { run_id, model_id, probe_set } }) => {
    const scores: RunScores = new Map();
    const own = results.filter((row) => publishedRunId(row.value) === run_id);
    for (const { value } of own) addScore(scores, value.condition, value.probe_id, tenths(value.lek_score) as number);
    const asked = new Set(own.map(({ value }) => value.probe_id));
    return {
      run_id,
      model_id,
      probe_set,
      kind: kinds.get(model_id) as 'base' | 'lek',
      source: 'published' as Source,
      conditions: [...scores.keys()],
      asked: probes.map(({ value }) => value.probe_id).filter((id) => asked.has(id)),
      scores,
    };
  });
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

function publishedRunRow(
  { run_id, model_id, probe_set, probes, max_tokens, note }: Published['runs'][number]['value'],
  { p100 }: Published,
): Row {
  const minutes = probe_set === 'P100' ? (p100.find(({ value }) => value.model_id === model_id)?.value.minutes ?? null) : null;
  return {
    run_id,
    model_id,
    source: 'published',
    probe_set,
    edition: 'original',
    probes,
    max_tokens,
    temperature: 0,
    top_p: null,
    seed: null,
    samples: 1,
    engine: 'mlx_lm (Python)',
    engine_version: null,
    reproducibility: null,
    ...scorer(),
    started: null,
    minutes,
    jsonl_sha256: null,
    note,
  };
}

const scorer = (): Row => ({ scorer_version: SCORER.version, scorer_sha256: SCORER.sha256 });

function runRow(manifest: Manifest, read: ReadonlyMap<string, RunRead>): Row {
  const { run_id, model, source, probe_set, probes, settings, engine, reproducibility, started, jsonl, notes } = manifest;
  const { max_tokens, temperature, top_p, seed, samples } = settings;
  const facts = read.get(run_id);
  const duration = facts?.summary ? Number.parseInt(facts.summary.duration, 10) : undefined;
  return {
    run_id,
    model_id: model.model_id,
    source,
    probe_set: probe_set.toUpperCase(),
    edition: probes.edition,
    probes: facts?.probes.length ?? 0,
    max_tokens,
    temperature,
    top_p,
    seed,
    samples,
    engine: engine.name,
    engine_version: engine.version,
    reproducibility,
    ...scorer(),
    started: started ?? null,
    minutes: duration === undefined ? null : duration / 60,
    jsonl_sha256: jsonl.sha256,
    note: notes?.join(' ') ?? null,
  };
}

function conditionRows({ run_id, source, asked, scores, conditions }: KnownRun, files: readonly RunFile[], published: Published): Row[] {
  const publishedKernel = (condition: string) => published.kernels.find(({ value }) => value.condition === condition)?.value.kernel_id;
  const manifest = files.find((file) => file.manifest.run_id === run_id)?.manifest;
  const samples = manifest?.settings.samples ?? 1;
  return conditions.map((condition, position) => {
    const said = manifest?.conditions.find(({ name }) => name === condition);
    return {
      run_id,
      condition,
      position: position + 1,
      kernel_id: (source === 'published' ? publishedKernel(condition) : said?.kernel?.kernel_id) ?? null,
      placement: said?.placement ?? null,
      rendered_prompt: said?.rendered_prompt ?? null,
      rendered_prompt_sha256: said?.rendered_prompt_sha256 ?? null,
      expected: asked.length * samples,
      rows: [...(scores.get(condition)?.values() ?? [])].reduce((sum, each) => sum + each.length, 0),
      failed: said?.counts?.failed ?? null,
      cut: said?.counts?.cut ?? null,
      run_on: said?.counts?.run_on ?? null,
    };
  });
}
