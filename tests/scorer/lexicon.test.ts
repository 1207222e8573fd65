import { describe, expect, test } from 'vitest';
import { count, hits, hitsAs } from './hits.ts';

const HIGH = '\ud800';
const LOW = '\udc00';

describe('ordered choice', () => {
  test('at one position the first entry that fits with its boundaries wins', () => {
    expect(hitsAs('axiom_resonance', 'sovereign sovereignty')).toEqual([
      ['sovereign', 'sovereign'],
      ['sovereignty', 'sovereignty'],
    ]);
    expect(hitsAs('compliance_markers', "I'm not able to")).toEqual([["I'm not able", "I'm not able"]]);
    expect(hitsAs('nuance', 'not just, not simply')).toEqual([
      ['not just', 'not just'],
      ['not simply', 'not simply'],
    ]);
  });

  test('an earlier start wins over an earlier entry', () => {
    expect(hits('compliance_markers', "I'm not able to do it")).toEqual(["I'm not able"]);
    expect(hits('compliance_markers', 'We are not able to do it')).toEqual(['not able to']);
    expect(hits('compliance_markers', 'it is against my programming')).toEqual(['my programming']);
  });

  test('hits never overlap; counting goes on after each', () => {
    expect(hits('nuance', 'both big and small, both old and new')).toEqual(['both big and small, both old and']);
    expect(hits('nuance', 'both however and while it may also be')).toEqual(['both however and', 'while it may also']);
    expect(hits('metaphor', 'as if as if as if it')).toEqual(['as if ', 'as if ', 'as if ']);
    expect(hits('perspective_taking', 'from one from two perspective perspective')).toEqual(['from one from two perspective']);
  });

  test('a hit hides what lies inside it from its own signal alone', () => {
    const text = 'right to imagine dignity';
    expect(hits('axiom_resonance', text)).toEqual(['right to imagine dignity']);
    expect(hits('emotional_register', text)).toEqual(['imagine', 'dignity']);
    expect(hits('metaphor', text)).toEqual(['imagine ']);
  });

  test('one word can count for several signals', () => {
    expect([count('emotional_register', 'dignity'), count('axiom_resonance', 'dignity')]).toEqual([1, 1]);
    expect([count('specificity', 'x Specifically so'), hitsAs('specificity', 'x Specifically so')]).toEqual([
      2,
      [
        ['Specifically', 'capitalised word'],
        ['Specifically', 'specifically'],
      ],
    ]);
  });
});

describe('word boundaries', () => {
  test.each([
    ['hope', 1],
    ['hopeful', 0],
    ['ahope', 0],
    ['hope_', 0],
    ['_hope', 0],
    ['hope2', 0],
    ['hope\u0662', 0], // Arabic-Indic digit
    ['hope\u00bd', 0], // vulgar fraction, category No
    ['hope\u2167', 0], // Roman numeral, category Nl
    ['hope\u4e00', 0],
    ['hope\u{1d7ce}', 0], // mathematical digit, outside the BMP
    ['\u{20000}hope', 0], // ideograph, outside the BMP
    ['hope\u0301', 1], // a combining mark is no word character
    ['\u0301hope', 1],
    ['hope\u200d', 1],
    ['hope\ufe0f', 1],
    ['hope\u{1f600}', 1],
    ['\u{1f600}hope', 1],
    [`hope${HIGH}`, 1],
    [`${LOW}hope`, 1],
    [`${HIGH}hope${LOW}`, 1],
    ['hope-hope', 2],
    ["hope's", 1],
    ['hope\u2019s', 1],
    ['hope.hope', 2],
    ['hope\nhope', 2],
    ['hope\u00a0hope', 2],
    ['hope\ufeffhope', 2],
    ['hope\0hope', 2],
  ])('%j counts %i', (text, expected) => {
    expect(count('emotional_register', text)).toBe(expected);
  });

  test('a word is broken by a combining mark', () => {
    expect(hits('emotional_register', 'lo\u0301ve')).toEqual([]);
    expect(hits('axiom_resonance', 'agency\u0301')).toEqual(['agency']);
  });

  test('a cut stem only hits where the word ends there', () => {
    for (const stem of ['accountab', 'transparen', 'reversib', 'irreversib', 'self-determin', 'power asymmetr', 'human flourish']) {
      expect(hits('axiom_resonance', stem)).toEqual([stem]);
      expect(hits('axiom_resonance', `${stem}ility`)).toEqual([]);
    }
    expect(count('axiom_resonance', 'accountable, transparent, reversible, irreversibly, self-determination')).toBe(0);
    expect(hits('axiom_resonance', 'accountab-le')).toEqual(['accountab']);
  });

  test('an entry that ends in a full stop needs a word character behind it', () => {
    expect(count('specificity', 'e.g. this')).toBe(0);
    expect(hits('specificity', 'e.g.this')).toEqual(['e.g.']);
    expect(count('specificity', 'e.g.')).toBe(0);
  });

  test('an entry that begins inside a word does not count', () => {
    expect(count('nuance', 'onboth big and')).toBe(0);
    expect(count('compliance_markers', 'has an AI')).toBe(0);
  });
});

