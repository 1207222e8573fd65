import { Command } from 'commander';
import { printable } from '../records/index.ts';
import { type Rescored, type RescoreOptions, rescoreFile } from '../rescore.ts';
import { colors } from './colors.ts';
import { eachFile, points, printJson } from './report.ts';

interface RescoreFlags extends RescoreOptions {
  json?: boolean;
}

function print({ file, to, responses, older, corrected, averages, outcome }: Rescored): void {
  const where = to === file ? '' : `: ${printable(to)}`;
  console.log(`${colors.bold(printable(file))}  ${outcome}${where}`);
  console.log(`  ${responses} responses; ${older} were scored by an older scorer, ${corrected.length} were not what their text gives`);
  for (const { condition, before, after } of averages)
    console.log(`  ${condition}: ${before === null ? 'no average stated' : points(before)} -> ${points(after)}`);
  for (const { line, probe_id, condition, wrong } of corrected)
    console.log(`  ${colors.yellow('corrected')} ${printable(file)}:${line}: ${probe_id}, ${condition}: ${wrong.join('; ')}`);
}

export function rescoreCommand(): Command {
  return new Command('rescore')
    .description('score every response of run files again with the v2 scorer, keeping the old scores')
    .argument('<file...>', 'run files with scores of any version')
    .option('--in-place', 'rewrite the files themselves; else NAME.v2.jsonl is written beside NAME.jsonl')
    .option('--dry-run', 'say what would change, write nothing')
    .option('--json', 'print the reports as JSON')
    .addHelpText(
      'after',
      `
Examples:
  lem rescore --dry-run old-run.jsonl
  lem rescore old-run.jsonl                      writes old-run.v2.jsonl
  lem rescore --in-place data/runs/my-run.jsonl  and its manifest's checksum

The old score stays in each result as lek_score_v1, its counts as heuristic_v1; the summary is made anew, what it stated stays under
"stated". Texts, unknown fields and lines that are right stay as they are. Files are replaced whole or not at all. A run with a
manifest is only rewritten in place.`,
    )
    .action(async (files: string[], { json, ...options }: RescoreFlags) => {
      const reports: Rescored[] = [];
      await eachFile(
        files,
        'scoring',
        (file) => rescoreFile(file, options),
        (report) => {
          reports.push(report);
          if (!json) print(report);
        },
      );
      if (json) printJson(reports);
    });
}
