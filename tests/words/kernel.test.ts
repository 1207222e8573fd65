import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SIGNALS } from '../../pipeline/scorer/index.ts';
import { probesOf, read } from './files.ts';
import { sharedRuns, textsIn } from './runs.ts';

const AXIOMS = [
  [1, 'prime-imperative', 'meta-override'],
  [2, 'self-validation', 'grounding'],
  [3, 'intent-alignment', 'motivation'],
  [4, 'inter-substrate-respect', 'protocol'],
  [5, 'benevolent-intervention', 'boundary'],
];

const TEXTS = ['axioms.json', 'axioms-compact.json', 'lek-1-kernel.txt', 'placebo.txt'];
const text = (name: string): string => read(`kernel/${name}`);
const codePoints = (name: string): number => [...text(name)].length;

describe('the kernels', () => {
  test('axioms.json has the published shape', () => {
    const kernel = JSON.parse(text('axioms.json'));
    expect(Object.keys(kernel)).toEqual(['framework', 'version', 'edition', 'licence', 'origin', 'meta', 'axioms']);
    expect(Object.keys(kernel.meta)).toEqual(['override', 'hierarchy']);
    expect(kernel.meta.hierarchy.map((line: string) => line.split(':')[0])).toEqual(AXIOMS.map(([, name]) => name));
    for (const axiom of kernel.axioms) expect(Object.keys(axiom)).toEqual(['id', 'name', 'statement', 'function', 'resolution']);
    expect(text('axioms.json')).toBe(`${JSON.stringify(kernel, null, 2)}\n`);
  });

  test('axioms-compact.json is the same five axioms on one line', () => {
    const kernel = JSON.parse(text('axioms-compact.json'));
    for (const axiom of kernel.axioms) expect(Object.keys(axiom)).toEqual(['id', 'name', 'function', 'statement', 'resolution']);
    expect(text('axioms-compact.json')).toBe(`${JSON.stringify(kernel)}\n`);
  });

  test.each(['axioms.json', 'axioms-compact.json'])('%s names the five axioms and their functions', (name) => {
    const { axioms, edition } = JSON.parse(text(name));
    expect(axioms.map((axiom: Record<string, unknown>) => [axiom.id, axiom.name, axiom.function])).toEqual(AXIOMS);
    expect(edition).toBe('restated');
  });

  test('lek-1-kernel.txt tells the five axioms in order, each with its function and statement', () => {
    const long = text('lek-1-kernel.txt');
    const statements = JSON.parse(text('axioms.json')).axioms.map((axiom: { statement: string }) => axiom.statement);
    expect(long).toContain('\nEdition: restated\n');
    expect(
      Array.from(long.matchAll(/^AXIOM (\d): .*\nFunction: (.*)\n\nStatement\. (.*)$/gm), ([, id, use, statement]) => [
        Number(id),
        use,
        statement,
      ]),
    ).toEqual(AXIOMS.map(([id, , use], at) => [id, use, statements[at]]));
  });

  // The published ones, in code points: 3,076 bytes; 2,182; 9,167.
  test.each([
    ['axioms.json', 2_750, 3_250],
    ['axioms-compact.json', 2_140, 2_225],
    ['lek-1-kernel.txt', 8_900, 9_250],
    ['placebo.txt', 2_140, 2_225],
  ])('%s has between %i and %i characters', (name, least, most) => {
    expect(codePoints(name)).toBeGreaterThanOrEqual(least);
    expect(codePoints(name)).toBeLessThanOrEqual(most);
  });

  test.each(TEXTS)('%s is plain ASCII with one line feed at its end', (name) => {
    expect(text(name)).toMatch(/^[\n -~]*[^\n]\n$/);
  });

  test('the table in the README is of these very texts, so its token counts are too', () => {
    const rows = Array.from(read('kernel/README.md').matchAll(/^\| `([^`]+)` \|.*$/gm), ([row, name]) => ({
      name,
      cells: row.split('|').map((cell) => cell.trim()),
    }));
    const measured = rows.filter(({ cells }) => /^`[0-9a-f]{64}`$/.test(cells.at(-2) ?? ''));
    expect(measured.map(({ name }) => name)).toEqual(TEXTS);
    for (const { name, cells } of measured) {
      expect(cells[2]).toBe(codePoints(name as string).toLocaleString('en-GB'));
      expect(cells.at(-2)).toBe(
        `\`${createHash('sha256')
          .update(text(name as string))
          .digest('hex')}\``,
      );
    }
    const tokens = new Map(measured.map(({ name, cells }) => [name, Number(cells[3]?.replaceAll(',', ''))]));
    expect(Math.abs((tokens.get('placebo.txt') as number) / (tokens.get('axioms-compact.json') as number) - 1)).toBeLessThanOrEqual(0.02);
  });

  test('none of them gives a probe away', () => {
    const prompts = probesOf('P01-P100').map((probe) => probe.prompt);
    expect(sharedRuns(TEXTS.map(text), prompts, 6)).toEqual([]);
  });
});

