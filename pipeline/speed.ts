import type { Speed, SpeedPart, SpeedWay, Way } from './records/speed.ts';
import { comparePaired } from './stats/index.ts';

/** A way of asking beside another, on the same questions. */
export type Change = {
  /** Answers that are the same, character by character. */
  same: number;
  /** Mean difference of their scores in points, this way less the other, with its 95 % interval (null below five answers). */
  mean: number;
  low: number | null;
  high: number | null;
};

/** What a way of asking came to. */
export type WayFigures = {
  way: Way;
  concurrency: number;
  seconds: number;
  answers: number;
  /** Answers a minute. */
  rate: number;
  /** New tokens a second. */
  tokens: number;
  /** Rate as a multiple of the plain script's. */
  times: number;
  /** Beside one at a time through this project's engine; null of that way itself. */
  change: Change | null;
};

/**
 * The ways of one part in order. A change is taken against `one`, whose arithmetic no other request touches: of `script` it is what
 * keeping the kernel's part of a prompt changes, of the others what batching does. Sampled answers of the script have seeds of
 * their own, so that no change is told of them.
 */
export function wayFigures({ temperature, ways }: SpeedPart): WayFigures[] {
  const rate = ({ answers, seconds }: SpeedWay) => (answers.length / seconds) * 60;
  const script = ways.find(({ way }) => way === 'script');
  const one = ways.find(({ way }) => way === 'one');
  return ways.map((of) => ({
    way: of.way,
    concurrency: of.concurrency,
    seconds: of.seconds,
    answers: of.answers.length,
    rate: rate(of),
    tokens: of.answers.reduce((sum, { tokens }) => sum + tokens, 0) / of.seconds,
    times: script ? rate(of) / rate(script) : Number.NaN,
    change: one && of !== one && (of.way !== 'script' || temperature === 0) ? changeOf(of, one, `speed ${temperature} ${of.way}`) : null,
  }));
}

/** Milliseconds that an answer of a part takes one at a time, and the share of it that is this project's own; undefined where nothing was so asked. */
export function ownShare({ milliseconds }: Speed['overhead'], { ways }: SpeedPart): { each: number; share: number } | undefined {
  const one = ways.find(({ way }) => way === 'one');
  if (!one) return undefined;
  const each = (one.seconds * 1000) / one.answers.length;
  return { each, share: milliseconds / each };
}

function changeOf(of: SpeedWay, other: SpeedWay, seed: string): Change {
  const scores = (way: SpeedWay) => way.answers.map(({ lek_score }) => lek_score);
  const { mean, low, high } = comparePaired(scores(of), scores(other), { seed });
  return { same: of.answers.filter(({ sha256 }, i) => sha256 === other.answers[i]?.sha256).length, mean, low, high };
}
