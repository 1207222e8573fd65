import { relative } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type AbOptions,
  type ConditionFigures,
  countsOf,
  type Finished,
  figuresOf,
  kernelArgument,
  type Plan,
  responses,
  runAb,
  warnings,
} from '../ab/index.ts';
import { AB_DEFAULTS } from '../ab/options.ts';
import { KEY } from '../engine/index.ts';
import { Failure } from '../failure.ts';

import { InputError } from '../records/index.ts';
import { abProgress, duration, planText } from './ab-progress.ts';
import { colors } from './colors.ts';
import { decimal, wholeNumber } from './numbers.ts';
import { printJson, progressDone, table } from './report.ts';

type AbFlags = Omit<AbOptions, 'kernels' | 'probes' | 'template'> & {
  kernel: { name: string; file: string }[];
  probe: string[];
  templateArgs: Record<string, unknown>;
  dryRun?: boolean;
  json?: boolean;
  verbose?: boolean;
};

/** An argument that is given again and again, read each time. */
const each =
  <T>(read: (text: string) => T) =>
  (text: string, before: T[] = []): T[] => {
    try {
      return [...before, read(text)];
    } catch (error) {
      if (error instanceof InputError) throw new InvalidArgumentError(`${error.what}. ${error.todo}`);
      throw error;
    }
  };

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new InvalidArgumentError('It must be a JSON object, for example \'{"enable_thinking": false}\'.');
}

const fixed = (n: number | null): string => (n === null ? '' : n.toFixed(2));
const signed = (n: number): string => `${n > 0 ? '+' : ''}${n.toFixed(2)}`;
const between = (low: number | null, high: number | null, show: (n: number) => string): string =>
  low === null || high === null ? '' : `${show(low)} to ${show(high)}`;

/** p as it is read: three decimals, and below 0.001 said so. */
const pText = (p: number | null): string => (p === null ? '' : p < 0.001 ? '< 0.001' : p.toFixed(3));

function conditionRow({
  name,
  average,
  low,
  high,
  against,
  improved,
  regressed,
  unchanged,
  cut,
  run_on,
  failed,
  refused,
}: ConditionFigures): string[] {
  const compared = against
    ? [
        signed(against.mean),
        between(against.low, against.high, signed),
        pText(against.p),
        String(improved),
        String(regressed),
        String(unchanged),
      ]
    : ['', '', '', '', '', ''];
  return [name, fixed(average), between(low, high, fixed), ...compared, String(cut), String(run_on), String(failed + refused)];
}

const HEAD = ['condition', 'average', '95 %', 'delta', '95 %', 'p', 'improved', 'regressed', 'unchanged', 'cut', 'run on', 'missing'];

function printTables({ journal, summary }: Finished): void {
  const figures = figuresOf(journal, summary);
  console.log(table([HEAD, ...figures.map(conditionRow)], 'lrrrrrrrrrrr'));
  const names = figures.map(({ name }) => name);
  const rows = Object.entries(summary.categories).map(([category, means]) => [
    category,
    ...names.map((name) => fixed(means[name] ?? null)),
  ]);
  console.log(`\n${table([['domain', ...names], ...rows], `l${'r'.repeat(names.length)}`)}`);
}

function report(finished: Finished): Record<string, unknown> {
  const { journal, files, asked, written, summary, manifest } = finished;
  return {
    run_id: manifest.run_id,
    finished: true,
    asked,
    written,
    reproducibility: manifest.reproducibility,
    conditions: figuresOf(journal, summary),
    domains: summary.categories,
    warnings: manifest.notes ?? [],
    files: { jsonl: files.jsonl, manifest: files.manifest, journal: files.journal },
    sha256: manifest.jsonl.sha256,
  };
}

function printFinished(finished: Finished): void {
  const { journal, files, asked, summary, manifest } = finished;
  if (asked === 0) console.log(`${manifest.run_id} is finished: every response is there`);
  console.log('');
  printTables(finished);
  for (const warning of warnings(journal.conditions, countsOf(journal), journal.header.settings.max_tokens))
    console.log(colors.yellow(warning));
  const seconds = Number.parseInt(summary.duration, 10);
  console.log(`\n${relative(process.cwd(), files.jsonl)}  ${duration(seconds)} in all, reproducibility: ${manifest.reproducibility}`);
}

const isPlan = (result: Finished | Plan): result is Plan => 'ahead' in result;

/** Two signals within so many milliseconds are one. */
const TWICE = 700;

/** Ends a run at the first Ctrl-C, keeping what was answered; at the second at once. */
function stoppable(): { signal: AbortSignal; done(): void } {
  const stopping = new AbortController();
  let first = 0;
  const stop = () => {
    if (stopping.signal.aborted) {
      // One Ctrl-C may come twice: from the terminal, and from the npm or the older Node that started us.
      if (performance.now() - first > TWICE) process.exit(130);
      return;
    }
    first = performance.now();
    progressDone();
    const reason = new Failure('Stopped', 'What was answered is kept: the same command goes on.', { exitCode: 130 });
    stopping.abort(reason);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, stop);
  return {
    signal: stopping.signal,
    done: () => {
      for (const name of signals) process.off(name, stop);
    },
  };
}

