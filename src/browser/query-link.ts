import { LONGEST_LINKED, plainFragment, wellFormed } from './query-fragment.ts';

// Taken from a fragment and packed into one (query-fragment.ts): fetched when there is one to read, or a query to put into one.

export { LONGEST_LINKED, plainFragment } from './query-fragment.ts';

// What most chat programs and mail clients carry without breaking it.
const LONGEST_PLAIN = 1_500;

/** A link whose query cannot be read, in words for a reader. */
export class LinkError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LinkError';
  }
}

const toBase64url = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

const through = (bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): ReadableStream<Uint8Array> =>
  new Blob([bytes]).stream().pipeThrough(stream);

async function gather(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new LinkError('The query of the link is too long to be taken from an address.');
    }
    pieces.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** The fragment with a query, deflated where it is long. */
export async function fragmentOf(sql: string): Promise<string> {
  const plain = plainFragment(sql);
  if (plain.length <= LONGEST_PLAIN) return plain;
  const bytes = new TextEncoder().encode(wellFormed(sql));
  const packed = `#sql=~z${toBase64url(await gather(through(bytes, new CompressionStream('deflate-raw')), Number.POSITIVE_INFINITY))}`;
  return packed.length < plain.length ? packed : plain;
}

/**
 * The query that a fragment holds; undefined where it holds none. Line ends become line feeds.
 * @throws LinkError where it is damaged or longer than `LONGEST_LINKED` characters.
 */
export async function sqlOf(fragment: string): Promise<string | undefined> {
  const written = /^#sql=(.+)$/s.exec(fragment)?.[1];
  if (written === undefined) return undefined;
  try {
    const sql = (await decoded(written)).replace(/\r\n?/g, '\n');
    if (sql.length > LONGEST_LINKED) throw new LinkError('The query of the link is too long to be taken from an address.');
    return sql;
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw new LinkError('The query of the link is damaged: the address may have been cut.', error);
  }
}

async function decoded(written: string): Promise<string> {
  const [, kind, packed = ''] = /^~([a-z])(.*)$/s.exec(written) ?? [];
  if (kind === undefined) return decodeURIComponent(written);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  if (kind === 'b') return utf8.decode(fromBase64url(packed));
  if (kind !== 'z') throw new LinkError('The query of the link is written in a way that this page does not know.');
  // A character is four bytes at most.
  return utf8.decode(await gather(through(fromBase64url(packed), new DecompressionStream('deflate-raw')), 4 * LONGEST_LINKED));
}
