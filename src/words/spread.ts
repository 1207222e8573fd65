import { count, fixed } from '../format.ts';
import { capital, numeral, plural } from './english.ts';

/** How the scores of one model are spread. */
export interface Spread {
  mean: number;
  sd: number | null;
}

function measures(rows: readonly Spread[]): { apart: number; least: number; most: number } | undefined {
  const deviations = rows.flatMap(({ sd }) => (sd === null ? [] : [sd]));
  if (rows.length < 2 || deviations.length === 0) return undefined;
  const means = rows.map(({ mean }) => mean);
  return { apart: Math.max(...means) - Math.min(...means), least: Math.min(...deviations), most: Math.max(...deviations) };
}

/** Whether single scores scatter more than the means differ. */
export function spreadHeadline(rows: readonly Spread[]): string {
  const all = measures(rows);
  if (!all) return 'How scores are spread';
  return all.least > all.apart
    ? `The scores of one model are spread wider than ${numeral(rows.length)} means lie apart`
    : `${capital(numeral(rows.length))} ${plural(rows.length, 'mean')}, and the scores behind them`;
}

/** The same in figures. */
export function spreadSentence(rows: readonly Spread[]): string {
  const all = measures(rows);
  if (!all) return '';
  const deviation = fixed(all.least, 1) === fixed(all.most, 1) ? fixed(all.least, 1) : `${fixed(all.least, 1)} to ${fixed(all.most, 1)}`;
  return `The ${numeral(rows.length)} means lie within ${fixed(all.apart)} points; the standard deviation of one model’s scores is ${deviation}.`;
}

/** Which score is the most frequent, and whether it is what the signals give that nearly every answer fills. */
export function pileSentence(
  scores: readonly { lek_score: number }[],
  signals: readonly { cap: number | null; share_at_cap: number }[],
): string {
  const [most] = [...Map.groupBy(scores, ({ lek_score }) => lek_score)].sort(([a, as], [b, bs]) => bs.length - as.length || b - a);
  if (!most) return '';
  const [score, { length }] = most;
  const full = signals.filter(
    (signal): signal is { cap: number; share_at_cap: number } => signal.cap !== null && signal.share_at_cap >= 0.9,
  );
  const together = full.reduce((sum, { cap }) => sum + cap, 0);
  const first = `The most frequent score, of ${count(length)} ${plural(length, 'answer')} in ${count(scores.length)}, is ${fixed(score, 1)}`;
  if (full.length === 0 || Math.abs(together - score) > 1e-9) return `${first}.`;
  const caps = full.length === 1 ? 'the cap of the one signal' : `the caps of the ${numeral(full.length)} signals`;
  return `${first}: ${caps} that nearly every answer fills${full.length > 1 ? ', added up' : ''}.`;
}
