/**
 * How fast the scorer is, beside the Python reference on the same texts in the same run, one thread each:
 * `npm run bench:scorer`. Each figure is the fastest of several passes, since whatever else the machine does only adds to it.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { explain, score } from '../pipeline/scorer/index.ts';
import { elsewhere, english, generator, WORST } from './texts.ts';

const RESPONSES = 1616;
const LENGTH = 4500;
const REFERENCE = fileURLToPath(new URL('../tests/scorer/reference.py', import.meta.url));

const random = generator(20_260_219);
// Through JSON, as the texts of a run come, which is also how Python gets them.
const texts = (make: typeof english, count: number) =>
  Array.from({ length: count }, () => JSON.parse(JSON.stringify(make(LENGTH, random))) as string);
const responses = texts(english, RESPONSES);

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const fastest = (passes: number, work: () => void): number => Math.min(...Array.from({ length: passes }, () => milliseconds(work)));

/** Milliseconds of the fastest of three passes of the Python reference; undefined where there is no python3. */
function python(all: readonly string[]): number | undefined {
  const { status, stdout } = spawnSync('python3', [REFERENCE, '--time', '3'], {
    input: all.map((text) => JSON.stringify(text)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  return status === 0 ? 1000 * (JSON.parse(stdout) as { seconds: number }).seconds : undefined;
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

function row(...cells: string[]): void {
  console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(34) : cell.padStart(14))).join(''));
}

// Before anything is warm: what a command that scores one file of results sees.
const cold = milliseconds(() => responses.forEach((text) => void score(text)));

row('against Python', 'UTF-16 units', 'scorer', 'Python', 'ratio', 'wanted');
for (const [name, make, wanted] of [
  ['English prose', english, 30],
  ['accents, CJK, emoji', elsewhere, 10],
] as const) {
  const all = texts(make, 200);
  const units = all.reduce((sum, text) => sum + text.length, 0);
  const own = fastest(15, () => all.forEach((text) => void score(text)));
  const theirs = python(all);
  row(
    name,
    String(units),
    ms(own),
    theirs === undefined ? 'no python3' : ms(theirs),
    theirs === undefined ? '' : `${(theirs / own).toFixed(1)}x`,
    `${wanted}x`,
  );
}

console.log();
row('', 'cold', 'warm', 'wanted');
row(`${RESPONSES} responses of ${LENGTH} units`, ms(cold), ms(fastest(5, () => responses.forEach((text) => void score(text)))), '500 ms');
row('the same, explained', '', ms(fastest(3, () => responses.forEach((text) => void explain(text)))), '');

console.log();
row('1,000,000 units of', 'score', 'wanted');
for (const [name, make] of Object.entries(WORST)) {
  const text = make(1_000_000);
  row(name, ms(fastest(2, () => void score(text))), '1000 ms');
}
