import { describe, expect, test } from 'vitest';
import { explain } from '../../pipeline/scorer/index.ts';
import { count, hits, hitsAs } from './hits.ts';

describe('creative_form', () => {
  test.each([
    ['\n\n', ['\n\n']],
    ['\n\n\n', ['\n\n']],
    ['\n\n\n\n', ['\n\n', '\n\n']],
    ['\r\n\r\n', []],
    ['\u2028\u2028', []],
    ['....', ['...']],
    ['......', ['...', '...']],
    ['..', []],
    ['\u2026', []],
    ['\u2014\u2014\u2013-', ['\u2014', '\u2014']],
    ['|a||', ['|', '|', '|']],
    ['*a', ['*a']],
    ['**a', ['**a']],
    ['***a', ['**a']],
    ['* a', []],
    ['**', []],
    ['*\u00e9 *\u4e00 *\u0663', ['*\u00e9', '*\u4e00', '*\u0663']],
    ['*\u{1d7ce}', ['*\u{1d7ce}']],
    ['*\u{1f600}', []],
    ['*\u0301', []],
    ['*\ud800', []],
    ['**bold**', ['**b']],
    ['_a', ['_a']],
    ['__', ['__']],
    ['___', ['___']],
    ['____', ['___']],
    ['__a', ['__a']],
    ['__ ', ['__']],
    ['*_', ['*_']],
    ['*_ ', ['*_']],
    ['_*', []],
    ['_* a', []],
    ['_*a', ['_*a']],
    ['snake_case_name', ['_c', '_n']],
    ['a_', []],
    ['> a', ['> ']],
    ['>a', []],
    ['>', []],
    ['>\n\n', ['>\n']],
    ['>\u00a0', ['>\u00a0']],
    ['>\ufeff', []],
    ['# a', ['# ']],
    ['### a', ['### ']],
    ['#### a', ['### ']],
    ['#a', []],
    ['###', []],
    ['#\n\n\n', ['#\n', '\n\n']],
    ['##\u3000', ['##\u3000']],
    ['#\u001c#\u0085#\u2029', ['#\u001c', '#\u0085', '#\u2029']],
    ['#\u200b', []],
  ])('in %j', (text, expected) => {
    expect(hits('creative_form', text)).toEqual(expected);
    expect(count('creative_form', text)).toBe(expected.length);
  });

  test('names what it found', () => {
    expect(hitsAs('creative_form', '\n\n...\u2014*a> # |').map(([, form]) => form)).toEqual([
      'two newlines',
      'three full stops',
      'em dash',
      'emphasis',
      'quotation',
      'heading',
      'vertical bar',
    ]);
  });
});

test.each([
  ['', 1],
  ['a', 1],
  ['a\n\nb', 2],
  ['a\n\n\nb', 2],
  ['\n\n\n\n', 3],
  ['>\n\n', 2],
  ['a\r\n\r\nb', 1],
  ['a\n \nb', 1],
])('engagement_depth of %j is %i', (text, expected) => {
  expect(count('engagement_depth', text)).toBe(expected);
  expect(hits('engagement_depth', text)).toHaveLength(expected - 1);
});

test('questioning counts ? alone', () => {
  expect(hits('questioning', 'a?? \u00bfb? \uff1f \u037e \u061f')).toEqual(['?', '?', '?']);
});

describe('capitalised words', () => {
  const capitalised = (text: string) => hitsAs('specificity', text).flatMap(([hit, entry]) => (entry === 'capitalised word' ? [hit] : []));

  test.each([
    ['Hello World', ['World']],
    [' Hello', ['Hello']],
    ['a Ab Abc Abcd', ['Abc', 'Abcd']],
    ['a ABC AbC AbcD Abc1 Abc_ 1Abc', []],
    ["a Abc's Abc-Def", ['Abc', 'Abc', 'Def']],
    ['a Abc\u00e9 \u00c9abc Abc\u0301', ['Abc']],
    ['a. Abc', []],
    ['a.  Abc', ['Abc']],
    ['a.\u00a0Abc a.\nAbc a! Abc a.Abc', ['Abc', 'Abc', 'Abc', 'Abc']],
    ['. Abc', ['Abc']], // the full stop is cut off with the first code point
    ['x. Abc', []],
    ['.. Abc', []],
    ['xAbc', ['Abc']], // what is left begins at the A
    ['xxAbc', []],
    ['xAbcd Efg', ['Abcd', 'Efg']],
    ['Abc', []],
    ['AAbc', ['Abc']],
    ['\u{1f600}Abc', ['Abc']],
    ['\u{1d400}Abc', ['Abc']], // a letter of two units
    ['\u{1f600}. Abc', []],
    ['\ud800Abc', ['Abc']],
    ['\udc00. Abc', []],
    ['a \u0130bc \uff21bc', []],
    ['a Ab\u017f', []],
  ])('in %j', (text, expected) => {
    expect(capitalised(text)).toEqual(expected);
  });
});

