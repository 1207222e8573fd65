import type { Offer, OfferedFile } from './offer.ts';
import { SessionError } from './types.ts';

const RELOAD = 'This site has been published anew since the page was opened. Reload the page.';

const offline = (): SessionError =>
  new SessionError(
    navigator.onLine
      ? 'The files of DuckDB could not be fetched: the server does not answer. What the page says without them stands.'
      : 'This browser is offline, and DuckDB has to be fetched once. What the page says without it stands.',
    'offline',
  );

const damaged = (what: string): SessionError =>
  new SessionError(
    `${what} arrived damaged: it is not what this site published. Reload the page; if that does not help, the copy on the server is damaged.`,
    'damaged',
  );

export const changed = (): SessionError => new SessionError(RELOAD, 'changed');

async function get(address: URL | string, cache: RequestCache): Promise<Response> {
  try {
    return await fetch(address, { cache });
  } catch {
    throw offline();
  }
}

/** Reads `session.json`, never from a cache: it names the files of the site as it is now. */
export async function readOffer(address: string): Promise<Offer> {
  const response = await get(address, 'no-cache');
  if (!response.ok) throw new SessionError(`The server answered ${response.status} for ${address}, which DuckDB is started from.`, 'other');
  try {
    return (await response.json()) as Offer;
  } catch {
    throw new SessionError(`${address} is not what DuckDB can be started from.`, 'other');
  }
}

/** Whether the site offers other files by now than it did. */
async function offersOthers(address: string, file: OfferedFile): Promise<boolean> {
  const now = await readOffer(address).catch(() => undefined);
  return now !== undefined && ![now.wasm, now.database, ...now.texts].some((each) => each.file === file.file);
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;

/** Marks a failure of the network as such, since a stream that is unpacked gives any failure as its own. */
const interrupted = Symbol('interrupted');

/** Some servers unpack a `.gz` by themselves, and say so in a header that a page cannot rely on: the first bytes tell. */
async function unpacked(body: ReadableStream<Uint8Array<ArrayBuffer>>, file: OfferedFile, onBytes: (bytes: number) => void): Promise<Blob> {
  const reader = body.getReader();
  const read = () =>
    reader.read().catch(() => {
      throw interrupted;
    });
  let failure: unknown;
  const first = await read();
  const packed = first.value !== undefined && isGzip(first.value);
  let got = 0;
  const counted = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = got === 0 ? first : await read();
        if (done) return controller.close();
        got += value.length;
        onBytes(packed ? got : (got / file.size) * file.bytes);
        controller.enqueue(value);
      } catch (error) {
        failure = error;
        controller.error(error);
      }
    },
  });
  try {
    return await new Response(packed ? counted.pipeThrough(new DecompressionStream('gzip')) : counted).blob();
  } catch (error) {
    throw failure ?? error;
  }
}

async function sha256(content: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface Wanted {
  /** Address of `session.json`; files lie beside it. */
  address: string;
  file: OfferedFile;
  /** What the file is, at the head of a sentence. */
  name: string;
  /** Whether to hold its content against its SHA-256. gzip has a checksum of its own, which guards what is only ever run. */
  check: boolean;
  onBytes: (bytes: number) => void;
}

/**
 * Fetches a file that the site offers and unpacks it. Browsers give SHA-256 to secure pages alone: elsewhere (plain HTTP that is not
 * this machine) the length and gzip's checksum have to do.
 * @throws SessionError where it cannot be had, is damaged, or is not there any more.
 */
export async function fetchFile({ address, file, name, check, onBytes }: Wanted): Promise<Blob> {
  const here = new URL(file.file, new URL(address, document.baseURI));
  // What is damaged may lie in a cache: before it is called so, the server is asked once more.
  for (const cache of ['default', 'reload'] as const) {
    const response = await get(here, cache);
    if (!response.ok || !response.body) {
      if (await offersOthers(address, file)) throw changed();
      throw new SessionError(`The server answered ${response.status} for ${file.file}, which DuckDB needs.`, 'other');
    }
    try {
      const content = await unpacked(response.body, file, onBytes);
      const whole = content.size === file.size;
      if (whole && (!check || !globalThis.crypto?.subtle || (await sha256(content)) === file.sha256)) return content;
    } catch (error) {
      if (error === interrupted) throw offline();
    }
  }
  throw (await offersOthers(address, file)) ? changed() : damaged(name);
}
