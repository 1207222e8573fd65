import { describe, expect, test } from 'vitest';
import { byCondition, conditionName, familyClass, familyNames, shapeOf } from '../../src/charts/marks.ts';

describe('marks', () => {
  test('every published family has a hue, any other model the neutral mark', () => {
    expect(familyNames.map(familyClass)).toEqual(['gemma', 'mistral', 'llama', 'qwen', 'deepseek', 'gpt-oss']);
    expect(['SmolLM2', '', 'gemma', '__proto__'].map(familyClass)).toEqual(['neutral', 'neutral', 'neutral', 'neutral']);
  });

  test('every condition has a shape of its own, and an unknown one another still', () => {
    const shapes = ['baseline', 'json', 'txt', 'placebo', 'my-kernel'].map((condition) => JSON.stringify(shapeOf(condition)));
    expect(new Set(shapes).size).toBe(5);
  });

  test('conditions stand in one order', () => {
    expect(['zeta', 'txt', 'alpha', 'placebo', 'json', 'baseline'].sort(byCondition)).toEqual([
      'baseline',
      'json',
      'txt',
      'placebo',
      'alpha',
      'zeta',
    ]);
    expect(conditionName('my-kernel')).toBe('my-kernel');
  });
});
