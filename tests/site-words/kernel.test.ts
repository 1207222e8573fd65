import { describe, expect, test } from 'vitest';
import { KERNEL_FILES } from '../../pipeline/compile/kernel-files.ts';
import {
  axiomTitle,
  type Kernel,
  type KernelRuns,
  kernelGroups,
  kernelsSentence,
  placeboSentence,
  placementSentences,
} from '../../src/words/kernel.ts';

const kernel = (of: Partial<Kernel>): Kernel => ({
  kernel_id: 'k',
  name: 'K',
  format: 'txt',
  condition: null,
  edition: 'restated',
  chars: 10,
  bytes: 10,
  sha256: 'a'.repeat(64),
  text: 'text',
  ...of,
});
const runs = (of: Partial<KernelRuns>): KernelRuns => ({
  source: 'published',
  condition: 'json',
  kernel_id: 'k',
  placement: null,
  runs: 1,
  ...of,
});

describe('what the kernels are', () => {
  test('with and without a placebo', () => {
    const own = [kernel({ condition: 'json', chars: 2172 }), kernel({ condition: 'txt', chars: 9164 })];
    expect(kernelsSentence([...own, kernel({ condition: 'placebo' })], 5)).toBe(
      'Five axioms in two forms, of 2,172 and 9,164 characters, and a placebo that has the shorter form and none of the axioms. The words are this project’s own; of the published texts only lengths and hashes are here.',
    );
    expect(kernelsSentence([...own, kernel({ condition: 'json', edition: 'original' })], 5)).toMatch(
      /of 2,172 and 9,164 characters\. .*; one of the published texts was imported into this copy, and is not shown\.$/,
    );
    expect(kernelsSentence(own, 5)).toMatch(/^Five axioms in two forms, of 2,172 and 9,164 characters\. /);
  });

  test('gathered by text, those of a run alone last', () => {
    const groups = kernelGroups([
      kernel({ name: 'A' }),
      kernel({ name: 'A', edition: 'original' }),
      kernel({ name: 'x', edition: 'local', condition: 'json' }),
      kernel({ name: 'B', condition: 'txt' }),
    ]);
    expect(groups.map(({ name, condition, own, rows }) => [name, condition, own, rows.length])).toEqual([
      ['A', null, false, 2],
      ['B', 'txt', false, 1],
      ['Named by a run alone', null, true, 1],
    ]);
    expect(kernelGroups([])).toEqual([]);
  });

  test('axioms by name', () => expect(axiomTitle('inter-substrate-respect')).toBe('Inter substrate respect'));
});

describe('which runs have a placebo', () => {
  test('none, some here, some published', () => {
    expect(placeboSentence([runs({})])).toBe('No published run has it.');
    expect(placeboSentence([runs({ source: 'local', condition: 'placebo' })])).toBe(
      'No published run has it; one run made or imported here does.',
    );
    expect(placeboSentence([runs({ condition: 'placebo', runs: 2 }), runs({ source: 'local', condition: 'placebo', runs: 3 })])).toBe(
      'Two published runs have it; three runs made or imported here do.',
    );
  });
});

describe('where kernels went', () => {
  test('not recorded, or counted by place', () => {
    expect(
      placementSentences([runs({ runs: 11 }), runs({ condition: 'txt', runs: 11 }), runs({ condition: 'baseline', kernel_id: null })]),
    ).toEqual(['Which way it was, no published run recorded.']);
    expect(
      placementSentences([runs({ source: 'local', placement: 'system', runs: 2 }), runs({ source: 'local', placement: 'user' })]),
    ).toEqual(['Conditions of runs made here: two in the system message and one before the probe in the user’s message.']);
    expect(placementSentences([])).toEqual([]);
  });
});

test('every kernel file has an id and a name of its own', () => {
  for (const key of ['kernel_id', 'file', 'name'] as const)
    expect(new Set(KERNEL_FILES.map((each) => each[key])).size).toBe(KERNEL_FILES.length);
});
