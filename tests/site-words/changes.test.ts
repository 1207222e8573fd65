import { describe, expect, test } from 'vitest';
import type { Changes, FigureChange } from '../../pipeline/release/index.ts';
import { apart, beforeAndAfter, changesSentence, comparisonName, meanName, releasesSentence } from '../../src/words/changes.ts';
import { citeSentence } from '../../src/words/cite.ts';

const none: Changes = { sameData: true, scorer: null, tables: [], means: [], comparisons: [] };
const figure = (what: FigureChange['what']): FigureChange => ({ id: what, what, fields: [] });

describe('how many releases there are', () => {
  const first = { version: '0.1.0', date: '2026-11-24' };

  test('none, one, several', () => {
    expect(releasesSentence([])).toBe('There is no release yet, so there is nothing that a figure could have changed from.');
    expect(releasesSentence([first])).toBe(
      'There is one release, 0.1.0 of 24 November 2026. No figure has changed between releases, since there is nothing to compare it with.',
    );
    expect(releasesSentence([first, { version: '0.2.0', date: '2027-01-02' }])).toBe(
      'Two releases, from 0.1.0 of 24 November 2026 to 0.2.0 of 2 January 2027. Between each and the next stand all figures that changed.',
    );
  });

  test('and which of them a site is', () => {
    expect(citeSentence(undefined, false)).toMatch(/^There is no release yet\./);
    expect(citeSentence(first, true)).toMatch(/The newest is 0\.1\.0 of 24 November 2026, and this site was built from its data\.$/);
    expect(citeSentence(first, false)).toMatch(/; this site was built from other data\.$/);
  });
});

describe('what a step changed', () => {
  test('nothing', () => expect(changesSentence(none)).toBe('The data are the same, row by row, and so is every figure.'));

  test('tables alone', () => {
    const table = { name: 't', before: { rows: 1, sha256: 'a' }, after: { rows: 1, sha256: 'b' } };
    expect(changesSentence({ ...none, sameData: false, tables: [table] })).toBe('One table differs. No key figure changed.');
  });

  test('figures, in each of three ways', () => {
    expect(changesSentence({ ...none, sameData: false, means: [figure('changed')] })).toBe('One mean is not what it was.');
    expect(
      changesSentence({
        ...none,
        sameData: false,
        means: [figure('changed'), figure('changed'), figure('new')],
        comparisons: [figure('changed'), figure('gone'), figure('gone')],
      }),
    ).toBe('Two means and one comparison are not what they were; one mean is new; two comparisons are gone.');
  });

  test('the scorer', () => {
    expect(changesSentence({ ...none, scorer: { before: '2.0.0', after: '2.1.0' } })).toMatch(
      /^The scorer went from 2\.0\.0 to 2\.1\.0\. The data/,
    );
    expect(changesSentence({ ...none, scorer: { before: '2.0.0', after: '2.0.0' } })).toMatch(/^The scorer’s table changed\. /);
  });
});

describe('numbers before and after', () => {
  test('have as many decimals as tell them apart', () => {
    expect(apart(1.234, 1.235)).toEqual(['1.23', '1.24']);
    expect(apart(1.234, 1.2341)).toEqual(['1.2340', '1.2341']);
    expect(apart(1, 1 + 1e-15)).toEqual(['1.00', '1.00']);
    expect(apart(null, -1)).toEqual(['–', '−1.00']);
  });

  test('are written as their column does', () => {
    expect(beforeAndAfter({ field: 'n', before: 100, after: 101 }, false)).toEqual(['100', '101']);
    expect(beforeAndAfter({ field: 'p_holm', before: 0.04, after: 0.0402 }, true)).toEqual(['0.0400', '0.0402']);
    expect(beforeAndAfter({ field: 'mean_difference', before: 0.5, after: -0.5 }, true)).toEqual(['+0.50', '−0.50']);
    expect(beforeAndAfter({ field: 'mean', before: 0.5, after: 0.6 }, false)).toEqual(['0.50', '0.60']);
  });
});

describe('figures by name', () => {
  const runs = new Map([
    ['a.p100', { name: 'A', probe_set: 'P100', source: 'published' }],
    ['b.p100', { name: 'B', probe_set: 'P100', source: 'published' }],
    ['c.p100.local', { name: 'C', probe_set: 'P100', source: 'local' }],
  ]);

  test('means', () => {
    expect(meanName('a.p100/json', runs)).toBe('A, P100, JSON kernel');
    expect(meanName('c.p100.local/placebo', runs)).toBe('C, made here, P100, placebo');
    expect(meanName('gone.p100/json', runs)).toBe('gone.p100/json');
  });

  test('comparisons, by what differs', () => {
    expect(comparisonName('kernels/a.p100/txt~a.p100/baseline', runs)).toBe('A, P100: TXT kernel minus no kernel');
    expect(comparisonName('pairs/a.p100/json~b.p100/json', runs)).toBe('A minus B, P100, JSON kernel');
    expect(comparisonName('odd/a.p100/json~b.p100/txt', runs)).toBe('A, P100, JSON kernel minus B, P100, TXT kernel');
    expect(comparisonName('pairs/a.p100/json~gone/json', runs)).toBe('pairs/a.p100/json~gone/json');
  });
});
