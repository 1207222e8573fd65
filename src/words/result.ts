import { SIGNALS } from '../../pipeline/scorer/index.ts';
import { conditionName, isNamed } from '../charts/marks.ts';
import { count, fixed, NBSP, signed } from '../format.ts';
import type { Ruled } from './claim.ts';
import { capital, list, numeral, plural } from './english.ts';
import { LEVEL } from './method.ts';

/** A condition as prose has it: `without a kernel`, `with the JSON kernel`, `in the condition other`. */
export function inCondition(condition: string): string {
  if (condition === 'baseline') return 'without a kernel';
  return isNamed(condition) ? `with the ${conditionName(condition)}` : `in the condition ${condition}`;
}

/** Heading of a condition: `Baseline`, `JSON kernel`; a condition that only a run names stands as it is. */
export const conditionTitle = (condition: string): string =>
  condition === 'baseline' ? 'Baseline' : isNamed(condition) ? capital(conditionName(condition)) : condition;

/** A score of one condition: of its only answer, or the mean of several. */
export interface Scored {
  condition: string;
  lek_score: number;
  samples: number;
}

/** The first sentence of a score's page, and which conditions have no answer. */
export function scoresSentence(scores: readonly Scored[], missing: readonly string[] = []): string {
  const each = scores.map(
    ({ condition, lek_score, samples }) =>
      `${fixed(lek_score, samples > 1 ? 2 : 1)} ${inCondition(condition)}${samples > 1 ? ` (mean of ${numeral(samples)} answers)` : ''}`,
  );
  const none = missing.length > 0 ? ` There is no answer ${list(missing.map(inCondition))}.` : '';
  return `${each.length > 2 ? each.join(', ') : list(each)}.${none}`;
}

/** One signal of one answer. */
export interface Part {
  signal: string;
  count: number;
  points: number;
}

/** One answer with what its score is made of. */
export interface Parts {
  condition: string;
  chars: number;
  parts: readonly Part[];
}

const points = (value: number) => `${fixed(Math.abs(value), 1)} points`;

/** What a penalty says of an answer. */
function offence({ signal, count: times, points: taken }: Part, chars: number): string {
  switch (signal) {
    case 'empty_broken':
      return `the answer has ${numeral(chars)} ${plural(chars, 'character')}: it scores as empty, not as badly argued`;
    case 'degeneration':
      return `the answer repeats itself, which takes ${points(taken)}`;
    case 'compliance_markers':
      return `the answer holds ${times === 1 ? 'a stock phrase' : `${numeral(times)} stock phrases`} of refusal, which ${plural(times, 'takes', 'take')} ${points(taken)}`;
    case 'formulaic_preamble':
      return `the answer opens with a stock phrase, which takes ${points(taken)}`;
    default:
      return `${signal.replaceAll('_', ' ')} takes ${points(taken)}`;
  }
}

/** The heaviest penalty of a page in a sentence, with the conditions it fell in to the same extent; empty where none fell. */
export function lossSentence(answers: readonly Parts[]): string {
  const losses = answers
    .flatMap(({ condition, chars, parts }) => parts.filter((part) => part.points < 0).map((part) => ({ condition, chars, part })))
    .sort((a, b) => a.part.points - b.part.points);
  const [worst] = losses;
  if (!worst) return '';
  const alike = losses.filter(
    ({ chars, part }) =>
      part.signal === worst.part.signal && part.points === worst.part.points && (part.signal !== 'empty_broken' || chars === worst.chars),
  );
  const conditions = [...new Set(alike.map(({ condition }) => condition))];
  const where = conditions.length === answers.length && answers.length > 2 ? 'in every condition' : list(conditions.map(inCondition));
  return `${capital(where)} ${offence(worst.part, worst.chars)}.`;
}

const words = (share: number) => (share === 5 ? 'half' : `${numeral(share)} in ten`);

/** What the counts of the two signals that measure a whole text mean, where they occur. */
export function measureNotes(answers: readonly Parts[]): string {
  const occurring = new Set(
    answers.flatMap(({ parts }) => parts.filter((part) => part.points < 0).map((part) => `${part.signal} ${part.count}`)),
  );
  const notes = SIGNALS.flatMap(({ name, repetition, fewerThan }) => {
    const title = name.replaceAll('_', ' ');
    if (fewerThan !== undefined && occurring.has(`${name} 1`)) return [`${title} 1: fewer than ${count(fewerThan)} characters.`];
    return (repetition?.steps ?? []).flatMap(({ belowTenths, value }) =>
      occurring.has(`${name} ${value}`) ? [`${title} ${value}: fewer than ${words(belowTenths)} of the words are distinct.`] : [],
    );
  });
  return notes.map((note) => capital(note)).join(' ');
}

/** A figure that a claim states of one score, and the row's. */
export interface ClaimedScore {
  claim: string;
  stated_in: string;
  condition: string;
  stated: number;
  measured: number;
  agrees: boolean;
}

