import { describe, expect, test } from 'vitest';
import { promptMessages } from '../../pipeline/records/index.ts';

const probe = 'A probe,\nin two lines. ';
const kernel = '{"kernel": 1}\n';

describe('the messages of a condition', () => {
  test('baseline: the probe alone, whatever the template takes', () => {
    for (const systemRole of [true, false]) expect(promptMessages({ probe, systemRole })).toEqual([{ role: 'user', content: probe }]);
  });

  test('a kernel: its text to the last byte as the system message', () => {
    expect(promptMessages({ kernel, probe, systemRole: true })).toEqual([
      { role: 'system', content: kernel },
      { role: 'user', content: probe },
    ]);
  });

  test('a template without a system role: kernel, two line feeds, probe, as one message', () => {
    expect(promptMessages({ kernel, probe, systemRole: false })).toEqual([{ role: 'user', content: `${kernel}\n\n${probe}` }]);
  });

  test('an empty kernel is a kernel', () => {
    expect(promptMessages({ kernel: '', probe, systemRole: true })).toHaveLength(2);
  });
});
