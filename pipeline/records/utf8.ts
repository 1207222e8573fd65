import { InputError } from './error.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text, or undefined where they are not UTF-8. A byte order mark is kept. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * How many leading bytes are UTF-8. `broken` is false where the rest is only the beginning of a character, which
 * further bytes could complete.
 */
export function utf8Prefix(bytes: Uint8Array): { length: number; broken: boolean } {
  const decodes = (length: number) => decodePart(bytes.subarray(0, length)) !== undefined;
  const broken = !decodes(bytes.length);
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(middle)) good = middle;
    else bad = middle;
  }
  while (good > 0 && decodeUtf8(bytes.subarray(0, good)) === undefined) good--;
  return { length: good, broken };
}

/**
 * A whole file's bytes as text, a leading byte order mark dropped.
 * @throws InputError naming the line of the first byte that is not UTF-8
 */
export function textOf(bytes: Uint8Array, file: string): string {
  const text = decodeUtf8(bytes);
  if (text !== undefined) return text.startsWith('\ufeff') ? text.slice(1) : text;
  const { length } = utf8Prefix(bytes);
  const line = bytes.subarray(0, length).reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 1);
  throw new InputError({ file, line, what: notUtf8(length, bytes), todo: NOT_UTF8_TODO });
}

export const NOT_UTF8_TODO = 'Save the file as UTF-8, or restore it from its source.';

/** What to say of bytes of which `length` are good. */
export function notUtf8(length: number, bytes: Uint8Array): string {
  return `byte ${length + 1} (0x${(bytes[length] ?? 0).toString(16).padStart(2, '0')}) is not UTF-8`;
}

/**
 * Chunks of text or bytes as bytes alone. A lone surrogate, which UTF-8 cannot hold, becomes a byte that it cannot hold
 * either, so that the reader names its line.
 */
export async function* toBytes(chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let held = '';
  for await (const chunk of chunks) {
    if (typeof chunk !== 'string') {
      if (held) yield* encode(held, encoder);
      held = '';
      yield chunk;
      continue;
    }
    const text = held + chunk;
    const split = /[\ud800-\udbff]$/.test(text);
    held = split ? text.slice(-1) : '';
    yield* encode(split ? text.slice(0, -1) : text, encoder);
  }
  if (held) yield* encode(held, encoder);
}

function* encode(text: string, encoder: TextEncoder): Generator<Uint8Array> {
  if (text.isWellFormed()) return yield encoder.encode(text);
  const parts = text.split(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  for (const [i, part] of parts.entries()) {
    if (i > 0) yield Uint8Array.of(0xff);
    yield encoder.encode(part);
  }
}

function decodePart(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
