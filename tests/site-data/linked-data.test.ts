import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkedData } from '../../src/data/linked-data.ts';

const inside = (markup: string) => /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(markup)?.[1] ?? '';

test('nothing in the data can end the element or begin another', () => {
  const hostile = { name: '</script><script>alert(1)</script><!--', note: '\u2028&amp;<b>' };
  const json = inside(linkedData(hostile));
  expect(json).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(json)).toEqual(hostile);
});

test('any object comes back as it was', () => {
  fc.assert(
    fc.property(fc.object({ values: [fc.string({ unit: 'binary' }), fc.integer(), fc.boolean()] }), (value) => {
      const json = inside(linkedData(value));
      expect(json).not.toMatch(/[<>]/);
      expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(JSON.parse(JSON.stringify(value))));
    }),
  );
});
