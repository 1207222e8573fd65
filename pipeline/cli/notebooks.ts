import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { projectFolders } from '../compile/index.ts';
import { Failure } from '../failure.ts';
import { NOTEBOOKS, notebookNames } from '../notebooks/files.ts';
import { differenceText } from '../notebooks/lock.ts';
import { breaks, checkNotebook, type NotebookReport } from '../notebooks.ts';
import { inProject } from '../project.ts';
import { colors } from './colors.ts';
import { eachFile, printJson } from './report.ts';

interface NotebookFlags {
  update?: boolean;
  json?: boolean;
  build?: string;
  notebooks?: string;
}

const STATES: Record<NotebookReport['lock'], string> = {
  same: colors.green('same as locked'),
  changed: colors.red('changed'),
  none: colors.yellow('not locked'),
  written: colors.green('locked'),
};

function print({ name, scope, cells, answer, lock, differences, other_data }: NotebookReport): void {
  const rows = cells.reduce((sum, each) => sum + each.rows, 0);
  console.log(`${colors.bold(name)}  ${cells.length} cells, ${rows.toLocaleString('en')} rows, ${scope}: ${STATES[lock]}`);
  console.log(`  ${answer}`);
  for (const difference of differences) console.log(`  ${colors.yellow('differs')} ${differenceText(difference)}`);
  if (other_data && lock === 'same') console.log('  The data are not those that were locked; its rows are.');
}

export function notebooksCommand(): Command {
  return new Command('notebooks')
    .description('run the notebooks over data/build and hold them against their locks')
    .argument('[name...]', 'notebooks, by the names of their files (default: all)')
    .option('--update', 'lock what they answer now')
    .option('--json', 'print the reports as JSON')
    .option('--build <folder>', 'the compiled folder (default: data/build)')
    .option('--notebooks <folder>', `where they are (default: ${NOTEBOOKS})`)
    .addHelpText(
      'after',
      `
Examples:
  lem notebooks                    run all, compare with their locks
  lem notebooks lineages --update  lock the rows of one

Exit code 1 where a notebook cannot be run, or one of scope published has other rows than its lock.`,
    )
    .action(async (chosen: string[], { update, json, build, notebooks }: NotebookFlags) => {
      const folder = notebooks ? resolve(notebooks) : inProject(NOTEBOOKS);
      const database = join(build ? resolve(build) : projectFolders().out, 'lem.duckdb');
      const names = notebookNames(folder);
      const unknown = chosen.find((name) => !names.includes(name));
      if (unknown) throw new Failure(`There is no notebook ${unknown}`, `There are ${names.join(', ') || 'none'}.`, { exitCode: 2 });
      const reports: NotebookReport[] = [];
      await eachFile(
        chosen.length > 0 ? chosen : names,
        'running',
        (name) => checkNotebook(name, { folder, database, update: update ?? false }),
        (report) => {
          reports.push(report);
          if (!json) print(report);
        },
      );
      if (json) printJson(reports);
      if (reports.some(breaks)) process.exitCode = 1;
    });
}
