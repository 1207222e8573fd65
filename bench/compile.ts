import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../pipeline/cli/report.ts';
import { type CompileReport, compile, projectFolders } from '../pipeline/compile/index.ts';
import { inProject } from '../pipeline/project.ts';
import { makeRun } from '../tests/compile/run-maker.ts';
import { childArguments, inChild, type Measured, tell } from './child.ts';
import { english, generator } from './texts.ts';

// What a compile costs as data grow: 4.5 KB responses in runs of 101 probes and three conditions, beside the published
// figures. Each size in a process of its own, so that its peak memory is its own. Statistics are told apart, since they
// are kept: the second compile of each size has one run more, and works out that run's alone.

const CONDITIONS = ['baseline', 'json', 'txt'];
const RUNS = [33, 66, 99];

/** In a child process: compile one folder. */
if (childArguments) {
  const [data, cacheFile] = childArguments as [string, string];
  tell(await compile({ ...projectFolders(), data, out: join(data, 'build'), cacheFile }));
} else {
  main();
}

function measure(data: string, cacheFile: string) {
  return inChild<CompileReport>(import.meta.filename, data, cacheFile);
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'lem-bench-'));
  const runs = join(folder, 'runs');
  mkdirSync(runs);
  cpSync(join(projectFolders().data, 'published'), join(folder, 'published'), { recursive: true });
  const probes = JSON.parse(readFileSync(inProject('seeds/P01-P100.json'), 'utf8')) as { id: string; domain: string }[];
  let made = 0;
  const add = (upTo: number) => {
    for (; made < upTo; made += 1) {
      const random = generator(made + 1);
      makeRun(runs, {
        model_id: `made-${String(made).padStart(3, '0')}`,
        probes,
        conditions: CONDITIONS,
        text: () => english(4500, random),
      });
    }
  };
  const rows = [['responses', 'read and write', 'a response', 'peak memory', 'statistics', 'a response', 'one run more']];
  try {
    for (const count of RUNS) {
      add(count);
      const cacheFile = join(folder, 'statistics.json');
      rmSync(cacheFile, { force: true });
      const first = measure(folder, cacheFile);
      add(count + 1);
      const again = measure(folder, cacheFile);
      rows.push(row(first, again));
      console.error(`${count} runs done`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(table(rows, 'rrrrrrr'));
}

function row({ checks, spent, peak }: Measured<CompileReport>, again: Measured<CompileReport>): string[] {
  const n = checks.responses;
  const work = spent.reading + spent.writing;
  return [
    n.toLocaleString('en'),
    `${(work / 1000).toFixed(1)} s`,
    `${(work / n).toFixed(2)} ms`,
    `${Math.round(peak / 1e6)} MB`,
    `${(spent.statistics / 1000).toFixed(1)} s`,
    `${(spent.statistics / n).toFixed(2)} ms`,
    `${(again.spent.statistics / 1000).toFixed(1)} s`,
  ];
}
