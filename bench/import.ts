import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytes, table } from '../pipeline/cli/report.ts';
import { projectFolders } from '../pipeline/compile/index.ts';
import { type Imported, importCheckout } from '../pipeline/import/index.ts';
import { inProject } from '../pipeline/project.ts';
import { summarise, toLine } from '../pipeline/records/index.ts';
import { score } from '../pipeline/scorer/index.ts';
import { childArguments, inChild, tell } from './child.ts';
import { english, generator } from './texts.ts';

// What an import costs: a checkout of 3,030 responses of 4.5 KB, in ten runs of 101 probes and three conditions, scored by v2 and then
// by an older scorer (whose lines are all written anew). Each import in a process of its own, so that its peak memory is its own.
// The aim: under 5 s and 300 MB.

const CONDITIONS = ['baseline', 'json', 'txt'];
const RUNS = 10;
const LENGTH = 4500;
const TIME = '2026-11-24T12:00:00+00:00';

/** In a child process: one import and its time. */
if (childArguments) {
  const [dir, data] = childArguments as [string, string];
  const began = performance.now();
  const imported = await importCheckout({ dir, data, seeds: inProject('seeds') });
  tell({ seconds: (performance.now() - began) / 1000, imported });
} else {
  main();
}

function measure(dir: string, data: string) {
  return inChild<{ seconds: number; imported: Imported }>(import.meta.filename, dir, data);
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'lem-bench-'));
  const rows = [['scores in the file', 'responses', 'content', 'first import', 'a response', 'peak memory', 'again', 'peak memory']];
  try {
    for (const scorer of ['v2', 'v1'] as const) {
      const [dir, data] = [join(folder, scorer), join(folder, `${scorer}-data`)];
      cpSync(join(projectFolders().data, 'published'), join(data, 'published'), { recursive: true });
      const size = makeCheckout(dir, scorer);
      const [first, again] = [measure(dir, data), measure(dir, data)];
      const { responses, runs, left } = first.imported.report;
      if (runs.length !== RUNS || left.length > 0) throw new Error(`imported ${runs.length} runs of ${RUNS}`);
      if (Object.values(again.imported.written).some((outcome) => outcome !== 'unchanged'))
        throw new Error('a second import changed something');
      rows.push([
        scorer,
        responses.toLocaleString('en'),
        bytes(size),
        `${first.seconds.toFixed(2)} s`,
        `${((1000 * first.seconds) / responses).toFixed(2)} ms`,
        `${Math.round(first.peak / 1e6)} MB`,
        `${again.seconds.toFixed(2)} s`,
        `${Math.round(again.peak / 1e6)} MB`,
      ]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(table(rows, 'lrrrrrrr'));
}

/** Writes a checkout of ten runs; returns the bytes of their files. */
function makeCheckout(dir: string, scorer: 'v1' | 'v2'): number {
  mkdirSync(join(dir, 'benchmarks'), { recursive: true });
  const probes = JSON.parse(readFileSync(inProject('seeds/P01-P100.json'), 'utf8')) as { id: string; domain: string; prompt: string }[];
  const models = readFileSync(inProject('data/published/aliases.csv'), 'utf8')
    .split('\n')
    .flatMap((line) => (line.split(',')[1] === 'model' ? [line.split(',')[0] as string] : []));
  let size = 0;
  for (const [i, model] of models.slice(0, RUNS).entries()) {
    const random = generator(i + 1);
    const lines = probes.map(({ id, domain, prompt }) => ({
      type: 'probe',
      id,
      category: domain.toLowerCase(),
      prompt,
      conditions: Object.fromEntries(CONDITIONS.map((condition) => [condition, result(english(LENGTH, random), scorer)])),
      ts: TIME,
    }));
    const summary = summarise(lines, { model: `x/${model}`, seconds: 900, max_tokens: 1024, ts: TIME });
    const file = join(dir, 'benchmarks', `ab-p100-${i}.jsonl`);
    writeFileSync(file, [...lines, summary].map((line) => toLine(line)).join(''));
    size += statSync(file).size;
  }
  return size;
}

function result(response: string, scorer: 'v1' | 'v2') {
  const { counts, lek_score } = score(response);
  const { first_person, creative_form, degeneration, empty_broken } = counts;
  const v1 = { lek_score: 8, heuristic: { first_person, creative_form, degeneration, empty_broken, lek_score: 8 } };
  const v2 = { lek_score, heuristic: { ...counts, lek_score } };
  return { response, ...(scorer === 'v1' ? v1 : v2), chars: [...response].length, time_s: 9.5 };
}
