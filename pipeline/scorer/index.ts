/**
 * The LEK v2 scorer: 14 signals counted in a text and weighed. Pure functions of a string, the same in Node and in a browser.
 *
 * A text is any JavaScript string, read as code points. A lone surrogate is one code point and not a word character.
 */
export { type CountsScore, fromCounts, type SignalPoints } from './counts.ts';
export { type ExplainedSignal, type Explanation, explain, type Hit } from './explain.ts';
export { SCORER } from './identity.ts';
export { type Score, score } from './score.ts';
export { type Counts, type Form, type Group, SIGNALS, type Signal, type SignalDefinition, tableJson } from './table.ts';
