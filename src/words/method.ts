import { METHOD } from '../../pipeline/stats/index.ts';
import { count, NBSP, percent, pValue } from '../format.ts';

/** The level of every interval, as captions say it: `95 %`. */
export const LEVEL = `${percent(METHOD.level, 0)}${NBSP}%`;

/** The bar for a p after Holm: `.05`. */
export const ALPHA = pValue(METHOD.alpha).replace(/0+$/, '');

/** The n from which an interval or a p is given. */
export const FEWEST = METHOD.fewest;

/** How intervals and tests are made, for the foot of every page. */
export const methodSentence = `Intervals: ${LEVEL}, percentile bootstrap over probes, ${count(METHOD.resamples)} resamples; none below n${NBSP}=${NBSP}${METHOD.fewest}. p: two-sided paired sign flips, corrected (Holm) within the family of tests that a caption names.`;
