import { Command, CommanderError } from 'commander';
import { abCommand } from './cli/ab.ts';
import { buildCommand } from './cli/build.ts';
import { compareCommand } from './cli/compare.ts';
import { compileCommand } from './cli/compile.ts';
import { doctorCommand } from './cli/doctor.ts';
import { importCommand } from './cli/import.ts';
import { modelCommand } from './cli/model.ts';
import { notebooksCommand } from './cli/notebooks.ts';
import { releaseCommand } from './cli/release.ts';
import { rephraseCommand } from './cli/rephrase.ts';
import { complain } from './cli/report.ts';
import { rescoreCommand } from './cli/rescore.ts';
import { scoreCommand } from './cli/score.ts';
import { startCommand } from './cli/start.ts';
import { summaryCommand } from './cli/summary.ts';
import { verifyCommand } from './cli/verify.ts';
import { Failure } from './failure.ts';
import { project } from './project.ts';

/** Exit codes of every command: done, failed, wrong use. */
const DONE = 0;
const FAILED = 1;
const WRONG_USE = 2;

function program(): Command {
  const lem = new Command('lem')
    .description('The LEM benchmark, offline: compile the data, score texts, verify every figure, serve the site.')
    .version(project.version, '-V, --version', 'print the version')
    .showSuggestionAfterError(true)
    .helpCommand('help [command]', 'show help for a command')
    .addHelpText(
      'after',
      `
Examples:
  lem compile                 data/ -> data/build/ (Parquet, DuckDB, manifest)
  lem verify                  score everything again, check every checksum
  lem score answer.txt        fourteen signals and the score of a text
  lem import ../LEM           the texts behind the published figures, from your own checkout
  lem summary run.jsonl       averages, differences and domains of a run
  lem start --open            compile, verify, build and serve the site

Exit codes: 0 done, 1 failed, 2 wrong use.`,
    );
  for (const command of [
    startCommand,
    compileCommand,
    verifyCommand,
    buildCommand,
    scoreCommand,
    abCommand,
    importCommand,
    summaryCommand,
    compareCommand,
    rescoreCommand,
    modelCommand,
    notebooksCommand,
    rephraseCommand,
    releaseCommand,
    doctorCommand,
  ])
    lem.addCommand(command());
  // Each command of its own: exitOverride and output settings are not inherited by commands that are added ready-made.
  for (const command of [lem, ...lem.commands.flatMap((command) => [command, ...command.commands])])
    command.exitOverride().configureHelp({ sortOptions: false });
  return lem;
}

// A reader that has seen enough (`lem score run.jsonl | head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(DONE);
  throw error;
});

/** Runs the command line; returns the exit code. `argv` is as of `process.argv`. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(argv as string[]);
    // A command that looked and found something wrong says so by `process.exitCode`.
    return Number(process.exitCode ?? DONE);
  } catch (error) {
    // Commander has printed its own words already; help and version come as errors with exit code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USE;
    complain(error);
    return error instanceof Failure ? error.exitCode : FAILED;
  }
}
