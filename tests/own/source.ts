import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Source } from '../../src/browser/own/types.ts';

/** Bytes or a text as a file of a reader. */
export function source(name: string, content: string | Uint8Array): Source {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, size: bytes.length, slice: async (from, to) => bytes.slice(from, to) };
}

/** A file of the disk as one. */
export const fileSource = (path: string): Source => source(basename(path), new Uint8Array(readFileSync(path)));
