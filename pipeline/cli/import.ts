import { resolve } from 'node:path';
import { Command } from 'commander';
import { projectFolders } from '../compile/index.ts';
import { type FaultFound, type Imported, type ImportReport, importCheckout, type RunFound, type Written } from '../import/index.ts';
import { printable } from '../records/index.ts';
import { colors } from './colors.ts';
import { points, printJson, progress, progressDone, seconds, table } from './report.ts';

interface ImportFlags {
  data?: string;
  dryRun?: boolean;
  replace?: boolean;
  all?: boolean;
  json?: boolean;
}

/** Lines of a list shown, unless all are asked for. */
const SHOWN = 10;

const stated = (value: number | null): string => (value === null ? '' : points(value));

function averagesTable(runs: readonly RunFound[]): string {
  const rows = runs.flatMap((run) =>
    run.averages.map((of, i) => [
      i === 0 ? run.run_id : '',
      of.condition,
      String(of.responses),
      points(of.here),
      `${stated(of.file)}${of.file_scorer === 'v1' ? ' v1' : ''}`,
      stated(of.rows),
      stated(of.report),
      of.equal ? 'equal' : 'differs',
    ]),
  );
  return table([['run', 'condition', 'responses', 'here', 'in the file', 'rows', 'report', ''], ...rows], 'llrrrrr');
}

function countsTable(runs: readonly RunFound[], written: Written): string {
  const rows = runs.map((run) => [
    run.run_id,
    printable(run.file),
    written[`runs/${run.run_id}.jsonl`] ?? '',
    run.edition,
    `${run.published.equal} of ${run.published.compared}`,
    run.scores.v1 > 0 ? String(run.scores.v1) : '',
    String(run.run_on.hold),
    run.cut === null ? '?' : String(run.cut),
    String(run.open_ended),
    run.faults.length > 0 ? String(run.faults.length) : '',
  ]);
  const head = ['run', 'file', '', 'prompts', 'rows equal', 'rescored', 'run-on', 'cut', 'break off', 'unread'];
  return table([head, ...rows], 'llllrrrrrr');
}

/** A list under a heading, cut unless all of it is wanted. */
function list(heading: string, lines: readonly string[], all: boolean): void {
  if (lines.length === 0) return;
  console.log(`\n${colors.bold(heading)} ${lines.length.toLocaleString('en')}`);
  for (const line of all ? lines : lines.slice(0, SHOWN)) console.log(`  ${printable(line)}`);
  if (!all && lines.length > SHOWN) console.log(`  ... ${(lines.length - SHOWN).toLocaleString('en')} more: --all, or --json`);
}

const faultLines = (file: string, faults: readonly FaultFound[]): string[] =>
  faults.map(({ line, what, todo }) => `${file}${line === null ? '' : `:${line}`}: ${what}. ${todo}`);

