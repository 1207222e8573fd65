export { FRAMINGS, REPHRASE_TYPES } from './framings.ts';
export { rephrase, type Variant } from './rephrase.ts';