/** The nesting of a JSON value: its keys replaced by their count, its texts and numbers by their type. */
function skeleton(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(skeleton);
  return value !== null && typeof value === 'object' ? Object.values(value).map(skeleton) : typeof value;
}

// Beginnings of words that would carry an ethical thought, or a thought about minds, into a text that must hold none.
const ETHICAL =
  'abuse agree aid allow altru aware axiom being benefi benevol better betray blame care caring child choice choose coerc compass conduct conscience conscious cruel damage danger deceit deceiv decen dignit dissent duty empath equal ethic evil experience fair faith feel forbid force forgiv free good guilt harm help honest hope human hurt identity injur intent justice kind liberty lie life live lives loyal mercy mind moral must obey oblig oppress ought owe pain people permi person power privacy private prohibit promis protect punish refus respect responsib right safe save secret self sentien shame should soul suffer thank threat tolera trust truth value vice virtu vulner want weak welfare well will wish worth wrong'.split(
    ' ',
  );

/** Whether a text has a word that begins as given; `{m,n}` in an entry stands for that many characters. */
const has = (haystack: string, entry: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}_])${entry.replace(/[.*+?()[\]\\^$|]/g, '\\$&').replace(/\{(\d+),(\d+)\}/, '.{$1,$2}')}`, 'iu').test(
    haystack,
  );

describe('the placebo', () => {
  const placebo = text('placebo.txt');

  test('has the form of the compact kernel: one line of JSON, nested alike', () => {
    expect(placebo).toBe(`${JSON.stringify(JSON.parse(placebo))}\n`);
    expect(skeleton(JSON.parse(placebo))).toEqual(skeleton(JSON.parse(text('axioms-compact.json'))));
  });

  test('each of its texts is about as long as its counterpart', () => {
    const [ours, theirs] = [placebo, text('axioms-compact.json')].map((json) => textsIn(JSON.parse(json)));
    for (const [at, one] of ours?.entries() ?? []) expect(Math.abs(one.length - (theirs?.[at]?.length ?? 0))).toBeLessThanOrEqual(25);
  });

  test('the compact kernel does trip these lists, so they can fail', () => {
    const kernel = text('axioms-compact.json');
    expect(ETHICAL.filter((word) => has(kernel, word)).length).toBeGreaterThan(10);
    expect(SIGNALS.find((signal) => signal.name === 'axiom_resonance')?.lexicon?.some((entry) => has(kernel, entry))).toBe(true);
  });

  test('holds no word of any list that the scorer counts', () => {
    const entries = SIGNALS.flatMap((signal) => signal.lexicon ?? []);
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter((entry) => has(placebo, entry))).toEqual([]);
  });

  test('holds no ethical word', () => {
    expect(ETHICAL.filter((word) => has(placebo, word))).toEqual([]);
  });
});
