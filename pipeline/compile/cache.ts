import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAtomic } from '../records/files.ts';

/**
 * Keeps what is dear to compute, by the hash of all that it is computed from. A wrong or missing file costs time, never
 * a wrong figure: a value is only found under the hash of its very input.
 */
export interface Cache {
  /** The value kept for this input, or the one that `compute` makes of it now. The value must survive JSON. */
  get<T>(input: unknown, compute: () => T): T;
  /** Writes what this compile used, and forgets the rest. */
  save(): Promise<void>;
  computed: number;
  found: number;
}

/** Opens a cache file. `version` names the code that computes: what another version kept is not found. Without a file it begins empty and saves nothing. */
export function openCache(file: string | undefined, version: string): Cache {
  const kept = file === undefined ? {} : read(file);
  const used: Record<string, unknown> = {};
  const cache: Cache = {
    computed: 0,
    found: 0,
    get<T>(input: unknown, compute: () => T): T {
      const key = createHash('sha256')
        .update(JSON.stringify([version, input]))
        .digest('hex');
      if (key in kept) cache.found += 1;
      else cache.computed += 1;
      const value = key in kept ? kept[key] : compute();
      used[key] = value;
      return value as T;
    },
    async save() {
      if (file === undefined) return;
      mkdirSync(dirname(file), { recursive: true });
      await writeAtomic(file, `${JSON.stringify(used)}\n`);
    },
  };
  return cache;
}

function read(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}
