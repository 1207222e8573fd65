/**
 * Random numbers that are the same on every machine: xoshiro128** by Blackman and Vigna (2018, public domain; "Scrambled
 * linear pseudorandom number generators", ACM TOMS 47(4), 2021), in 32-bit integer operations alone. A stream is its state,
 * four 32-bit words that drawing moves on.
 */
export type Stream = Uint32Array<ArrayBuffer>;

const TWO_32 = 2 ** 32;
const LARGEST_BOUND = 2 ** 21;

/**
 * The stream that a seed names. The seed's UTF-8 bytes are hashed by FNV-1a in 64 bits (Fowler, Noll, Vo; public domain),
 * and two outputs of SplitMix64 started at that hash (Steele, Lea, Flood 2014; Vigna's public-domain version), low words
 * first, are the state, as xoshiro's authors advise: seeds that differ in one letter give unrelated streams, and the state is never
 * all zero.
 */
export function streamOf(seed: string): Stream {
  let state = fnv1a64(new TextEncoder().encode(seed));
  const words = new Uint32Array(4);
  for (const at of [0, 2]) {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    const mixed = mix64(state);
    words[at] = Number(mixed & 0xffffffffn);
    words[at + 1] = Number(mixed >> 32n);
  }
  return words;
}

/** FNV-1a, 64 bits: exclusive-or each byte into the hash, then multiply by the FNV prime. */
export function fnv1a64(bytes: Uint8Array): bigint {
  return bytes.reduce((hash, byte) => BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n), 0xcbf29ce484222325n);
}

function mix64(word: bigint): bigint {
  const once = BigInt.asUintN(64, (word ^ (word >> 30n)) * 0xbf58476d1ce4e5b9n);
  const twice = BigInt.asUintN(64, (once ^ (once >> 27n)) * 0x94d049bb133111ebn);
  return twice ^ (twice >> 31n);
}

/** Fills `words` with the next 32-bit words of the stream. */
export function drawWords(stream: Stream, words: Uint32Array): void {
  let a = stream[0] as number;
  let b = stream[1] as number;
  let c = stream[2] as number;
  let d = stream[3] as number;
  for (let i = 0; i < words.length; i++) {
    const scrambled = Math.imul(b, 5);
    words[i] = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
  }
  stream[0] = a;
  stream[1] = b;
  stream[2] = c;
  stream[3] = d;
}

/**
 * Fills `picks` with whole numbers from 0 to bound - 1, each exactly as likely as any other: the high half of word * bound, with the
 * few words drawn again that would make some numbers likelier (Lemire 2019, "Fast random integer generation in an
 * interval", ACM TOMACS 29(1)). word * bound is exact in a double up to a bound of 2^21; RangeError beyond it.
 */
export function drawBelow(stream: Stream, bound: number, picks: Uint32Array): void {
  if (!Number.isInteger(bound) || bound < 1 || bound > LARGEST_BOUND) {
    throw new RangeError(`bound is ${bound}: it must be a whole number from 1 to ${LARGEST_BOUND}`);
  }
  const uneven = TWO_32 % bound;
  drawWords(stream, picks);
  for (let i = 0; i < picks.length; i++) {
    while (Math.imul(picks[i] as number, bound) >>> 0 < uneven) drawWords(stream, picks.subarray(i, i + 1));
    picks[i] = ((picks[i] as number) * bound) / TWO_32;
  }
}
