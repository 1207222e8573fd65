import { resolve } from 'node:path';
import { readJson } from '../../pipeline/records/files.ts';
import { type Speed, speed } from '../../pipeline/records/speed.ts';

/** How fast the engine was and what that changed, as it was measured; builds run in the folder of the project. */
export const SPEED_FILE = 'bench/engine/measured.json';

export const measuredSpeed = (): Promise<Speed> => readJson(resolve(SPEED_FILE), speed);
