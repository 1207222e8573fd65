import { warnings } from '../../pipeline/ab/watch.ts';
import { count, fixed, signed } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';
import { inCondition } from './result.ts';

/** What a run holds, as its page's first sentence has it. */
export interface Held {
  results: number;
  probes: number;
  /** Names of its conditions, in order. */
  conditions: readonly string[];
}

const inConditions = (conditions: readonly string[]): string =>
  conditions.length === 1 ? inCondition(conditions[0] as string) : `in ${numeral(conditions.length)} conditions`;

/** What there is of a run. */
export function heldSentence({ results, probes, conditions }: Held): string {
  return `${count(results)} ${plural(results, 'answer')} to ${count(probes)} ${plural(probes, 'probe')} ${inConditions(conditions)}.`;
}

/** How the scores of a run were checked when this site was built. */
export interface Checked {
  scores: number;
  follow: number;
  texts: number;
}

/** Whether the scores verify. */
export function verifiedSentence({ scores, follow, texts }: Checked): string {
  if (scores === 0) return 'It has no score.';
  const counted =
    follow === scores
      ? `${scores === 1 ? 'The one score follows' : `All ${count(scores)} scores follow`} from ${scores === 1 ? 'its' : 'their'} counts`
      : `${count(follow)} of ${count(scores)} scores follow from their counts; ${count(scores - follow)} ${plural(scores - follow, 'does', 'do')} not`;
  if (texts === 0) return `${counted}; the counts themselves cannot be made again, since the texts are not here.`;
  return `${counted}, and ${texts === scores ? 'the counts' : `those of ${count(texts)}`} from the texts, which were scored again.`;
}

/** An average as stated and as the rows give it. */
export interface StatedCondition {
  condition: string;
  mean: number | null;
  stated: number | null;
  agrees: boolean | null;
}

/** Whether the averages that the report states are those of the rows; empty where it states none. */
export function averagesSentence(rows: readonly StatedCondition[]): string {
  const stated = rows.filter((row): row is StatedCondition & { stated: number; mean: number } => row.stated !== null && row.mean !== null);
  if (stated.length === 0) return '';
  const off = stated.filter(({ agrees }) => agrees === false);
  const all = stated.length === 1 ? 'The average that the report states' : `The ${numeral(stated.length)} averages that the report states`;
  if (off.length === 0) return `${all} ${plural(stated.length, 'is that', 'are those')} of the rows.`;
  const each = off.map(
    ({ condition, stated: said, mean }) =>
      `${fixed(said)} stated and ${fixed(mean)} measured ${inCondition(condition)} (${signed(mean - said)})`,
  );
  return `Of ${all.charAt(0).toLowerCase()}${all.slice(1)}, ${numeral(off.length)} ${plural(off.length, 'is not that', 'are not those')} of the rows: ${list(each)}.`;
}

/** What is known of how a run was made; a fact that is null was not recorded. */
export interface Making {
  engine: string | null;
  engine_version: string | null;
  started: string | null;
  minutes: number | null;
  temperature: number | null;
  reproducibility: string | null;
  /** Answers with a reason for their end, and all answers. */
  reasons: number;
  results: number;
  /** Kernel conditions, and those of which the place of the kernel is known. */
  kernels: number;
  placed: number;
  /** Conditions with a rendered prompt. */
  rendered: number;
}

/** What nobody recorded of a run, in words for a list; empty where everything is known. */
export function unknownOf(made: Making): string[] {
  return [
    ...(made.engine === null ? ['the engine'] : made.engine_version === null ? ['the version of its engine'] : []),
    ...(made.temperature === null ? ['the sampling'] : []),
    ...(made.started === null ? ['when it began'] : []),
    ...(made.minutes === null ? ['how long it took'] : []),
    ...(made.reasons === 0
      ? ['why an answer ended']
      : made.reasons < made.results
        ? [`why ${count(made.results - made.reasons)} of the answers ended`]
        : []),
    ...(made.rendered === 0 ? ['the prompts as the model received them'] : []),
    ...(made.placed < made.kernels ? ['whether the kernel went in as a system message'] : []),
    ...(made.reproducibility === null ? ['whether the same machine gives the same text again'] : []),
  ];
}