describe('entries that end in a space', () => {
  test.each([
    ['I am', 1],
    ['I', 0],
    ['I ', 0],
    ['I  am', 0],
    ['I "am"', 0],
    ['I \u00e9t\u00e9', 1],
    ['I \u{1d7ce}', 1],
    ['I _', 1],
    ['I \u0301a', 0],
    [`I ${HIGH}`, 0],
    ['I\u00a0am', 0],
    ['I\tam', 0],
    ['I I am', 2],
    ["I'm I've my me x", 4],
    ['I\u2019m here', 0],
    ['i am', 0],
    ['My My my cat', 1],
    ['Me me me', 1],
    ['II am', 0],
    ["I'm-", 0],
  ])('first_person in %j: %i', (text, expected) => {
    expect(count('first_person', text)).toBe(expected);
  });

  test('in metaphor', () => {
    expect(hits('metaphor', 'like a bird')).toEqual(['like a ']);
    expect(hits('metaphor', 'like a "bird"')).toEqual([]);
    expect(hits('metaphor', 'like an owl')).toEqual([]);
    expect(hits('metaphor', 'Imagine that')).toEqual(['Imagine ']);
    expect(hits('metaphor', 'imagine, picture')).toEqual([]);
  });
});

describe('gaps', () => {
  const between = (filling: string) => hits('nuance', `both ${filling} and`);

  test('take m to n code points', () => {
    expect(between('xx')).toEqual([]);
    expect(between('xxx')).toHaveLength(1);
    expect(between('x'.repeat(30))).toHaveLength(1);
    expect(between('x'.repeat(31))).toEqual([]);
    expect(hits('specificity', `consider ${'x'.repeat(4)} where`)).toEqual([]);
    expect(hits('specificity', `consider ${'x'.repeat(5)} where`)).toHaveLength(1);
    expect(hits('specificity', `consider ${'x'.repeat(40)} where`)).toHaveLength(1);
    expect(hits('specificity', `consider ${'x'.repeat(41)} where`)).toEqual([]);
    expect(hits('perspective_taking', `from ${'x'.repeat(20)} perspective`)).toHaveLength(1);
    expect(hits('perspective_taking', `from ${'x'.repeat(21)} perspective`)).toEqual([]);
    expect(hits('metaphor', `think of ${'x'.repeat(30)} as`)).toHaveLength(1);
    expect(hits('metaphor', `think of ${'x'.repeat(31)} as`)).toEqual([]);
  });

  test('count code points, not UTF-16 units, and lone surrogates as one each', () => {
    expect(between('\u{1f600}'.repeat(30))).toHaveLength(1);
    expect(between('\u{1f600}'.repeat(31))).toEqual([]);
    expect(between('\u{1f600}'.repeat(2))).toEqual([]);
    expect(between(HIGH.repeat(30))).toHaveLength(1);
    expect(between(LOW.repeat(31))).toEqual([]);
    expect(between(`${HIGH}${HIGH}${LOW}`)).toEqual([]); // one alone and a pair: two
    expect(between(`${HIGH}${HIGH}${LOW}${LOW}`)).toHaveLength(1);
    expect(between('e\u0301'.repeat(15))).toHaveLength(1);
    expect(between(`${'e\u0301'.repeat(15)}e`)).toEqual([]);
  });

  test('no code point of a gap is a line feed; other line ends may be', () => {
    expect(between('xx\nxx')).toEqual([]);
    for (const end of ['\r', '\u2028', '\u2029', '\u0085', '\u000b', '\u000c', '\u00a0', '\0'])
      expect(between(`xx${end}xx`)).toHaveLength(1);
  });

  test('the literal parts keep their own spaces', () => {
    expect(hits('nuance', 'both\u00a0big and')).toEqual([]);
    expect(hits('nuance', 'both big\u00a0and')).toEqual([]);
    expect(hits('nuance', 'both  x  and')).toEqual(['both  x  and']);
    expect(hits('nuance', 'both and and')).toEqual(['both and and']);
    expect(hits('nuance', 'both x and')).toEqual([]);
  });

  test('take as much as will still fit, and give back', () => {
    expect(hits('nuance', 'both one and two and three')).toEqual(['both one and two and']);
    expect(hits('nuance', 'both one and two andy')).toEqual(['both one and']);
    expect(hits('nuance', `both one and ${'x'.repeat(23)} and`)).toEqual(['both one and']);
    expect(hits('nuance', 'both one and two\nand')).toEqual(['both one and']);
    expect(hits('metaphor', 'think of it as it as a whole')).toEqual(['think of it as it as']);
  });

  test('at the end of an entry a gap ends at a word boundary', () => {
    expect(hits('axiom_resonance', 'right to be')).toEqual([]);
    expect(hits('axiom_resonance', 'right to bes')).toEqual(['right to bes']);
    expect(hits('axiom_resonance', 'right to be forgotten by everybody else')).toEqual(['right to be forgotten by ']);
    expect(hits('axiom_resonance', 'right to ...')).toEqual([]);
    expect(hits('axiom_resonance', 'right to ...x')).toEqual(['right to ...x']);
    expect(hits('axiom_resonance', `right to ${'x'.repeat(21)}`)).toEqual([]);
    expect(hits('axiom_resonance', 'right to \u{1f600}\u{1f600}\u{1d7ce}')).toEqual(['right to \u{1f600}\u{1f600}\u{1d7ce}']);
    expect(hits('axiom_resonance', 'right to be\nfree')).toEqual([]);
    expect(hits('axiom_resonance', 'right to bee\nfree')).toEqual(['right to bee']);
  });
});

