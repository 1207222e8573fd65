import { relative, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type CompileOptions, projectFolders, readManifest } from '../compile/index.ts';
import { inProject, project } from '../project.ts';
import { day, InputError } from '../records/index.ts';
import { type Released, release } from '../release/index.ts';
import { verify } from '../verify.ts';
import { printJson, progress, progressDone, table } from './report.ts';

interface ReleaseFlags {
  date: string;
  data?: string;
  build?: string;
  releases: string;
  citation: string;
  dryRun?: boolean;
  json?: boolean;
}

function dayOf(text: string): string {
  if (!day.safeParse(text).success) throw new InvalidArgumentError('A date is a day, such as 2026-11-24.');
  return text;
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** A release is of what is compiled, and that has to be what the data are now. */
async function manifestOf(options: CompileOptions) {
  const { faults } = await verify(options);
  const manifest = readManifest(options.out);
  if (faults.length > 0 || !manifest)
    throw new InputError({
      file: options.out,
      what: `it cannot be released: ${faults.join(' ')}`.replace(/\.$/, ''),
      todo: 'Mend it first.',
    });
  return manifest;
}

function print({ record, file, citationChanges, written }: Released, citation: string): void {
  const { version, date, tables, means, comparisons, data_sha256 } = record;
  console.log(
    table([
      ['release', version],
      ['date', date],
      ['data', data_sha256],
      ['tables', String(tables.length)],
      ['means', String(means.length)],
      ['comparisons', String(comparisons.length)],
    ]),
  );
  const paths = [file, ...(citationChanges ? [citation] : [])].map((path) => relative(process.cwd(), path));
  console.log(`\n${written ? 'wrote' : 'would write'} ${paths.join(' and ')}`);
}

export function releaseCommand(): Command {
  return new Command('release')
    .description('record the compiled data as the release that package.json names: data/releases/<version>.json, CITATION.cff')
    .option('--date <day>', 'day of the release', dayOf, today())
    .option('--data <folder>', 'where published/ and runs/ are (default: data)')
    .option('--build <folder>', 'the compiled folder (default: data/build)')
    .addOption(new Option('--releases <folder>', 'where the records are').default(inProject('data/releases'), 'data/releases'))
    .addOption(new Option('--citation <file>', 'the citation file to bring up to date').default(inProject('CITATION.cff'), 'CITATION.cff'))
    .option('--dry-run', 'say what would be written, write nothing')
    .option('--json', 'print the report, with the whole record, as JSON')
    .addHelpText(
      'after',
      `
Examples:
  lem release --dry-run
  lem release --date 2026-11-24

It verifies the build first. A release that is there is never written over.`,
    )
    .action(async ({ date, data, build, releases, citation, dryRun, json }: ReleaseFlags) => {
      const folders = projectFolders();
      const options = {
        ...folders,
        ...(data ? { data: resolve(data) } : {}),
        ...(build ? { out: resolve(build) } : {}),
        onProgress: progress,
      };
      const manifest = await manifestOf(options);
      const made = await release({
        build: options.out,
        manifest,
        releases: resolve(releases),
        citation: resolve(citation),
        version: project.version,
        date,
        dryRun: dryRun ?? false,
      });
      progressDone();
      if (json) printJson(made);
      else print(made, resolve(citation));
    });
}
