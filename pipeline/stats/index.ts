/**
 * Intervals, paired tests, effect sizes and tie groups: pure functions of numbers, for Node and the browser alike. Pass
 * scores as they are (20.5): multiples of a tenth are turned into whole numbers inside, so their sums are exact.
 */
export { clusteredMeanInterval, meanInterval } from './bootstrap.ts';
export { type Description, describe } from './describe.ts';
export { pairedDifferences } from './grid.ts';
export { holm } from './holm.ts';
export { type Interval, METHOD, type Resampling } from './method.ts';
export { comparePaired, type PairedComparison } from './paired.ts';
export { minimumDetectable } from './power.ts';
export { quantile } from './quantile.ts';
export { type ComparedSide, compareSides } from './sides.ts';
export { signFlipP } from './signflip.ts';
export { supported } from './supported.ts';
export { tieGroups } from './ties.ts';
