import { resolve } from 'node:path';
import { Command } from 'commander';
import { projectFolders } from '../compile/index.ts';
import { verify } from '../verify.ts';
import { colors } from './colors.ts';
import { printJson, progress, progressDone } from './report.ts';

interface VerifyFlags {
  data?: string;
  build?: string;
  fresh?: boolean;
  json?: boolean;
}

const count = (value: number): string => value.toLocaleString('en');

/** Verifies and prints what was checked; true where everything holds. */
export async function verifyAndReport({ data, build, fresh, json }: VerifyFlags): Promise<boolean> {
  const folders = projectFolders();
  const report = await verify({
    ...folders,
    ...(data ? { data: resolve(data) } : {}),
    ...(build ? { out: resolve(build) } : {}),
    onProgress: progress,
    fresh: fresh ?? false,
  });
  progressDone();
  const { checks, faults, build: built } = report;
  if (json) printJson(report);
  else {
    console.log(
      `${count(checks.scores)} published scores follow from their counts; ${checks.averages} stated averages from their rows, but for ${checks.disagreements} known disagreements`,
    );
    if (checks.runs > 0)
      console.log(
        `${count(checks.responses)} responses of ${checks.runs} run${checks.runs === 1 ? '' : 's'} earn their score from their text`,
      );
    if (faults.length === 0)
      console.log(
        `${built.files} files of the build have their checksum; the rows of ${built.tables} tables are the manifest's; data ${report.data_sha256.slice(0, 16)}`,
      );
    for (const fault of faults) console.error(`${colors.red('error')} ${fault}`);
  }
  return faults.length === 0;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('read and score everything again, and hold data/build against it, checksums and rows')
    .option('--data <folder>', 'where published/ and runs/ are (default: data)')
    .option('--build <folder>', 'the compiled folder (default: data/build)')
    .option('--fresh', 'work out every interval again too, trusting none that was kept')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExamples:\n  lem verify\n  lem verify --json\n\nExit code 1 where anything does not hold.')
    .action(async (flags: VerifyFlags) => {
      if (!(await verifyAndReport(flags))) process.exitCode = 1;
    });
}
