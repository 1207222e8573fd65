import type { Speed, SpeedPart, Way } from '../../pipeline/records/speed.ts';
import { type Change, ownShare, type WayFigures } from '../../pipeline/speed.ts';
import { count, day, fixed, NBSP, percent, signed } from '../format.ts';
import { LEVEL } from './method.ts';

/** A way of asking, as its row is called. */
export function wayName({ way, concurrency }: { way: Way; concurrency: number }): string {
  switch (way) {
    case 'script':
      return 'A plain script';
    case 'one':
      return 'One at a time';
    case 'batched':
      return `${count(concurrency)} at once, kernels not warmed`;
    case 'warmed':
      return `${count(concurrency)} at once, kernels warmed`;
  }
}

/** How answers were drawn, as a heading over the ways. */
export const drawnName = ({ temperature }: Pick<SpeedPart, 'temperature'>): string =>
  temperature === 0 ? 'Greedy' : `Temperature ${temperature}, a seed for each answer`;

/** The mean difference of the scores with its interval: `+0.35 (−0.10 to 0.80)`. */
export const changeFigure = ({ mean, low, high }: Change): string =>
  low === null || high === null ? signed(mean) : `${signed(mean)} (${signed(low)} to ${signed(high)})`;

/** What batching did to the texts of one part, in a sentence; empty where nothing was asked both ways. */
export function batchingSentence(part: Pick<SpeedPart, 'temperature'>, figures: readonly WayFigures[]): string {
  const last = figures.findLast(({ way, change }) => way !== 'script' && change !== null);
  if (!last?.change) return '';
  const { same } = last.change;
  const drawn = part.temperature === 0 ? 'greedy' : 'sampled';
  const kept =
    same === last.answers
      ? `all ${count(same)}`
      : same === 0
        ? `none of ${count(last.answers)}`
        : `${count(same)} of ${count(last.answers)}`;
  return `Asked ${count(last.concurrency)} at once, ${kept} ${drawn} answers were the same, character by character, as asked one at a time.`;
}

/** What was measured, where and when. */
export function measuredSentence({ probes, max_tokens, engine, machine, parts }: Speed): string {
  const [first] = parts;
  const days = [...new Set(parts.map(({ measured }) => day(measured.slice(0, 10))))].join(' and ');
  const questions = count(first?.ways[0]?.answers.length ?? 0);
  return `${questions} questions each time: ${count(probes)} probes, alone and under two kernels, ${count(max_tokens)} new tokens at most. ${engine.name} ${engine.version ?? ''} on ${count(machine.cores)} cores (${machine.processor}), ${days}; every row on the same BLAS. Scores: mean difference in points, ${LEVEL}. The script calls mlx_lm once for each answer and works through the whole prompt every time; the others keep a kernel once it is worked through, and warming does that before the first question. Another machine, another model: other figures.`;
}

/** What this project adds to an answer, in milliseconds and as a share of what one takes. */
export function overheadSentence({ overhead, parts }: Speed): string {
  const own = parts[0] && ownShare(overhead, parts[0]);
  if (!own) return '';
  return `Protocol, journal and score add ${fixed(overhead.milliseconds, 1)}${NBSP}ms to an answer, ${percent(own.share, 2)}${NBSP}% of the ${count(own.each)}${NBSP}ms that one of these takes one at a time.`;
}

/** What stands over the column of texts and scores. */
export const CHANGE_HEADING = 'Same text as one at a time; score beside it';

/** How much faster than the plain script: `4.4 times`. */
export const timesFigure = ({ times }: Pick<WayFigures, 'times'>): string => `${fixed(times, 1)}${NBSP}times`;
