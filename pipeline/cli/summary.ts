import { Command } from 'commander';
import { printable } from '../records/index.ts';
import { type ConditionSummary, type RunSummary, summariseFile, writeSummary } from '../summary.ts';
import { colors } from './colors.ts';
import { between, eachFile, points, printJson, probability, table } from './report.ts';

interface SummaryFlags {
  write?: boolean;
  json?: boolean;
}

const HEAD = [
  'condition',
  'average',
  '95 % interval',
  'delta',
  '95 % interval',
  'p',
  'improved',
  'regressed',
  'unchanged',
  'cut',
  'run-on',
  'failed',
];

/** The conditions of a run, a row each. */
export function conditionsTable(conditions: readonly ConditionSummary[]): string {
  const rows = conditions.map((of) => [
    of.condition,
    points(of.average),
    between(of.low, of.high),
    of.delta === null ? '' : points(of.delta, true),
    of.delta === null ? '' : between(of.delta_low, of.delta_high),
    of.delta === null ? '' : probability(of.p),
    ...(of.condition === 'baseline' ? ['', '', ''] : [of.improved, of.regressed, of.unchanged].map(String)),
    of.cut === null ? '?' : String(of.cut),
    String(of.run_on),
    String(of.failed),
  ]);
  return table([HEAD, ...rows], 'lrlrlrrrrrrr');
}

/** The mean of each condition by domain. */
export function domainsTable({ conditions, domains }: Pick<RunSummary, 'conditions' | 'domains'>): string {
  const names = conditions.map(({ condition }) => condition);
  const rows = domains.map(({ domain, probes, averages }) => [
    printable(domain),
    String(probes),
    ...names.map((name) => (averages[name] === undefined ? '' : points(averages[name]))),
  ]);
  return table([['domain', 'probes', ...names], ...rows], `lr${'r'.repeat(names.length)}`);
}

function print(summary: RunSummary): void {
  const { file, run_id, model, state, probes, max_tokens, half_written, wrong, written } = summary;
  const facts = [
    run_id ?? 'no manifest',
    ...(model === null ? [] : [printable(model)]),
    `${probes} probes`,
    ...(max_tokens === null ? [] : [`at most ${max_tokens.toLocaleString('en')} new tokens`]),
    state === 'finished' ? 'finished' : 'interrupted: no summary line',
  ];
  console.log(`${colors.bold(printable(file))}\n${facts.join(' · ')}\n`);
  console.log(conditionsTable(summary.conditions));
  console.log(`\n${domainsTable(summary)}`);
  if (half_written !== null) console.log(`\nLine ${half_written} is half-written and not counted.`);
  if (written) console.log('\nThe summary line was written anew.');
  for (const fault of wrong) console.log(`\n${colors.yellow('summary line')} ${fault}`);
  if (wrong.length > 0) console.log('\n"lem summary --write" writes the summary line anew.');
}

export function summaryCommand(): Command {
  return new Command('summary')
    .description('sum up run files from their lines: averages, differences to the baseline, domains')
    .argument('<file...>', 'run files, finished or interrupted')
    .option('--write', 'write the summary line of a finished run anew where it is not what the lines give')
    .option('--json', 'print the summaries as JSON')
    .addHelpText(
      'after',
      `
Examples:
  lem summary data/runs/my-run.jsonl
  lem summary data/runs/*.jsonl --json
  lem summary --write data/runs/my-run.jsonl

Every score is proved from its text first. delta is the difference of the two rounded averages, its interval and p those of the
paired difference, for this test alone. improved and regressed count probes that changed by more than half a point. cut (?: the file
does not say why responses ended) and run-on count responses stopped at the token limit, and those that hold a literal end-of-turn token.

--write replaces the line atomically, keeps what it stated before under "stated", and brings the checksum in the manifest up to date.
A run without a summary line was interrupted; it gets none, since that would call it finished.

Exit code 1 where a summary line is not what its lines give.`,
    )
    .action(async (files: string[], { write, json }: SummaryFlags) => {
      const summaries: RunSummary[] = [];
      await eachFile(files, 'reading', write ? writeSummary : summariseFile, (summary) => {
        if (!json && summaries.length > 0) console.log('\n');
        summaries.push(summary);
        if (!json) print(summary);
      });
      if (json) printJson(summaries);
      if (summaries.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
    });
}
