export { FRAMINGS, ID_SUFFIX, REPHRASE_TYPES, type RephraseType } from './framings.ts';
export { type Probe, rephrase, type Variant } from './rephrase.ts';