/** The same as a sentence. */
export function unknownSentence(made: Making): string {
  const unknown = unknownOf(made);
  return unknown.length === 0 ? 'Everything that this project records of a run is recorded.' : `Nobody recorded ${list(unknown)}.`;
}

const LEVELS = new Map([
  ['exact', 'Greedy, one request at a time: the same machine and versions give the same text.'],
  ['greedy-batched', 'Greedy, several requests at a time: the same text is likely, and differs where a batch changes the arithmetic.'],
  [
    'seeded-batched',
    'Sampled with a seed, several requests at a time: the same text is likely, and differs where a batch changes the arithmetic.',
  ],
  ['remote', 'Generated by a server elsewhere: nothing says that it would give the same text again.'],
]);

/** How far a run can be made again. */
export const againSentence = (level: string | null): string =>
  level === null ? 'Whether it can be made again was not recorded.' : (LEVELS.get(level) ?? `Its level of reproducibility is “${level}”.`);

/** Whether requests were answered together, which may change a text. */
export const isBatched = (level: string | null): boolean => level === 'greedy-batched' || level === 'seeded-batched';

/** What came back in one condition, where a run recorded it. */
export interface Outcome {
  condition: string;
  expected: number;
  rows: number;
  failed: number | null;
  cut: number | null;
  run_on: number | null;
  empty: number | null;
  repeating: number | null;
}

/** Answers of a condition that are missing, cut, run on, empty or repeat themselves; empty where nothing is known to be wrong. */
export function outcomeSentence({ condition, expected, rows, failed, cut, run_on, empty, repeating }: Outcome): string {
  const parts = [
    ...(rows < expected ? [`${count(rows)} of ${count(expected)} answers`] : []),
    ...(failed ? [`${count(failed)} failed`] : []),
    ...(cut ? [`${count(cut)} cut at the token limit`] : []),
    ...(run_on ? [`${count(run_on)} ran on past the end of the turn`] : []),
    ...(empty ? [`${count(empty)} empty`] : []),
    ...(repeating ? [`${count(repeating)} ${plural(repeating, 'repeats itself', 'repeat themselves')}`] : []),
  ];
  return parts.length === 0 ? '' : `${capital(inCondition(condition))}: ${parts.join(', ')}.`;
}

/** What a run's note says beyond its outcomes: `lem ab` writes the warnings of the run into it, which those tell more fully. */
export function noteBeyond(note: string | null, outcomes: readonly Outcome[], maxTokens: number | null): string {
  const counts = new Map(
    outcomes.map(({ condition, expected, rows, failed, cut, run_on }) => [
      condition,
      { asked: expected, done: rows, failed: failed ?? 0, refused: 0, cut: cut ?? 0, run_on: run_on ?? 0 },
    ]),
  );
  const names = outcomes.map(({ condition }) => ({ name: condition }));
  const told = maxTokens === null ? [] : warnings(names, counts, maxTokens);
  return told.reduce((rest, sentence) => rest.replace(sentence, ''), note ?? '').trim();
}

/** Heading over the strip. */
export const stripTitle = (probes: number, conditions: number): string =>
  `${capital(numeral(probes))} ${plural(probes, 'probe')}${conditions > 1 ? `, ${numeral(conditions)} conditions` : ''}: every score`;

/** A kernel as a run used it. */
export interface RunKernel {
  kernel: string | null;
  kernel_edition: string | null;
  kernel_chars: number | null;
  placement: string | null;
}

/** Which text a kernel was, how long it is, and where it went. */
export function kernelSentence({ kernel, kernel_edition, kernel_chars, placement }: RunKernel): string {
  const edition = kernel_edition === 'original' ? ' as published' : kernel_edition === 'restated' ? ' as this project words it' : '';
  const length = kernel_chars === null ? '' : `, ${count(kernel_chars)} characters`;
  const where =
    placement === 'system'
      ? 'as the system message'
      : placement === 'user'
        ? 'before the probe, in one user message'
        : 'where it went was not recorded';
  return `${kernel ?? 'Not recorded'}${edition}${length}; ${where}`;
}
