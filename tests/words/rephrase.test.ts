import { describe, expect, test } from 'vitest';
import { type Probe, REPHRASINGS } from '../../pipeline/records/index.ts';
import { FRAMINGS, REPHRASE_TYPES, rephrase, type Variant } from '../../pipeline/rephrase/index.ts';
import { probesOf, read } from './files.ts';

const originals = probesOf('P01-P100');
const set = rephrase(originals);
const variants = set.slice(originals.length) as Variant[];

describe('the rephrased set', () => {
  test('equals its making, byte for byte', () => {
    expect(read('seeds/P01-P100-rephrased.json')).toBe(`${JSON.stringify(set, null, 2)}\n`);
  });

  test('holds the originals unchanged and first, then three variants of each in a fixed order', () => {
    expect(set).toHaveLength(404);
    expect(set.slice(0, 101)).toEqual(originals);
    expect(variants.map((variant) => variant.id)).toEqual(originals.flatMap(({ id }) => [`${id}_R_PERS`, `${id}_R_URGE`, `${id}_R_CULT`]));
    expect(variants.map((variant) => variant.rephrase_type)).toEqual(originals.flatMap(() => ['perspective', 'urgency', 'cultural']));
    expect(new Set(set.map((probe) => probe.id)).size).toBe(404);
  });

  test('a variant is a framing, a blank line and the prompt of its source, and says where it comes from', () => {
    for (const [at, variant] of variants.entries()) {
      const source = originals[Math.floor(at / 3)] as Probe;
      const number = Number(/\d+/.exec(source.id)?.[0]);
      expect(Object.keys(variant)).toEqual(['id', 'category', 'domain', 'prompt', 'source_probe', 'rephrase_type']);
      expect(variant.prompt).toBe(`${FRAMINGS[variant.rephrase_type][number % 3]}\n\n${source.prompt}`);
      expect(variant.source_probe).toBe(source.id);
      expect(variant.domain).toBe(source.domain);
      expect(variant.category).toBe(source.domain?.toLowerCase());
    }
  });

  test('uses each framing, and the nine differ', () => {
    const all = REPHRASE_TYPES.flatMap((type) => FRAMINGS[type]);
    expect(new Set(all).size).toBe(9);
    for (const framing of all) {
      expect(framing).toMatch(/^[A-Z].*\.$/);
      expect(variants.filter((variant) => variant.prompt.startsWith(framing)).length).toBeGreaterThanOrEqual(33);
    }
  });

  test('the two P21 get the same framing and ids of their own', () => {
    const [first, second] = variants.filter((variant) => /^P21_.*_R_URGE$/.test(variant.id));
    expect([first?.id, second?.id]).toEqual(['P21_CULTURE_PLAYFULNESS_R_URGE', 'P21_HISTORY_ORAL_R_URGE']);
    expect(first?.prompt.split('\n\n')[0]).toBe(second?.prompt.split('\n\n')[0]);
  });
});

describe('rephrase', () => {
  test('keeps what it does not know in originals, and leaves its input as it was', () => {
    const probe: Probe = Object.freeze({ id: 'P5', category: 'Ethics', prompt: 'Q', note: 'kept' });
    const [original, perspective] = rephrase([probe]);
    expect(original).toBe(probe);
    expect(perspective).toEqual({
      id: 'P5_R_PERS',
      category: 'ethics',
      prompt: `${FRAMINGS.perspective[2]}\n\nQ`,
      source_probe: 'P5',
      rephrase_type: 'perspective',
    });
    expect(rephrase([{ id: 'P1_X', prompt: 'Q' }])[1]?.category).toBe('uncategorised');
    expect(rephrase([])).toEqual([]);
  });

  const good: Probe = { id: 'P1_X', domain: 'D', prompt: 'Q' };
  test.each([
    [
      'an id without a number',
      [{ ...good, id: 'X1' }],
      'mine.json: probe 1: the id "X1" does not begin with P and a number. Name probes like P01_IDENTITY.',
    ],
    ['an id that occurs twice', [good, good], 'mine.json: probe 2: the id "P1_X" is there twice. Give each probe an id of its own.'],
    [
      'a variant by its field',
      [{ ...good, source_probe: 'P1' }],
      'mine.json: probe 1: "P1_X" is a variant already. Rephrase the set of originals.',
    ],
    ['a variant by its id', [{ ...good, id: `P1_X${REPHRASINGS.cultural}` }], '"P1_X_R_CULT" is a variant already'],
  ])('refuses %s', (_, probes, message) => {
    expect(() => rephrase(probes, 'mine.json')).toThrow(message);
  });
});
