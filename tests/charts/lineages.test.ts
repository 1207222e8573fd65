import { describe, expect, test } from 'vitest';
import { chainsOf, lineages, lineagesOf, type Step, type Version } from '../../src/charts/lineages.ts';
import { scaleOver } from '../../src/charts/scale.ts';
import { picture } from './pictures.ts';
import { rows } from './rows.ts';

const versions = rows<Version>('lineages');
const steps = rows<Step>('lineage-steps');
const scale = scaleOver([0, ...lineagesOf(versions).flatMap((each) => each.map(({ stated }) => stated))], { most: 6, margin: 0.06 });
const drawn = (width: number, given = versions) => lineages(given, steps, { scale, width, ariaLabel: 'Versions' });

describe('averages version by version', () => {
  picture('lineages-wide', () => drawn(880));
  picture('lineages-narrow', () => drawn(330));
  picture('lineages-of-nothing', () => drawn(330, []));

  test('families of one version make no lineage', () => {
    expect(lineagesOf(versions).map(([first]) => first?.family)).toEqual(['Gemma', 'Mistral', 'Llama', 'Qwen']);
  });

  test('models joined by steps are one chain, the others one each, by size', () => {
    const gemma = versions.filter(({ family }) => family === 'Gemma');
    expect(chainsOf(gemma, steps).map((chain) => chain.map(({ name }) => name))).toEqual([
      ['Gemma 3 1B'],
      ['Gemma 1.1 2B', 'Gemma 2 2B'],
      ['Gemma 3 4B'],
      ['Gemma 1.1 7B', 'Gemma 2 9B', 'Gemma 3 12B'],
      ['Gemma 2 27B', 'Gemma 3 27B'],
    ]);
  });

  test('every model of a lineage is drawn, with an interval where it has one and an arrow where that leaves the axis', () => {
    const svg = drawn(880);
    expect(svg.match(/<circle/g)).toHaveLength(18);
    expect(svg.match(/class="whisker [a-z-]+"/g)?.sort()).toEqual(
      ['gemma', 'llama', 'llama', 'mistral', 'qwen'].map((family) => `class="whisker ${family}"`),
    );
  });

  test('names of published families and versions are shown whole', () => expect(drawn(330)).not.toContain('…'));

  test('a narrow drawing has rows instead of smaller marks', () => {
    expect(drawn(330).match(/>points</g)).toHaveLength(2);
    expect(drawn(880).match(/>points</g)).toHaveLength(1);
  });

  test('names of any length and kind stay within the drawing', () => {
    const strange = versions.map((row) =>
      row.family === 'Qwen' ? { ...row, family: 'W'.repeat(80), version: `${row.version}${'<b>'.repeat(20)}` } : row,
    );
    const svg = drawn(330, strange);
    expect(svg).not.toContain('<b>');
    expect(svg).toMatch(/>W+…</);
  });
});
