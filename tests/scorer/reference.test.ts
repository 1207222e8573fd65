import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { elsewhere, english, generator, WORST } from '../../bench/texts.ts';
import { classAt, DIGIT, SPACE, WORD } from '../../pipeline/scorer/classes.ts';
import { type Counts, SIGNALS, score } from '../../pipeline/scorer/index.ts';
import { chance, everyText, oddText } from './texts.ts';

const REFERENCE = fileURLToPath(new URL('reference.py', import.meta.url));

function python(input: string, ...options: string[]): string {
  const { status, stdout, stderr } = spawnSync('python3', [REFERENCE, ...options], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`reference.py failed: ${stderr}`);
  return stdout;
}

const found = spawnSync('python3', ['--version']).status === 0;
const skipped = found ? '' : ' (skipped: there is no python3 here)';

/** Texts that are not counted alike, with both counts; the shortest first, ten at most. */
function differences(texts: readonly string[]): { text: string; own: Counts; reference: Counts }[] {
  const lines = python(texts.map((text) => `${JSON.stringify(text)}\n`).join(''))
    .trim()
    .split('\n');
  expect(lines).toHaveLength(texts.length);
  return texts
    .map((text, at) => ({ text, own: score(text).counts, reference: JSON.parse(lines[at] as string) as Counts }))
    .filter(({ own, reference }) => JSON.stringify(own) !== JSON.stringify(reference))
    .sort((a, b) => a.text.length - b.text.length)
    .slice(0, 10);
}

describe.skipIf(!found)(`against Python's regular expressions${skipped}`, () => {
  const runs = found ? (JSON.parse(python('', '--classes')) as [number, number, number][]) : [];
  // Python and this engine may know different versions of Unicode: only what both know can be compared.
  const points = runs.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at)).filter(assigned);

  function assigned(point: number): boolean {
    return !/\p{Cn}/u.test(String.fromCodePoint(point));
  }

  test('every code point that both know is of the same class', () => {
    expect(points.length).toBeGreaterThan(270_000);
    const wrong: string[] = [];
    for (const [first, last, expected] of runs) {
      for (let point = first; point <= last; point++) {
        const kind = classAt(String.fromCodePoint(point), 0);
        const own = (kind & WORD ? 1 : 0) + (kind & DIGIT ? 2 : 0) + (kind & SPACE ? 4 : 0);
        if (own !== expected && assigned(point)) wrong.push(`U+${point.toString(16)}: ${own}, in Python ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each([1, 2, 3, 4])('5,000 odd texts are counted alike, seed %i', (seed) => {
    const pick = chance(generator(seed));
    const texts = Array.from({ length: 5000 }, () => oddText(pick, points));
    for (const { name } of SIGNALS) {
      expect(texts.filter((text) => score(text).counts[name] > 0).length, `texts with ${name}`).toBeGreaterThan(100);
    }
    expect(differences(texts)).toEqual([]);
  });

  test.each([
    ['emphasis', ['*', '_', 'a', ' ', '\u0301'], 6],
    ['headings, quotations and newlines', ['#', '>', '\n', ' ', 'a'], 6],
    ['numbers', ['1', ',', '.', 'a', '\u{1d7ce}'], 6],
    ['capitalised words', ['Abc', 'A', 'b', '. ', '.', ' ', '\u{1d400}'], 5],
    ['ellipses and bars', ['.', '|', '\u2014', '?', '\n'], 6],
    ['gaps', ['both ', 'x', ' and', '\u{1f600}', ' ', '\n', 'xxxxxxxxxxxxxxxxxxxxxxxxxx'], 5],
    ['the first person', ['I', "'m", ' ', 'me', '\u0131', '\ud800'], 5],
    ['words that repeat', ['a b ', 'c ', 'a a a ', 'd\u3000e', '\ud83d', '\ude00'], 5],
  ])('every short text of %s is counted alike', (_, parts, longest) => {
    expect(differences(everyText(parts, longest))).toEqual([]);
  });

  test('texts of the benchmark are counted alike', () => {
    const random = generator(7);
    const texts = [english, elsewhere].flatMap((make) => Array.from({ length: 50 }, () => make(4500, random)));
    expect(differences([...texts, ...Object.values(WORST).map((make) => make(3000))])).toEqual([]);
  });
});
