/**
 * The words of one text, split at whitespace. Distinct ones are kept as places in the text, in an open hash table, which
 * takes a third of the time of a `Set` of strings. A text whose words were made to collide would then cost the square of
 * its length: past a fixed amount of work for each UTF-16 unit such a text goes on in a `Set`, which is proof against that.
 */
export interface Words {
  readonly text: string;
  count: number;
  distinct: number;
  /** Where the first word starts and the last one ends; 0 and 0 where there are none. */
  start: number;
  end: number;
  /** Four numbers a slot: length of the word (0 in a free slot), its hash, where it starts, and one unused. */
  slots: Int32Array;
  work: number;
  set: Set<string> | undefined;
}

const FIELDS = 4;
const FIRST_SLOTS = 1024;
const WORK_PER_UNIT = 8;

/** Hash of a word of no characters. */
export const EMPTY_HASH = 0x811c_9dc5 | 0;

/** Hash of a word with one more UTF-16 unit (FNV-1a over units). */
export const hashWith = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x0100_0193);

/** No words yet. */
export function wordsOf(text: string): Words {
  return { text, count: 0, distinct: 0, start: 0, end: 0, slots: new Int32Array(FIELDS * FIRST_SLOTS), work: 0, set: undefined };
}

/** Adds the next word of the text, from `start` to `end`, whose hash is given. */
export function addWord(words: Words, start: number, end: number, hash: number): void {
  if (words.count++ === 0) words.start = start;
  words.end = end;
  if (words.set) {
    words.distinct = words.set.add(words.text.slice(start, end)).size;
    return;
  }
  const { slots } = words;
  const length = end - start;
  const at = find(words, start, length, hash);
  if (slots[at] === 0) {
    store(slots, at, length, hash, start);
    words.distinct++;
    if (2 * FIELDS * words.distinct > slots.length) words.slots = doubled(slots);
  }
  if (words.work > WORK_PER_UNIT * words.text.length + FIRST_SLOTS) words.set = asSet(words);
}

const slotOf = (hash: number, slots: Int32Array): number => ((hash ^ (hash >>> 15)) * FIELDS) & (slots.length - 1);

const next = (at: number, slots: Int32Array): number => (at + FIELDS) & (slots.length - 1);

/** Where the word is, or the free slot where it belongs. */
function find(words: Words, start: number, length: number, hash: number): number {
  const { text, slots } = words;
  let at = slotOf(hash, slots);
  for (; slots[at] !== 0; at = next(at, slots)) {
    words.work++;
    if (slots[at] !== length || slots[at + 1] !== hash) continue;
    const other = slots[at + 2] as number;
    let same = 0;
    while (same < length && text.charCodeAt(other + same) === text.charCodeAt(start + same)) same++;
    words.work += same;
    if (same === length) break;
  }
  return at;
}

function store(slots: Int32Array, at: number, length: number, hash: number, start: number): void {
  slots[at] = length;
  slots[at + 1] = hash;
  slots[at + 2] = start;
}

function doubled(old: Int32Array): Int32Array {
  const slots = new Int32Array(2 * old.length);
  for (let from = 0; from < old.length; from += FIELDS) {
    if (old[from] === 0) continue;
    let at = slotOf(old[from + 1] as number, slots);
    while (slots[at] !== 0) at = next(at, slots);
    store(slots, at, old[from] as number, old[from + 1] as number, old[from + 2] as number);
  }
  return slots;
}

function asSet({ text, slots }: Words): Set<string> {
  const set = new Set<string>();
  for (let at = 0; at < slots.length; at += FIELDS) {
    const start = slots[at + 2] as number;
    if (slots[at] !== 0) set.add(text.slice(start, start + (slots[at] as number)));
  }
  return set;
}