function print({ report, written }: Imported, { all = false, dryRun }: ImportFlags): void {
  const { runs, left, passed, prompts, kernels, training } = report;
  if (runs.length > 0) console.log(`${averagesTable(runs)}\n\n${countsTable(runs, written)}`);
  list(
    'Averages that differ',
    runs.flatMap(({ run_id, averages }) => averages.flatMap(({ differences }) => differences.map((each) => `${run_id}, ${each}`))),
    all,
  );
  list(
    'Published rows that their text does not give',
    runs.flatMap(({ file, published }) =>
      published.differ.map(({ line, probe_id, condition, what }) => `${file}:${line}: ${probe_id}, ${condition}: ${what}`),
    ),
    all,
  );
  list(
    'Figures in the files that their text does not give',
    runs.flatMap(({ file, corrected }) =>
      corrected.map(({ line, probe_id, condition, wrong }) => `${file}:${line}: ${probe_id}, ${condition}: ${wrong.join('; ')}`),
    ),
    all,
  );
  list(
    'Probes asked in other than the published words',
    runs.flatMap(({ file, other_wording }) => other_wording.map((id) => `${file}: ${id}`)),
    all,
  );
  list(
    'Lines that ask a probe of no table',
    runs.flatMap(({ file, unknown_probes }) => unknown_probes.map(({ line, probe_id }) => `${file}:${line}: ${probe_id}`)),
    all,
  );
  list('Lines that could not be read', faults(report), all);
  list('Runs that are not imported', [...left.map(({ file, why }) => `${file}: ${why}`), ...kept(written)], all);
  list(
    'Passed over',
    passed.map(({ path, files, why }) => `${path}${files > 1 ? ` (${files} files)` : ''}: ${why}`),
    all,
  );

  console.log(
    `\n${prompts.original} of ${prompts.of} published prompts${few(prompts.missing)}; ${kernels.original.length} published kernels${few(kernels.missing)}`,
  );
  for (const { path, examples, faulty } of training)
    console.log(
      `${printable(path)}: ${examples.toLocaleString('en')} examples to train on${faulty > 0 ? `, ${faulty} lines are none` : ''}; left where it is`,
    );
  // A run is two files: its lines and its manifest.
  const changed = Object.entries(written)
    .filter(([, outcome]) => outcome === 'new' || outcome === 'replaced')
    .reduce((files, [path]) => files + (path.startsWith('runs/') ? 2 : 1), 0);
  const what = `${runs.length} run${runs.length === 1 ? '' : 's'}, ${report.responses.toLocaleString('en')} responses`;
  if (dryRun) console.log(`${what}; nothing was written: ${changed} files would be`);
  else console.log(`${what}; ${changed > 0 ? `${changed} files written. "lem compile" takes them in.` : 'nothing changed'}`);
}

const few = (missing: readonly string[]): string =>
  missing.length === 0 ? '' : ` (without ${missing.length > 3 ? `${missing.length} of them` : missing.join(', ')})`;

const faults = ({ runs, left, training }: ImportReport): string[] => [
  ...runs.flatMap((run) => faultLines(run.file, run.faults)),
  ...left.flatMap((run) => faultLines(run.file, run.faults)),
  ...training.flatMap(({ path, faults }) => faultLines(path, faults)),
];

const kept = (written: Written): string[] =>
  Object.entries(written).flatMap(([path, outcome]) =>
    outcome === 'kept'
      ? [`${path}: a run of this id from another file was imported before, and stays; --replace puts this one in its place`]
      : [],
  );

export function importCommand(): Command {
  return new Command('import')
    .description('import a checkout of the published LEM repository: its runs with their texts, its prompts, its kernels')
    .argument('<dir>', 'folder of the checkout, of any revision; nothing in it changes')
    .option('--data <folder>', 'the data folder to import into (default: data)')
    .option('--dry-run', 'say what would be imported, write nothing')
    .option('--replace', 'let a run take the place of one of the same id that came from another file')
    .option('--all', 'show every difference and fault, not the first ten of each kind')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  lem import --dry-run ../LEM      what is there, what agrees with the published figures
  lem import ../LEM
  lem import ../LEM --json > report.json

Every response is scored again from its text. Runs go to data/runs/<model>.<set>.imported.jsonl, prompts and kernels that are the
published ones by their SHA-256 to data/imported; neither is committed. The same checkout again changes nothing. Models are known by
data/published/aliases.csv and by the counts of their published rows. Figures that differ are told, and are no failure.

Exit code 1 where a line could not be read or a run not be imported; what could be is imported all the same.`,
    )
    .action(async (dir: string, flags: ImportFlags) => {
      const began = performance.now();
      const { data, seeds } = projectFolders();
      const { dryRun = false, replace = false } = flags;
      const imported = await importCheckout({
        dir: resolve(dir),
        data: flags.data ? resolve(flags.data) : data,
        seeds,
        dryRun,
        replace,
        onProgress: progress,
      });
      progressDone();
      if (flags.json) printJson({ ...imported.report, written: imported.written });
      else {
        print(imported, flags);
        console.log(colors.dim(seconds(began)));
      }
      const { report, written } = imported;
      if (faults(report).length > 0 || report.left.length > 0 || kept(written).length > 0) process.exitCode = 1;
    });
}
