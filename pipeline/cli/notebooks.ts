import { watch } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { projectFolders } from '../compile/index.ts';
import { Failure } from '../failure.ts';
import { NOTEBOOKS, notebookNames } from '../notebooks/files.ts';
import { breaks, checkNotebook, differenceLines, type NotebookReport, newNotebook } from '../notebooks.ts';
import { inProject } from '../project.ts';
import { colors } from './colors.ts';
import { eachFile, printJson } from './report.ts';

interface FolderFlags {
  build?: string;
  notebooks?: string;
}
interface NotebookFlags extends FolderFlags {
  update?: boolean;
  watch?: boolean;
  json?: boolean;
}

const STATES: Record<NotebookReport['lock'], (text: string) => string> = {
  same: colors.green,
  changed: colors.red,
  none: colors.yellow,
  written: colors.green,
};
const WORDS: Record<NotebookReport['lock'], string> = {
  same: 'same as locked',
  changed: 'not what was locked',
  none: 'never locked',
  written: 'locked',
};

const count = (value: number, what: string): string => `${value.toLocaleString('en')} ${what}${value === 1 ? '' : 's'}`;

function print(report: NotebookReport): void {
  const { name, scope, cells, answer, lock, other_data } = report;
  const rows = cells.reduce((sum, each) => sum + each.rows, 0);
  console.log(`${colors.bold(name)}  ${count(cells.length, 'cell')}, ${count(rows, 'row')}, ${scope}: ${STATES[lock](WORDS[lock])}`);
  console.log(`  ${answer}`);
  for (const line of differenceLines(report)) console.log(`  ${colors.yellow('differs')} ${line}`);
  if (other_data && lock === 'same') console.log('  The data are not those that were locked, yet its rows are.');
  if (breaks(report)) console.log(`  It stops the build. If its rows are right: lem notebooks ${name} --update`);
}

const places = ({ build, notebooks }: FolderFlags) => ({
  folder: notebooks ? resolve(notebooks) : inProject(NOTEBOOKS),
  database: join(build ? resolve(build) : projectFolders().out, 'lem.duckdb'),
});

async function run(chosen: readonly string[], flags: NotebookFlags): Promise<void> {
  const { json, update = false } = flags;
  const { folder, database } = places(flags);
  const names = notebookNames(folder);
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown) throw new Failure(`There is no notebook ${unknown}`, `There are ${names.join(', ') || 'none'}.`, { exitCode: 2 });
  const reports: NotebookReport[] = [];
  await eachFile(
    chosen.length > 0 ? chosen : names,
    'running',
    (name) => checkNotebook(name, { folder, database, update }),
    (report) => {
      reports.push(report);
      if (!json) print(report);
    },
  );
  if (json) printJson(reports);
  if (reports.some(breaks)) process.exitCode = 1;
}

/** Runs a notebook whenever its file is saved, until the reader stops it. */
async function runOnSave(chosen: readonly string[], flags: NotebookFlags): Promise<void> {
  const { folder } = places(flags);
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const runWaiting = async () => {
    const names = [...waiting].filter((name) => notebookNames(folder).includes(name));
    waiting.clear();
    if (names.length > 0) await run(names, { ...flags, json: false });
  };
  let last = Promise.resolve();
  console.log(`Waiting for ${chosen.join(', ') || 'any notebook'} to be saved; Ctrl+C ends it.`);
  watch(folder, (_, file) => {
    const name = file?.endsWith('.mdx') ? file.slice(0, -'.mdx'.length) : undefined;
    if (name === undefined || (chosen.length > 0 && !chosen.includes(name))) return;
    waiting.add(name);
    // Editors save in several steps.
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(runWaiting);
    }, 80);
  });
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  await last;
  process.exit(0);
}

const newCommand = (): Command =>
  new Command('new')
    .description('write a notebook to begin with, which passes as it stands, and its lock')
    .argument('<name>', 'its name and address: small letters, digits, hyphens')
    .addHelpText(
      'after',
      '\n--build and --notebooks are as of lem notebooks.\n\nExamples:\n  lem notebooks new caps\n  lem notebooks caps --watch',
    )
    .action(async (name: string, _: object, command: Command) => {
      const { report, files } = await newNotebook(name, places(command.optsWithGlobals<FolderFlags>()));
      print(report);
      for (const file of files) console.log(`wrote ${relative(process.cwd(), file)}`);
      console.log(`Next: write it, with \`lem notebooks ${name} --watch\` beside you; lock it with \`lem notebooks ${name} --update\`.`);
    });

export function notebooksCommand(): Command {
  return new Command('notebooks')
    .description('run the notebooks over data/build and hold them against their locks')
    .usage('[options] [name...]\n       lem notebooks new <name>')
    .argument('[name...]', 'notebooks, by the names of their files (default: all)')
    .option('--update', 'lock what they answer now')
    .option('--watch', 'run a notebook whenever it is saved')
    .option('--build <folder>', 'the compiled folder (default: data/build)')
    .option('--notebooks <folder>', `where they are (default: ${NOTEBOOKS})`)
    .option('--json', 'print the reports as JSON')
    .addHelpText(
      'after',
      `
Examples:
  lem notebooks                      run all, compare with their locks
  lem notebooks lineages             run one
  lem notebooks lineages --watch     run it whenever it is saved
  lem notebooks lineages --update    lock its rows, once they are right
  lem notebooks new caps             a notebook to begin with

A notebook is ${NOTEBOOKS}/<name>.mdx; its lock, <name>.lock.json beside it, holds the rows of its cells. Numbers are compared to 12
significant digits. A notebook of scope published stops the build where its rows are not the locked ones; one of scope all says so
on its page.

Exit code 1 where a notebook cannot be run, or one of scope published has other rows than its lock or no lock.`,
    )
    .action(async (chosen: string[], flags: NotebookFlags) => {
      await run(chosen, flags);
      if (flags.watch) await runOnSave(chosen, flags);
    })
    .addCommand(newCommand());
}
