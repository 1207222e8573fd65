import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib';

const u16 = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from(Uint16Array.of(value).buffer)));
const u32 = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from(Uint32Array.of(value).buffer)));

/** A ZIP archive of texts, each packed by the method of its number: 0 stored, 8 deflate, 93 Zstandard; any other is named and not done. */
export function archive(files: readonly (readonly [name: string, text: string, method: number])[]): Uint8Array {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, text, method] of files) {
    const whole = Buffer.from(text);
    const packed = method === 8 ? deflateRawSync(whole) : method === 93 ? zstdCompressSync(whole) : whole;
    const named = Buffer.from(name);
    const common = Buffer.concat([u16(20, 0, method, 0, 0), u32(crc32(whole), packed.length, whole.length), u16(named.length)]);
    const body = Buffer.concat([u32(0x04034b50), common, u16(0), named, packed]);
    list.push(Buffer.concat([u32(0x02014b50), u16(20), common, u16(0, 0, 0, 0), u32(0, at), named]));
    bodies.push(body);
    at += body.length;
  }
  const listed = Buffer.concat(list);
  const end = Buffer.concat([u32(0x06054b50), u16(0, 0, files.length, files.length), u32(listed.length, at), u16(0)]);
  return new Uint8Array(Buffer.concat([...bodies, listed, end]));
}
