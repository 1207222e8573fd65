/** Models that need no hub: a real small one, and a tiny one for tests; and the file in which a model says what it is. */
export { MODEL_FILE, makeModelFolder, readModelFile } from './folder.ts';
export { makeSmolLM2 } from './smollm2.ts';
export { makeTiny, TEMPLATES, type TinyTemplate } from './tiny.ts';
