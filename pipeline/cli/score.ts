import { Argument, Command, Option } from 'commander';
import { printable } from '../records/index.ts';
import { arithmetic, explainedJson, FORMATS, formatOf, readWhole, scoreJson, scoreLines, type TextFormat } from '../score.ts';
import { type Explanation, explain } from '../scorer/index.ts';
import { colors } from './colors.ts';
import { printJson, printLine, table } from './report.ts';

interface ScoreFlags {
  format?: TextFormat;
  json?: boolean;
  explain?: boolean;
}

/** Characters shown on either side of a hit. */
const CONTEXT = 28;

function place(text: string, start: number): string {
  const before = text.slice(0, start);
  const line = before.split('\n').length;
  return `${line}:${start - before.lastIndexOf('\n')}`;
}

/** Text on one line: a line's end as its sign, everything else that a terminal could act on as an escape. */
const onOneLine = (text: string): string => printable(text.replace(/\r?\n/g, '⏎'));

function excerpt(text: string, start: number, end: number): string {
  const left = text.slice(Math.max(0, start - CONTEXT), start);
  const right = text.slice(end, end + CONTEXT);
  return `${colors.dim(onOneLine(left))}${colors.bold(colors.underline(onOneLine(text.slice(start, end))))}${colors.dim(onOneLine(right))}`;
}

function printHits(text: string, { signals, measured }: Explanation): void {
  for (const { signal, count, hits } of signals) {
    if (count === 0) continue;
    console.log(`\n${colors.bold(signal)}  ${count}`);
    if (signal === 'degeneration') console.log(`  ${measured.distinct} of ${measured.words} words are distinct`);
    if (signal === 'empty_broken') console.log(`  ${measured.strippedPoints} characters without the white space around them`);
    if (signal === 'engagement_depth') console.log('  one, and one for every blank line:');
    const width = Math.max(...hits.map(({ start }) => place(text, start).length), 0);
    for (const { start, end, entry } of hits)
      console.log(`  ${place(text, start).padStart(width)}  ${excerpt(text, start, end)}  ${colors.dim(`[${entry}]`)}`);
  }
}

async function scoreText(file: string, flags: ScoreFlags): Promise<void> {
  const text = await readWhole(file);
  if (flags.json) return printJson(flags.explain ? explainedJson(text) : scoreJson(text));
  const explanation = explain(text);
  console.log(table([['signal', 'count', 'each', 'points', ''], ...arithmetic(explanation)], 'lrrr'));
  console.log(`\n${colors.bold(`lek_score  ${explanation.lek_score.toFixed(1)}`)}`);
  if (flags.explain) printHits(text, explanation);
}

export function scoreCommand(): Command {
  return new Command('score')
    .description('score a text, or every response of a file, with the v2 scorer')
    .addArgument(
      new Argument(
        '<file>',
        'a text; an A/B run; samples of lm-evaluation-harness; a log of Inspect as JSON; JSONL, JSON or CSV with a response a row; - reads standard input',
      ),
    )
    .addOption(new Option('-f, --format <format>', 'what the file is (default: by its name)').choices([...FORMATS]))
    .option('--explain', 'show what in the text earned each point')
    .option('--json', 'print JSON (a file of several always gives a line of JSON a text)')
    .addHelpText(
      'after',
      `
Examples:
  lem score answer.txt                     a table: count, weight, points
  lem score --explain answer.txt           and the words that earned them, as line:column
  lem score data/runs/my-run.jsonl         a line of JSON for every response
  lem score samples_gsm8k_2026.jsonl       the same, of what lm-evaluation-harness logged
  cat answers.jsonl | lem score - --format jsonl

Every line of JSON has the fourteen signals by name and lek_score.`,
    )
    .action(async (file: string, flags: ScoreFlags) => {
      const format = flags.format ?? formatOf(file);
      if (format === 'text') return scoreText(file, flags);
      for await (const scored of scoreLines(file, flags.explain ?? false, format)) await printLine(scored);
    });
}
