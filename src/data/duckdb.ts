import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Offer, OfferedFile } from '../browser/session/offer.ts';
import { buildFile, LARGEST, manifest } from './manifest.ts';

// What DuckDB in the browser is started from. Hosts differ in what they compress, and a WebAssembly of 34 MB is more than many take: so the
// files lie there packed, and the browser unpacks them. Names follow content, so that a browser may keep a file for as long as it likes.

/** A file to serve, with its packed bytes. */
export interface Packed extends OfferedFile {
  content: Uint8Array<ArrayBuffer>;
}

/** @param name with a place for the hash, as in `lem.*.duckdb`. */
function pack(name: string, content: Uint8Array): Packed {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const packed = new Uint8Array(gzipSync(content, { level: 9 }));
  return { file: `${name.replace('*', sha256.slice(0, 12))}.gz`, bytes: packed.length, size: content.length, sha256, content: packed };
}

// A browser holds a database whole in memory, beside DuckDB itself.
const MOST_UNPACKED = 250e6;

const RUN_TEXTS = /^responses-(.+)\.duckdb$/;

function make(): { offer: Offer; files: readonly Packed[] } {
  const library = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm'));
  const { version } = JSON.parse(readFileSync(join(library, '../package.json'), 'utf8')) as { version: string };
  const wasm = pack('duckdb-eh.*.wasm', readFileSync(join(library, 'duckdb-eh.wasm')));
  const database = pack('lem.*.duckdb', readFileSync(buildFile('lem.duckdb')));
  for (const each of [wasm, database]) {
    if (each.bytes > LARGEST) throw new Error(`${each.file} has ${each.bytes} bytes, and static hosts refuse more than ${LARGEST}.`);
  }
  const texts: (Packed & { run_id: string })[] = [];
  const left: Offer['left'][number][] = [];
  for (const { name, bytes } of manifest.files) {
    const run_id = RUN_TEXTS.exec(name)?.[1];
    if (run_id === undefined) continue;
    const packed = bytes > MOST_UNPACKED ? undefined : pack(`responses-${run_id}.*.duckdb`, readFileSync(buildFile(name)));
    if (packed && packed.bytes <= LARGEST) texts.push({ run_id, ...packed });
    else left.push({ run_id, size: bytes });
  }
  const said = <T extends Packed>({ content: _, ...facts }: T): Omit<T, 'content'> => facts;
  return {
    offer: { version, wasm: said(wasm), database: said(database), texts: texts.map(said), left },
    files: [wasm, database, ...texts],
  };
}

let made: ReturnType<typeof make> | undefined;

/** What `session.json` says, and the files that it names; packed once a build. */
export function duckdb(): ReturnType<typeof make> {
  made ??= make();
  return made;
}
