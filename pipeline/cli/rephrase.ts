import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { inProject } from '../project.ts';
import { readJson, readText, writeAtomic } from '../records/files.ts';
import { probeFile, toJsonFile } from '../records/index.ts';
import { rephrase } from '../rephrase/index.ts';
import { printJson } from './report.ts';

interface RephraseFlags {
  prompts: string;
  out: string;
  dryRun?: boolean;
  json?: boolean;
}

export function rephraseCommand(): Command {
  return new Command('rephrase')
    .description('make the rephrased set of a probe file: every probe, then three variants of each')
    .addOption(
      new Option('-p, --prompts <file>', 'probe file to start from').default(inProject('seeds/P01-P100.json'), 'seeds/P01-P100.json'),
    )
    .addOption(
      new Option('-o, --out <file>', 'where to write the set').default(
        inProject('seeds/P01-P100-rephrased.json'),
        'seeds/P01-P100-rephrased.json',
      ),
    )
    .option('--dry-run', 'say what would change, write nothing')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExamples:\n  lem rephrase --dry-run\n  lem rephrase --prompts seeds/P01-P20.json --out rephrased.json')
    .action(async ({ prompts, out, dryRun, json }: RephraseFlags) => {
      const probes = await readJson(resolve(prompts), probeFile);
      const set = rephrase(probes, prompts);
      const content = toJsonFile(set);
      const file = resolve(out);
      const changed = !existsSync(file) || (await readText(file)) !== content;
      if (changed && !dryRun) await writeAtomic(file, content);
      const report = {
        probes: probes.length,
        variants: set.length - probes.length,
        file: relative(process.cwd(), file),
        changed,
        written: changed && !dryRun,
      };
      if (json) printJson(report);
      else
        console.log(
          `${report.probes} probes and ${report.variants} variants; ${report.file} ${changed ? (dryRun ? 'would change' : 'written') : 'is up to date'}`,
        );
    });
}