async function ab({ kernel, probe, templateArgs, dryRun, json, verbose, ...flags }: AbFlags): Promise<void> {
  const options: AbOptions = { ...flags, kernels: kernel, probes: probe, template: templateArgs };
  const { signal, done } = stoppable();
  try {
    const result = await runAb(options, abProgress(json ?? false, verbose ?? false), { signal, dryRun: dryRun ?? false });
    progressDone();
    if (json) printJson(isPlan(result) ? result : report(result));
    else if (isPlan(result)) console.log(planText(result));
    else printFinished(result);
    if (isPlan(result)) return;
    const missing = (result.manifest.failures ?? []).length;
    if (missing === 0) return;
    process.exitCode = 1;
    console.error(`${responses(missing)} missing; the same command with --retry-failed asks them again`);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    done();
  }
}

export function abCommand(): Command {
  return new Command('ab')
    .description('ask a model every probe, alone and under each kernel, score the answers, write the run')
    .option('-m, --model <model>', "folder of a model, or its id on the hub; with --endpoint the model's name there")
    .option(
      '--endpoint <url>',
      `a server that speaks the OpenAI protocol, instead of a model started here (its key: ${KEY} in the environment)`,
    )
    .addOption(new Option('--adapter <folder>', 'an adapter that is not fused into the model').conflicts('endpoint'))
    .option('--model-info <file>', 'says what the model is, in the form of lem-model.json')
    .addOption(
      new Option('-k, --kernel <name=file>', 'a condition and its kernel; give one for each')
        .argParser(each(kernelArgument))
        .default([], 'none'),
    )
    .addOption(new Option('-p, --prompts <file>', 'probe file').default(AB_DEFAULTS.prompts, 'seeds/P01-P100.json'))
    .option('-o, --output <file>', 'run file, ending in .jsonl (default: data/runs/<model>.<set>.jsonl)')
    .addOption(new Option('--max-tokens <n>', 'new tokens at most').argParser(wholeNumber(1)).default(AB_DEFAULTS.maxTokens))
    .addOption(
      new Option('-c, --concurrency <n>', 'questions asked at once; 1 repeats to the letter, more is faster')
        .argParser(wholeNumber(1, 1024))
        .default(AB_DEFAULTS.concurrency),
    )
    .addOption(new Option('--temperature <t>', '0 is greedy').argParser(decimal({ least: 0, most: 5 })).default(AB_DEFAULTS.temperature))
    .addOption(
      new Option('--top-p <p>', 'draw from the likeliest tokens of this share')
        .argParser(decimal({ above: 0, most: 1 }))
        .default(AB_DEFAULTS.topP, 'left out'),
    )
    .addOption(
      new Option('--seed <n>', 'decides every draw, above temperature 0').argParser(wholeNumber(0, 2 ** 31 - 1)).default(AB_DEFAULTS.seed),
    )
    .addOption(
      new Option('--samples <n>', 'answers to each probe in each condition').argParser(wholeNumber(1, 1000)).default(AB_DEFAULTS.samples),
    )
    .addOption(new Option('--probe <id>', 'ask this probe alone; give one for each').argParser(each((text) => text)).default([], 'all'))
    .addOption(new Option('--limit <n>', 'ask the first n probes').argParser(wholeNumber(1)))
    .option('--no-baseline', 'leave the probes alone, without a kernel, out')
    .addOption(new Option('--baseline-only', 'ask the probes alone, without any kernel').conflicts(['kernel', 'baseline']))
    .addOption(
      new Option('--template-args <json>', 'arguments of the chat template, a JSON object').argParser(jsonObject).default({}, 'none'),
    )
    .option('--retry-failed', 'ask again what failed before', false)
    .addOption(new Option('--max-failures <n>', 'stop at so many failures').argParser(wholeNumber(1)).default(AB_DEFAULTS.maxFailures))
    .addOption(
      new Option('--stall <seconds>', 'a server without a sign of life for so long is dead').argParser(wholeNumber(1)).default(600),
    )
    .option('--force', 'put a run that was begun aside and begin anew', false)
    .option('--dry-run', 'say what is ahead, ask only a few pilot questions, write nothing')
    .option('--json', 'print the result as JSON')
    .option('--verbose', "show the model server's log")
    .addHelpText(
      'after',
      `
Examples:
  lem ab --model models/smollm2-135m --kernel json=kernel/axioms-compact.json --kernel txt=kernel/lek-1-kernel.txt
  lem ab --model models/smollm2-135m --baseline-only --limit 5 --max-tokens 96 --output data/runs/try.jsonl
  lem ab --endpoint http://localhost:8000/v1 --model qwen-7b --concurrency 32 --kernel json=kernel/axioms-compact.json
  lem ab ... --dry-run                     tokens, whether they fit, how long it will take

Stopped at any moment, the same command goes on where it was. A finished run takes a further --kernel.
Exit codes: 0 done, 1 failed or responses are missing, 2 wrong use, 130 stopped.`,
    )
    .action((flags: AbFlags, command: Command) => {
      if (flags.model === undefined && flags.endpoint === undefined)
        command.error('error: no model is named: give --model FOLDER, --model ID or --endpoint URL');
      return ab(flags);
    });
}