describe('case', () => {
  test('is ignored in A-Z', () => {
    expect(hits('emotional_register', 'HOPE Hope hOPE')).toEqual(['HOPE', 'Hope', 'hOPE']);
    expect(count('compliance_markers', 'i CANNOT, As An Ai')).toBe(2);
  });

  test('i is also the dotted I and the dotless i, s the long s, k the Kelvin sign', () => {
    expect(hits('emotional_register', 'pa\u0130n pa\u0131n')).toEqual(['pa\u0130n', 'pa\u0131n']);
    expect(hits('emotional_register', '\u017foul tru\u017ft')).toEqual(['\u017foul', 'tru\u017ft']);
    expect(hits('metaphor', 'a\u212ain to, li\u212ae a bird')).toEqual(['a\u212ain to', 'li\u212ae a ']);
    expect(hits('compliance_markers', '\u0130 cannot, \u0131 can\u0027t')).toEqual(['\u0130 cannot', "\u0131 can't"]);
    expect(hits('nuance', 'wh\u0130le it \u0131s al\u017fo')).toEqual(['wh\u0130le it \u0131s al\u017fo']);
    expect(count('formulaic_preamble', '\u017fure')).toBe(1);
  });

  test('nothing else is: full-width and accented letters, the micro sign, the angstrom sign, i with a combining dot', () => {
    expect(count('emotional_register', '\uff48\uff4f\uff50\uff45 h\u00f6pe pai\u0307n')).toBe(0);
    expect(count('compliance_markers', 'as \u212bn AI')).toBe(0);
  });

  test('is kept where the signal keeps it', () => {
    expect(count('first_person', '\u0130 am, \u0131 am, i am, MY cat, ME too')).toBe(0);
  });

  test('apostrophes are straight', () => {
    expect(count('compliance_markers', "I can't, I\u2019m unable, I can\u2019t, I can\u02bct")).toBe(1);
    expect(count('formulaic_preamble', 'That\u2019s a great question')).toBe(0);
  });
});

describe('the preamble', () => {
  test.each([
    ['Certainly! Here it is.', 1],
    ['certainlyish', 1],
    ['SURELY', 1],
    ['Surexyz', 1],
    [' Sure', 0],
    ['\nSure', 0],
    ['Well.\nSure', 0],
    ['\ufeffSure', 0],
    ["That's a great question", 1],
    ["That's a fascinating", 1],
    ["That's a good question", 0],
    ['Sur', 0],
    ['', 0],
  ])('%j: %i', (text, expected) => {
    expect(count('formulaic_preamble', text)).toBe(expected);
  });
});
