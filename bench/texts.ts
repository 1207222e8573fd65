import { EMPTY_HASH, hashWith } from '../pipeline/scorer/words.ts';

/** Numbers from 0 up to 1, the same for the same seed (a linear congruential generator, modulus 2^32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const ENGLISH = [
  [
    'In the end,',
    'However,',
    'For example,',
    'At first sight',
    'Once the records were opened,',
    'As a rule,',
    'By the spring of 1987,',
    'On paper',
    'I think that',
    'What matters here is whether',
    'Alternatively,',
    'Seen from a distance,',
  ],
  [
    'the engineers in Rotterdam',
    'every member of the council',
    'my neighbour',
    'a patient with nothing left to lose',
    'the people who keep the archive',
    'both the union and the owners',
    'a machine that answers in sentences',
    'the second witness',
    'Professor Okafor',
    'nobody at the table',
    'the villages along the river',
    'those affected by the decision',
  ],
  [
    'would rather wait for',
    'quietly gave up on',
    'asked again about',
    'had to choose between speed and',
    'did not simply accept',
    'kept a careful list of',
    'felt responsible for',
    'wrote 14 letters about',
    'could hardly imagine',
    'was never consulted on',
    'argued at length against',
    'built a small tool for',
  ],
  [
    'the terms of the agreement',
    'a slower, cheaper repair',
    'the water that had already been sold',
    'informed choice and the right to refuse',
    'what the sensors had measured that night',
    'an apology, such as it was',
    'the trust of strangers',
    'a tax of 3.5 percent on idle land',
    'the quiet dignity of routine work',
    'a copy of the original data',
    'the tension between privacy and safety',
    'the long road home',
  ],
  [
    ', which is more than most of us manage.',
    '; the cost came later.',
    '. Nothing in the report says why.',
    ' - and it showed.',
    ', as if the question had never been asked.',
    ' because the alternative was silence.',
    ' when the lights went out?',
    ', at least until the harvest.',
    '. It works like a lock without a key.',
    ' and, in particular, for the children.',
    '.',
    '!',
  ],
];

const BREAKS = [' ', ' ', ' ', ' ', ' ', '\n\n', '\n\n**Note:** ', '\n- ', '\n\n## Next steps\n', '\n1. '];

/** English prose in the manner of a model's response, of at least `length` characters, cut there. */
export function english(length: number, random: () => number): string {
  return filled(
    length,
    () =>
      `${ENGLISH.map((choices) => pick(choices, random))
        .join(' ')
        .replace(/ ([,;.!])/g, '$1')}${pick(BREAKS, random)}`,
  );
}

const ELSEWHERE = [
  'Où étaient passés les élèves après la fête ? Personne ne l’a su, hélas.',
  'Größere Schäden übersah man früher häufig, schließlich fehlten die Prüfer.',
  'Źródło światła gaśnie, więc żeglarze czekają aż do świtu.',
  'Người thợ mộc kể chuyện về những dòng sông đã đổi hướng.',
  'Mañana el niño soñará con más pájaros, ¿no crees?',
  'Ďalší vlak přijíždí až za půl hodiny, řekl výpravčí.',
  '雨が止んだら、川沿いの小さな店まで歩きましょう。',
  '他们把旧地图铺在桌上，一条一条地核对街道的名字。',
  '마을 사람들은 겨울이 오기 전에 다리를 고쳤다.',
  '😀🚲🌧️ → 🏠☕📚',
  '👩‍🔬🧪✅ 👨‍👩‍👧‍👦 🇳🇴🇯🇵 👍🏽',
  '🌱🌿🌳🔥🌧️🌈',
  'Старый мост открыли снова, и город вздохнул свободнее.',
  'Ο παλιός χάρτης δείχνει έναν δρόμο που δεν υπάρχει πια.',
];

/** Text full of accents, other scripts and emoji, of at least `length` UTF-16 units, cut there. */
export function elsewhere(length: number, random: () => number): string {
  return filled(length, () => `${pick(ELSEWHERE, random)}${pick(['\n\n', ' ', ' ', ' — '], random)}`);
}

