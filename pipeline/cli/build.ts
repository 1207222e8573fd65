import { Command, InvalidArgumentError } from 'commander';
import { buildSite, type SiteOptions } from '../site.ts';
import { progress, progressDone, seconds } from './report.ts';

export function basePath(text: string): string {
  if (!/^\/[\w./~-]*$/.test(text)) throw new InvalidArgumentError('A base begins with a slash, for example /LEM.');
  return text;
}

/** Builds the site and says how long it took. */
export async function buildAndReport(options: SiteOptions): Promise<void> {
  const began = performance.now();
  progress('building the site');
  const search = await buildSite(options);
  progressDone();
  console.log(`built the site in ${seconds(began)}: dist/`);
  console.log(
    `search: ${search.pages} pages and ${search.scores.toLocaleString('en')} scores in ${(search.spent / 1000).toFixed(1)} s, ${(search.bytes / 1e6).toFixed(1)} MB`,
  );
}

export function buildCommand(): Command {
  return new Command('build')
    .description('build the site from data/build into dist/')
    .option('--base <path>', 'sub-path the site stands under', basePath, '/')
    .option('--verbose', "show the site builder's own log")
    .addHelpText(
      'after',
      "\nExamples:\n  lem build\n  lem build --base /LEM      for a host that serves it under /LEM\n\nSITE_URL, where set, is the site's own address.",
    )
    .action((options: SiteOptions) => buildAndReport(options));
}
