import { compressors } from 'hyparquet-compressors';
import { InputError } from '../../../pipeline/records/index.ts';
import type { Source } from './types.ts';

/** A file of a ZIP archive: its name, and its bytes where they are asked for. */
export interface Entry {
  name: string;
  read(): Promise<Uint8Array>;
}

const END = 0x06054b50;
const LISTED = 0x02014b50;
/** Size of an entry of the list, and of the head before a file, without their names. */
const [LISTED_SIZE, HEAD_SIZE, END_SIZE] = [46, 30, 22];
/** What stands in a field whose true value is in an extension for archives of over 4 GB. */
const BEYOND = 0xffffffff;

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A method of packing by its number in the format: stored, deflate, Zstandard. */
async function unpacked(method: number, bytes: Uint8Array, size: number): Promise<Uint8Array | undefined> {
  if (method === 0) return bytes;
  if (method === 93) return compressors.ZSTD?.(bytes, size);
  if (method !== 8) return undefined;
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The files of a ZIP archive, in the order of its list. Each is read and unpacked when it is asked for.
 * @throws InputError where the archive is cut, damaged, too large, or packed in a way that is not known here
 */
export async function entriesOf(source: Source): Promise<Entry[]> {
  const fail = (what: string): never => {
    throw new InputError({
      file: source.name,
      what,
      todo: `Convert it: inspect log convert ${source.name} --to json --output-dir json-logs`,
    });
  };
  const tail = await source.slice(Math.max(0, source.size - END_SIZE - 0xffff), source.size);
  let end = tail.length - END_SIZE;
  while (end >= 0 && view(tail).getUint32(end, true) !== END) end--;
  if (end < 0) fail('the archive has no end: it was not written whole');
  const [count, size, from] = [
    view(tail).getUint16(end + 10, true),
    view(tail).getUint32(end + 12, true),
    view(tail).getUint32(end + 16, true),
  ];
  if (count === 0xffff || from === BEYOND || from + size > source.size) fail('the archive is too large or damaged');
  const list = await source.slice(from, from + size);
  const entries: Entry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + LISTED_SIZE > list.length || view(list).getUint32(at, true) !== LISTED) fail('the list of the archive is damaged');
    const [method, packed, whole] = [
      view(list).getUint16(at + 10, true),
      view(list).getUint32(at + 20, true),
      view(list).getUint32(at + 24, true),
    ];
    const [named, extra, noted, head] = [28, 30, 32]
      .map((place) => view(list).getUint16(at + place, true))
      .concat(view(list).getUint32(at + 42, true)) as [number, number, number, number];
    const name = new TextDecoder().decode(list.subarray(at + LISTED_SIZE, at + LISTED_SIZE + named));
    entries.push({
      name,
      read: async () => {
        if (head === BEYOND || packed === BEYOND) fail('the archive is too large');
        const local = view(await source.slice(head, head + HEAD_SIZE));
        if (local.byteLength < HEAD_SIZE) fail('the archive is damaged');
        const start = head + HEAD_SIZE + local.getUint16(26, true) + local.getUint16(28, true);
        try {
          return (
            (await unpacked(method, await source.slice(start, start + packed), whole)) ??
            fail(`${name} is packed by method ${method}, which is not known here`)
          );
        } catch (error) {
          return error instanceof InputError ? Promise.reject(error) : fail(`${name} in the archive is damaged`);
        }
      },
    });
    at += LISTED_SIZE + named + extra + noted;
  }
  return entries;
}