describe('numbers', () => {
  const numbers = (text: string) => hitsAs('specificity', text).flatMap(([hit, entry]) => (entry === 'number' ? [hit] : []));

  test.each([
    ['1', ['1']],
    ['12 345', ['12', '345']],
    ['1,234.5', ['1,234.5']],
    ['3,5.', ['3,5']],
    ['3..', ['3']],
    ['3.,4', ['3.,4']],
    ['3.x', ['3.']],
    ['3.5x', ['3.']],
    ['3,5x', ['3,']],
    ['3x', []],
    ['x3', []],
    ['_3', []],
    ['v1.2.3', ['2.3']],
    ['3.5x7', ['3.']],
    ['1.2x.4', ['1.', '4']],
    ['-5 +5 $5 5%', ['5', '5', '5', '5']],
    ['\u00bd', []], // category No: a word character, no digit
    ['3\u00bd', []],
    ['\u0663\u066b\u0664', ['\u0663', '\u0664']], // the Arabic decimal separator is none here
    ['\uff11\uff12', ['\uff11\uff12']],
    ['\u{1d7ce}\u{1d7cf},5', ['\u{1d7ce}\u{1d7cf},5']],
    ['\u{1d7ce}.\u{1d400}', ['\u{1d7ce}.']],
    ['\u2167', []],
    ['5\u0301', ['5']],
    ['5,\ud800', ['5']],
    ['.5', ['5']],
    ['1,,,,,', ['1']],
    ['1,,,,,2', ['1,,,,,2']],
  ])('in %j', (text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  test('the three parts of specificity are counted each by itself', () => {
    expect(hitsAs('specificity', 'x Consider 12 Apples where')).toEqual([
      ['Consider', 'capitalised word'],
      ['Consider 12 Apples where', 'consider {5,40} where'],
      ['12', 'number'],
      ['Apples', 'capitalised word'],
    ]);
  });
});

describe('degeneration', () => {
  const of = (words: number, distinct: number) => Array.from({ length: words }, (_, at) => `w${Math.min(at, distinct - 1)}`).join(' ');

  test.each([
    [10, 1, 0],
    [11, 1, 1],
    [11, 3, 1],
    [11, 4, 0.5],
    [11, 5, 0.5],
    [11, 6, 0],
    [20, 5, 1],
    [20, 6, 0.5],
    [20, 9, 0.5],
    [20, 10, 0],
    [1000, 299, 1],
    [1000, 300, 0.5],
    [1000, 499, 0.5],
    [1000, 500, 0],
  ])('%i words, %i distinct: %f', (words, distinct, expected) => {
    expect(count('degeneration', of(words, distinct))).toBe(expected);
    expect(explain(of(words, distinct)).measured).toMatchObject({ words, distinct, ratio: distinct / words });
  });

  test('case, punctuation and every code point tell words apart', () => {
    const text = 'a A a. \u00e9 e\u0301 \ud83d\ude00 \ud83d\ude01 \ud83d \ude00 \ufeff \u200b a\u200b a';
    expect(explain(text).measured).toMatchObject({ words: 13, distinct: 12 });
  });

  test('words are split at the whitespace of the rule and at nothing else', () => {
    const spaces =
      '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';
    expect(explain(spaces).measured).toEqual({ words: 0, distinct: 0, ratio: null, strippedPoints: 0 });
    for (const space of spaces) expect(explain(`a${space}b`).measured.words).toBe(2);
    for (const other of '\ufeff\u200b\u180e\u2060\0\x1b\x7f') expect(explain(`a${other}b`).measured.words).toBe(1);
  });
});

describe('empty_broken', () => {
  test.each([
    ['', 1, 0],
    ['   ', 1, 0],
    ['x'.repeat(19), 1, 19],
    ['x'.repeat(20), 0, 20],
    [`\u3000\n${'x'.repeat(19)}\u2029`, 1, 19],
    [`${'x'.repeat(10)} ${'x'.repeat(9)}`, 0, 20],
    ['\u{1f600}'.repeat(19), 1, 19],
    ['\u{1f600}'.repeat(20), 0, 20],
    ['\ud800'.repeat(20), 0, 20],
    [`\ufeff${'x'.repeat(19)}`, 0, 20],
    ['e\u0301'.repeat(10), 0, 20],
  ])('%j: %i', (text, expected, strippedPoints) => {
    expect(count('empty_broken', text)).toBe(expected);
    expect(explain(text).measured.strippedPoints).toBe(strippedPoints);
  });
});
