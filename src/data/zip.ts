import { createHash } from 'node:crypto';
import { type Zippable, zipSync } from 'fflate';

const SUMS = 'SHA256SUMS';

// The earliest time that a ZIP entry can have, by the clock on the wall: the format knows no time zone.
const TIME = new Date(1980, 0, 1);

/**
 * Files as one ZIP archive in a folder of its own, with their checksums in SHA256SUMS as `sha256sum -c` reads them. Entries stand in the
 * order of their names, and every one has the same time: the same files give the same bytes, on any day and in any time zone.
 */
export function zip(folder: string, files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  if (files.has(SUMS)) throw new Error(`${SUMS} is made here: it cannot be given.`);
  const ordered = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const sums = ordered.map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`).join('');
  const entries: Zippable = {};
  for (const [name, content] of [...ordered, [SUMS, new TextEncoder().encode(sums)] as const])
    entries[`${folder}/${name}`] = [content, { level: 9, mtime: TIME }];
  return zipSync(entries) as Uint8Array<ArrayBuffer>;
}
