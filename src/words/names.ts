const LONGEST_NAME = 80;
const LONGEST_NOTE = 1000;

// Controls of the direction of writing, which would turn the text around them.
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function shown(text: string, longest: number): string {
  const plain = text
    .replace(DIRECTION, '\ufffd')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  // Twice as many UTF-16 units as characters are enough to see whether there are more.
  const characters = [...plain.slice(0, 2 * longest + 2)];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : plain;
}

/**
 * A name as a page shows it. Models run elsewhere may be called anything: controls of the direction of writing become visible signs,
 * white space is one space, and what is longer than 80 characters is cut.
 */
export const shownName = (name: string): string => shown(name, LONGEST_NAME);

/** A note as a page shows it, likewise, cut at 1,000 characters: a browser takes seconds to break one word of 100,000. */
export const shownNote = (note: string): string => shown(note, LONGEST_NOTE);

/** Names without a closing parenthesis, `LEK-Gemma3 1B (layered)`, wherever they stay distinct from the others without it. */
export function shortNames(names: readonly string[]): Map<string, string> {
  const distinct = [...new Set(names)];
  const cut = (name: string) => name.replace(/\s*\([^()]*\)$/, '') || name;
  const times = Map.groupBy(distinct, cut);
  return new Map(distinct.map((name) => [name, times.get(cut(name))?.length === 1 ? cut(name) : name]));
}

/** Names of one line, said once: `Gemma 3 4B`, `Gemma 3 12B` become `Gemma 3 4B`, `12B`. Words are shared only from the start. */
export function sharedFront(names: readonly string[]): string[] {
  const words = names.map((name) => name.split(' '));
  const [first = [], ...others] = words;
  let shared = 0;
  while (others.length > 0 && words.every((each) => each.length > shared + 1 && each[shared] === first[shared])) shared += 1;
  return names.map((name, index) => (index === 0 ? name : name.split(' ').slice(shared).join(' ')));
}

/** Names of models run elsewhere may hold anything, at any length: the first 80 characters stand for a longer one. */
export function cutName(name: string): string {
  const points = [...name.slice(0, 400)];
  return points.length > 80 ? `${points.slice(0, 80).join('')}…` : name;
}
