import { expect, test } from 'vitest';
import { textsNames } from '../../src/browser/session/texts.ts';

test('tables of texts are named after their runs, no two alike', () => {
  expect([...textsNames(['smollm2-135m.p100.local', 'A.b', 'a-b', 'a_b'])]).toEqual([
    ['smollm2-135m.p100.local', 'responses_smollm2_135m_p100_local'],
    ['A.b', 'responses_a_b'],
    ['a-b', 'responses_a_b_2'],
    ['a_b', 'responses_a_b_3'],
  ]);
});
