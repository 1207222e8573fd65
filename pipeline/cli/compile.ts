import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { type CompileReport, compile, projectFolders } from '../compile/index.ts';
import { bytes, printJson, progress, progressDone, table } from './report.ts';

interface CompileFlags {
  out?: string;
  data?: string;
  json?: boolean;
}

const ms = (time: number): string => `${(time / 1000).toFixed(1)} s`;

/** Compiles and prints what was checked and written. */
export async function compileAndReport({ out, data, json }: CompileFlags): Promise<void> {
  const folders = projectFolders();
  const options = { ...folders, ...(data ? { data: resolve(data) } : {}), ...(out ? { out: resolve(out) } : {}) };
  const report = await compile({ ...options, onProgress: progress });
  progressDone();
  if (json) printJson(report);
  else print(report, relative(process.cwd(), options.out) || '.');
}

function print({ manifest, checks, spent, statistics }: CompileReport, folder: string): void {
  const rows = manifest.tables.map(({ name, rows, columns }) => {
    const file = manifest.files.find((each) => each.name === `${name}.parquet`);
    return [name, rows.toLocaleString('en'), String(columns.length), bytes(file?.bytes ?? 0)];
  });
  console.log(table([['table', 'rows', 'columns', 'Parquet'], ...rows], 'lrrr'));
  const scored =
    checks.runs > 0
      ? `, and ${checks.responses.toLocaleString('en')} responses of ${checks.runs} run${checks.runs === 1 ? '' : 's'} from their text`
      : '';
  console.log(`\nchecked ${checks.scores.toLocaleString('en')} published scores from their counts${scored}`);
  console.log(`checked ${checks.averages} stated averages against their rows; ${checks.disagreements} known disagreements`);
  console.log(
    `read ${ms(spent.reading)}, statistics ${ms(spent.statistics)} (${statistics.computed} new, ${statistics.found} kept), wrote ${ms(spent.writing)}`,
  );
  console.log(`${folder}  data ${manifest.data_sha256.slice(0, 16)}`);
}

export function compileCommand(): Command {
  return new Command('compile')
    .description('check all data and compile it: Parquet, lem.duckdb, manifest.json')
    .option('-o, --out <folder>', 'where to write (default: data/build)')
    .option('--data <folder>', 'where published/ and runs/ are (default: data)')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  lem compile\n  lem compile --out /tmp/build --json\n\nWhere anything does not add up it names file and line, and the last good build stays as it was.',
    )
    .action(compileAndReport);
}
