/** A line of a byte stream, without its line feed. */
export type ByteLine = {
  /** Counted from 1. */
  line: number;
  /** Where it begins in the stream, in bytes. */
  offset: number;
  /** Its bytes, or undefined where there are more than the limit: then they were passed over, not kept. */
  bytes: Uint8Array | undefined;
  /** Whether a line feed ended it; only the last line of a stream can lack one. */
  ended: boolean;
};

/**
 * Split a stream of bytes at its line feeds. UTF-8 never uses that byte inside a character, so where the chunks end
 * makes no difference. Memory is one line and one chunk. A stream that ends in a line feed has no line after it.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<ByteLine> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let line = 1;
  let offset = 0;

  const take = (piece: Uint8Array) => {
    length += piece.length;
    if (length > maxBytes) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let feed = chunk.indexOf(0x0a); feed !== -1; feed = chunk.indexOf(0x0a, from)) {
      take(chunk.subarray(from, feed));
      yield { line, offset, bytes: length > maxBytes ? undefined : join(pieces, length), ended: true };
      offset += length + 1;
      line++;
      from = feed + 1;
      pieces = [];
      length = 0;
    }
    // A copy: a producer may fill the same buffer again, and a small rest should not keep a large chunk alive.
    const rest = chunk.subarray(from);
    take(length + rest.length > maxBytes ? rest : rest.slice());
  }
  if (length > 0) yield { line, offset, bytes: length > maxBytes ? undefined : join(pieces, length), ended: false };
}

function join(pieces: Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
