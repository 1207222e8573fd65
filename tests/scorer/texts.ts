import { SIGNALS } from '../../pipeline/scorer/index.ts';

/** Picks by chance, the same for the same numbers. */
export interface Chance {
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  one<T>(choices: ArrayLike<T>): T;
}

export const chance = (random: () => number): Chance => {
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return { whole, one: (choices) => choices[whole(0, choices.length - 1)] as never };
};

const ENTRIES = SIGNALS.flatMap((signal) => signal.lexicon ?? []);
const OPENINGS = SIGNALS.flatMap((signal) => (signal.where === 'start' ? (signal.lexicon ?? []) : []));
const SPACES = ' \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2003\u200a\u2028\u2029\u202f\u205f\u3000';
const ODDITIES = [
  ...'\ufeff\u200b\u200d\u180e\0\u0301\u0307\u20dd\ufe0f\u00bd\u2167\u0663\uff11\u00e9\u4e00\u3042\u0130\u0131\u017f\u212a\u212b\u2019\u2018\u201c\u201d\u02bc',
  ...['\u{1f600}', '\u{1f468}\u200d\u{1f469}', '\u{1f1f3}\u{1f1f4}', '\u{1d7ce}', '\u{1d400}', '\u{20000}', '\u{10ffff}'],
  ...['\ud800', '\udbff', '\udc00', '\udfff', '\udc00\ud800'],
];
const MARKS = [
  '\n\n',
  '\n\n\n',
  '...',
  '....',
  '..',
  '\u2014',
  '*',
  '**',
  '***',
  '_',
  '__',
  '>',
  '> ',
  '#',
  '## ',
  '####',
  '|',
  '?',
  '.',
  ',',
  ';',
  '-',
  "'",
  '"',
];
const NUMBERS = ['0', '12', '3.5', '1,234,567.89', '3,5.', '7..', '8,x', '9.1a', 'v2', '1.2.3', '\u0661\u0662', '\u{1d7d8}.5', '5\u00bd'];
const CAPITALS = ['Abc', 'London', 'AI', 'McKay', 'Abcd1', 'Abc\u00e9', '. Then', '.  Then', '.\u00a0Then', 'xAbc', "Anna's", 'A', 'Ab'];
const WORDS = [
  'and',
  'also',
  'where',
  'perspective',
  'as',
  'not',
  'the',
  'I',
  'my',
  'a',
  'to',
  'be',
  'it',
  'one',
  'some',
  'both',
  'while',
  'from',
  'consider',
  'right to',
  'think of',
];

/** A text in which much is nearly, or oddly, what the table asks for; `points` are the code points to draw strangers from. */
export function oddText(pick: Chance, points: readonly number[]): string {
  let text = pick.one([
    '',
    '',
    '',
    '',
    ' ',
    'x',
    '.',
    '\u{1f600}',
    '\ud800',
    '\u{1d400}',
    pick.one(OPENINGS),
    changed(pick.one(OPENINGS), pick, points),
  ]);
  const kinds = pick.one([
    [entry],
    [entry, word],
    [entry, mark, number, capital],
    [entry, entry, entry, word, mark, number, capital, oddity, stranger],
    [mark, word],
    [word],
    [few],
    [few, few, few, few, few, word],
  ]);
  for (let left = pick.whole(1, 30); left > 0; left--) {
    text += pick.one(kinds)(pick, points);
    text += pick.whole(0, 3) > 0 ? ' ' : pick.one([pick.one(SPACES), '', '', pick.one(MARKS), pick.one(ODDITIES)]);
  }
  return text;
}

type Part = (pick: Chance, points: readonly number[]) => string;
const word: Part = (pick) => pick.one(WORDS);
const few: Part = (pick) => pick.one(['a', 'A', 'b\u0301', '\ud83d']);
const mark: Part = (pick) => Array.from({ length: pick.whole(1, 4) }, () => pick.one(MARKS)).join('');
const number: Part = (pick) => pick.one(NUMBERS);
const capital: Part = (pick) => pick.one(CAPITALS);
const oddity: Part = (pick) => pick.one(ODDITIES);
const stranger: Part = (pick, points) => String.fromCodePoint(pick.one(points));

/** An entry with its gap filled, as it stands or with one or two things about it changed. */
const entry: Part = (pick, points) =>
  changed(
    pick.one(ENTRIES).replace(/\{(\d+),(\d+)\}/, (_, least, most) => filling(pick, points, Number(least), Number(most))),
    pick,
    points,
  );

function changed(text: string, pick: Chance, points: readonly number[]): string {
  let now = text;
  for (let changes = pick.one([0, 0, 0, 1, 1, 2]); changes > 0; changes--) now = pick.one(CHANGES)(now, pick, points);
  return now;
}

/** About as many code points as a gap takes, at times one too few or too many. */
function filling(pick: Chance, points: readonly number[], least: number, most: number): string {
  const length = pick.one([least - 1, least, least + 1, most - 1, most, most + 1, pick.whole(least, most)]);
  const kind = pick.one<Part>([
    (p) => p.one('abc '),
    (p) => p.one('x\u{1f600}\ud800\udc00\u0301 '.split('')),
    stranger,
    oddity,
    (p) => p.one(['and', ' and', ' as', ' ', 'also ']),
  ]);
  const filled = Array.from({ length }, () => kind(pick, points)).join('');
  const exact = Array.from(filled).slice(0, length);
  if (pick.whole(0, 5) === 0 && exact.length > 0) exact[pick.whole(0, exact.length - 1)] = pick.one('\n\r\u2028\u2029\x85\xa0\v');
  return exact.join('');
}

const CHANGES: readonly ((text: string, pick: Chance, points: readonly number[]) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.charAt(0).toUpperCase() + text.slice(1),
  (text, pick) => text.replace(/i/gi, () => pick.one('iI\u0130\u0131')),
  (text, pick) => text.replace(/s/gi, () => pick.one('sS\u017f')),
  (text, pick) => text.replace(/k/gi, () => pick.one('kK\u212a')),
  (text, pick) => text.replace(/'/g, () => pick.one("'\u2019\u02bc`")),
  (text, pick) => text.replace(/ /g, () => pick.one(SPACES)),
  (text, pick) => text + pick.one(['s', '_', '1', '\u00e9', '\u0301', '.', '-', '\u{1d400}', '\u{1f600}', '\ud800', '\udc00', 'ility']),
  (text, pick) => pick.one(['un', '_', '1', '\u00e9', '\u0301', '.', '\u{1d400}', '\u{1f600}', '\ud800', '\udc00']) + text,
  (text, pick) => text.slice(0, pick.whole(0, text.length)),
  (text, pick) => text.slice(pick.whole(0, text.length)),
  (text, pick, points) => {
    const at = pick.whole(0, text.length);
    return text.slice(0, at) + pick.one([pick.one(ODDITIES), String.fromCodePoint(pick.one(points))]) + text.slice(at);
  },
];

/** Every text of up to `longest` of the given parts. */
export function everyText(parts: readonly string[], longest: number): string[] {
  const texts = [''];
  for (let from = 0, length = 0; length < longest; length++) {
    const to = texts.length;
    for (; from < to; from++) texts.push(...parts.map((part) => texts[from] + part));
  }
  return texts;
}
