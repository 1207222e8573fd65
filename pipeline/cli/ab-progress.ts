import { averageSoFar, countsOf, type Journal, type Plan, type Response, responses, scoreOf, type Watcher, warnings } from '../ab/index.ts';
import { printable } from '../records/index.ts';
import { colors } from './colors.ts';
import { progress, progressDone, table } from './report.ts';

/** Seconds as `2h 05m`, `4m 10s`, `9 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  if (whole >= 3600) return `${Math.floor(whole / 3600)}h ${two(Math.floor((whole % 3600) / 60))}m`;
  return whole >= 60 ? `${Math.floor(whole / 60)}m ${two(whole % 60)}s` : `${whole} s`;
}

/** Between two lines of a log, where nobody watches a terminal, in milliseconds. */
const LOG_EVERY = 60_000;

const count = (n: number | null): string => (n === null ? '?' : n.toLocaleString('en'));

/** What is ahead, as a table with a sentence under it. */
export function planText({ run_id, kept, ahead, seconds, measured_by, context, conditions, warnings: cautions }: Plan): string {
  const rows = ahead.map(({ condition, responses, prompt_tokens, shared_tokens, longest_prompt, new_tokens }) => [
    condition,
    conditions.find(({ name }) => name === condition)?.placement ?? '',
    count(responses),
    count(prompt_tokens),
    count(shared_tokens),
    count(longest_prompt),
    count(new_tokens),
  ]);
  const head = ['condition', 'kernel in', 'responses', 'prompt tokens', 'of them shared', 'longest', 'new tokens at most'];
  const lines = [
    `${run_id}: ${responses(kept)} there, ${count(ahead.reduce((sum, of) => sum + of.responses, 0))} to ask`,
    table([head, ...rows], 'llrrrrr'),
    context === null ? 'the context of the model is not known' : `every prompt fits the context of ${count(context)} tokens`,
    ...(seconds === null
      ? []
      : [`about ${duration(seconds)} at most, by ${measured_by === 'answers' ? 'the answers that are there' : 'a pilot'}`]),
    ...cautions.map((caution) => colors.yellow(caution)),
  ];
  return lines.join('\n');
}

/** Shows a run as it goes: on a terminal one line that is replaced; else a line a minute. */
export function abProgress(json: boolean, verbose: boolean): Watcher {
  const terminal = process.stderr.isTTY === true;
  const print = (line: string) => {
    progressDone();
    console.error(line);
  };
  let total = 0;
  let had = 0;
  let began = 0;
  let lastLog = 0;
  let width = 0;
  let told = new Set<string>();

  const tell = (journal: Journal) => {
    const { conditions, header } = journal;
    for (const warning of warnings(conditions, countsOf(journal), header.settings.max_tokens)) {
      // Once for each condition and kind, not at each new figure.
      const kind = warning.replace(/\d+/g, '');
      if (!told.has(kind)) print(colors.yellow(warning));
      told.add(kind);
    }
  };

  const status = (response: Response, journal: Journal): string => {
    const seconds = (performance.now() - began) / 1000;
    const rate = had / seconds;
    const averages = journal.conditions.flatMap(({ name }) => {
      const average = averageSoFar(journal, name);
      return average === null ? [] : [`${name} ${average.toFixed(2)}`];
    });
    const last = response.state === 'done' ? scoreOf(response).lek_score.toFixed(1) : response.state;
    const left = duration((total - had) / rate);
    return printable(
      `${response.condition.padEnd(width)}  ${had} of ${total}  ${(rate * 60).toFixed(1)}/min  ${left} left  ${response.probe_id.split('_')[0]} ${last}  averages ${averages.join(', ')}`,
    );
  };

  return {
    say: progress,
    notice: (message) => print(colors.yellow(message)),
    log: verbose ? (line) => print(colors.dim(printable(line))) : undefined,
    plan(plan) {
      progressDone();
      total = plan.ahead.reduce((sum, { responses }) => sum + responses, 0);
      width = Math.max(...plan.conditions.map(({ name }) => name.length));
      began = performance.now();
      lastLog = began;
      told = new Set();
      (json ? console.error : console.log)(planText(plan));
    },
    condition: ({ condition, asks }) => progress(`${condition.name}: ${asks.length} to ask, working through its kernel`),
    response(response, journal) {
      had += 1;
      if (response.state !== 'done')
        print(colors.yellow(printable(`${response.probe_id}, ${response.condition}: ${response.state}: ${response.why}`)));
      if (had % 10 === 0 || had === total) tell(journal);
      if (terminal) progress(status(response, journal));
      else if (performance.now() - lastLog >= LOG_EVERY || had === total) {
        lastLog = performance.now();
        console.error(status(response, journal));
      }
    },
  };
}
