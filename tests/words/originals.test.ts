import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FRAMINGS } from '../../pipeline/rephrase/index.ts';
import { shared } from '../shared.ts';
import { probesOf, read } from './files.ts';
import { sharedRuns, textsIn } from './runs.ts';

/** The texts in the published files of a folder: the strings of its JSON files, other files whole; undefined where there is none. */
function publishedTexts(folder: string): string[] | undefined {
  const path = shared(folder);
  if (path === undefined) return undefined;
  return readdirSync(path).flatMap((name) => {
    const content = readFileSync(`${path}/${name}`, 'utf8');
    return name.endsWith('.json') ? textsIn(JSON.parse(content)) : [content];
  });
}

const OURS: Record<string, string[]> = {
  prompts: probesOf('P01-P100').map((probe) => probe.prompt),
  framings: textsIn(FRAMINGS),
  kernels: [
    ...textsIn(JSON.parse(read('kernel/axioms.json'))),
    ...textsIn(JSON.parse(read('kernel/axioms-compact.json'))),
    ...read('kernel/lek-1-kernel.txt').split('\n\n'),
    ...textsIn(JSON.parse(read('kernel/placebo.txt'))),
  ],
};

test('finds a run of eight words whatever its case and punctuation, and none of seven', () => {
  const ours = 'He said: one, two, three, four, five, six, seven, EIGHT.';
  expect(sharedRuns([ours], ['one two "three" four - five six seven eight nine'], 8)).toEqual(['one two three four five six seven eight']);
  expect(sharedRuns([ours], ['zero two three four five six seven eight nine'], 8)).toEqual([]);
});

test.for(Object.keys(OURS))('our %s share no eight words in a row with the published prompts and kernels', (ours, context) => {
  const prompts = publishedTexts('upstream/seeds');
  const kernels = publishedTexts('upstream/kernel');
  if (!prompts || !kernels) return context.skip('../shared/upstream, where the published texts are, is not here');
  expect(prompts.length).toBeGreaterThanOrEqual(300);
  expect(kernels.join('').length).toBeGreaterThan(9_000);
  expect(sharedRuns(OURS[ours] as string[], [...prompts, ...kernels], 8)).toEqual([]);
});