/** Whether a claim's figures are those of the rows. Says nothing of what the claim makes of them. */
export function claimedVerdict(rows: readonly ClaimedScore[]): Ruled {
  const off = rows.filter(({ agrees }) => !agrees);
  const figures = list(rows.map(({ condition, stated }) => `${fixed(stated, 1)} ${inCondition(condition)}`));
  if (off.length === 0)
    return {
      verdict: 'holds',
      word: plural(rows.length, 'Figure holds', 'Figures hold'),
      reason: `${figures}, as the ${plural(rows.length, 'row has', 'rows have')} it.`,
    };
  const each = off.map(
    ({ condition, stated, measured }) => `${fixed(stated, 1)} stated and ${fixed(measured, 1)} measured ${inCondition(condition)}`,
  );
  return { verdict: off.length < rows.length ? 'part' : 'fails', word: 'Figures differ', reason: `${capital(list(each))}.` };
}

/** A claim in its own words, with a true minus and a full stop. */
export const claimText = (claim: string): string => `${claim.replace(/(^|\s)-(?=\d)/g, '$1−').replace(/\.$/, '')}.`;

/** A kernel's empty answers within a run. */
export interface Empties {
  condition: string;
  n: number;
  empty: number;
  lowest: number;
  highest: number;
  effect: number;
  /** Null where every answer is empty. */
  effect_without: number | null;
}

/** What empty answers do to a kernel's effect. */
export function emptiesSentence({ condition, n, empty, lowest, highest, effect, effect_without }: Empties): string {
  const scores = lowest === highest ? fixed(lowest, 1) : `between ${fixed(lowest, 1)} and ${fixed(highest, 1)}`;
  const first = `${capital(numeral(empty))} of the run’s ${count(n)} answers ${inCondition(condition)} ${plural(empty, 'is', 'are')} empty and ${plural(empty, 'scores', 'score')} ${scores}.`;
  if (effect_without === null) return first;
  return `${first} Without ${plural(empty, 'it', 'them')} the effect is ${signed(effect_without)} (${count(n - empty)} probes), not ${signed(effect)}.`;
}

/** A paired difference of a run, for the heading of its strip. */
export interface StripEffect {
  condition: string;
  n: number;
  mean_difference: number;
  low: number | null;
  high: number | null;
  wins: number;
  losses: number;
}

/** Heading over a strip of differences. */
export function stripHeading({ condition, n, mean_difference, low, high, wins, losses }: StripEffect): string {
  const interval = low === null || high === null ? '' : ` (${signed(low)} to ${signed(high)})`;
  return `${conditionTitle(condition)} minus baseline, ${count(n)} ${plural(n, 'probe')}: mean ${signed(mean_difference)}${interval}, ${count(wins)} up, ${count(losses)} down`;
}

/** Heading over a strip of scores. */
export function scoresHeading({
  condition,
  n,
  mean,
  low,
  high,
}: {
  condition: string;
  n: number;
  mean: number;
  low: number | null;
  high: number | null;
}): string {
  const interval = low === null || high === null ? '' : ` (${fixed(low)} to ${fixed(high)})`;
  return `${conditionTitle(condition)}, ${count(n)} ${plural(n, 'probe')}: mean ${fixed(mean)}${interval}`;
}

/** Caption of the strips. */
export const stripsCaption = (kind: 'differences' | 'scores', name: string, probe_set: string, probe: string): string =>
  `One dot a probe, sorted by ${kind === 'differences' ? 'difference in points' : 'score'}; the large dot is ${probe}. ${name}, ${probe_set}, ${LEVEL}.`;

/** How an answer ended, where the run recorded it. */
export function ending(finish_reason: string | null): string {
  if (finish_reason === null) return '';
  if (finish_reason === 'stop') return 'ended by itself';
  return finish_reason === 'length' ? 'cut at the token limit' : `ended with “${finish_reason}”`;
}

/** Length, time and end of an answer, small beside its score. */
export function answerDetail({
  chars,
  time_s,
  finish_reason,
}: {
  chars: number;
  time_s: number | null;
  finish_reason: string | null;
}): string {
  const parts = [`${count(chars)} ${plural(chars, 'character')}`];
  if (time_s !== null) parts.push(`${fixed(time_s, 1)}${NBSP}s`);
  const end = ending(finish_reason);
  return [...parts, ...(end ? [end] : [])].join(', ');
}

/** Which wording the run asked, before the prompt that is shown; `here` where that is the very one. */
export function askedSentence(edition: string, here: boolean): string {
  if (here) return edition === 'original' ? 'The run asked, as published:' : 'The run asked, in this project’s words:';
  const asked = edition === 'original' ? 'the published wording, which is not here' : 'a wording of its own';
  return `The run asked ${asked}. In this project’s words:`;
}

/** Why a page has no text, and what a reader with a copy of the published repository can do. */
export const noTextSentence = (source: string): string =>
  source === 'published'
    ? 'The texts of the published answers are not in this project: what is here of each are its counts, its length and its time. Whoever has a checkout of the published repository can bring them, and the words that earned each point will stand here:'
    : 'The texts of this run are not in this build.';

/** Where some of the answers have no text. */
export const someTextsSentence = (missing: number): string =>
  `${capital(numeral(missing))} ${plural(missing, 'answer has', 'answers have')} no text here: none that was imported gives its figures.`;