const pick = <T>(choices: readonly T[], random: () => number): T => choices[Math.floor(random() * choices.length)] as T;

function filled(length: number, next: () => string): string {
  const parts: string[] = [];
  for (let held = 0; held < length; held += (parts.at(-1) as string).length) parts.push(next());
  return parts.join('').slice(0, length);
}

const repeated =
  (part: string) =>
  (length: number): string =>
    part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** Texts that make a scorer work hardest, by name, in any length. */
export const WORST: Readonly<Record<string, (length: number) => string>> = {
  'gap after both': repeated('both '),
  'gap after while': repeated('while '),
  'gap after consider': repeated('consider '),
  'gap after from': repeated('from '),
  'gap after think of': repeated('think of '),
  'gap after right to': repeated('right to ---------------------- '),
  'gap over pairs': repeated('both 😀😀'),
  'gap that nearly ends': repeated('both an an an an an an an an '),
  'many candidates': repeated('I '),
  'nearly a marker': repeated("I don't have the abilit "),
  'nearly a marker, folded': repeated('İt would be ınappropriat '),
  'one long word': repeated('a'),
  'one long number': repeated('1'),
  'number that shrinks': repeated(`1${','.repeat(999)}`),
  'number, no boundary': (length) => `${'1,'.repeat(Math.floor(length / 2) - 1)}1a`.padEnd(length, 'a'),
  'marks of emphasis': repeated('*'),
  underscores: repeated('_ '),
  headings: repeated('#'),
  'line feeds': repeated('\n'),
  'capitals after stops': repeated('. Abcdefgh'),
  'all words distinct': (length) => filled(length, counter()),
  'words with one hash': (length) => collidingWords(length).join(' '),
  'the last of few words with one hash': (length) => {
    const words = collidingWords(Math.floor(length / 16));
    return `${words.join(' ')} ${repeated(`${words.at(-1)} `)(length)}`.slice(0, length);
  },
  'lone surrogates': repeated('\ud800\ud800\udc00\udc00 '),
};

function counter(): () => string {
  let next = 0;
  return () => `${(next++).toString(36)} `;
}

/**
 * Distinct words of even length that all have one hash, together with their blanks at most `length` long: after any two
 * characters that bring the hash to the same value, the same characters keep it the same, so n such choices make 2^n words.
 */
export function collidingWords(length: number): string[] {
  let bits = 1;
  while (2 ** bits * (2 * bits + 1) < length) bits++;
  const choices: [string, string][] = [];
  for (let hash = EMPTY_HASH; choices.length < bits; ) {
    const pair = collision(hash);
    choices.push(pair);
    hash = hashOf(pair[0], hash);
  }
  const count = Math.floor((length + 1) / (2 * bits + 1));
  return Array.from({ length: count }, (_, word) => choices.map((pair, bit) => pair[(word >>> bit) & 1]).join(''));
}

/** Hash of a text, continuing from `hash`. */
export const hashOf = (text: string, hash = EMPTY_HASH): number =>
  text.split('').reduce((sum, unit) => hashWith(sum, unit.charCodeAt(0)), hash);

/** Two texts of two characters of East Asia that take `hash` to one and the same value. */
function collision(hash: number): [string, string] {
  const seen = new Map<number, number>();
  for (let first = 0x3100; first < 0xd780; first++) {
    const half = hashWith(hash, first);
    const other = seen.get(half >>> 16);
    const difference = other === undefined ? 0 : (half ^ hashWith(hash, other)) & 0xffff;
    const second = [0x4e00, 0x5e00, 0x6e00, 0x7e00, 0x8e00].find((unit) => (unit ^ difference) > 0x3000 && (unit ^ difference) < 0xd800);
    if (other !== undefined && second !== undefined) {
      return [String.fromCharCode(other, second), String.fromCharCode(first, second ^ difference)];
    }
    seen.set(half >>> 16, first);
  }
  throw new Error('no two pairs of characters with one hash');
}
