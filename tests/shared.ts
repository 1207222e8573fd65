import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Path of a file of the material that some checkouts have beside the repository (published originals, spec), or
 * undefined where it is absent: such a test must then skip and say so.
 */
export function shared(path: string): string | undefined {
  const full = fileURLToPath(new URL(`../../shared/${path}`, import.meta.url));
  return existsSync(full) ? full : undefined;
}
