import { describe, expect, test } from 'vitest';
import { type DomainMean, domainsMoveHeadline, domainsMoveSentence, tooFewSentence } from '../../src/words/domains.ts';
import { confoundedSentence, countsOf, panelHeading, type SizePair, sizePairsSentence, sizesHeadline } from '../../src/words/sizes.ts';
import { pileSentence, spreadHeadline, spreadSentence } from '../../src/words/spread.ts';
import { rows } from '../charts/rows.ts';

describe('sizes', () => {
  const pairs = rows<SizePair>('size-pairs');
  const sized = rows<{ probe_set: string; family: string; n: number }>('sizes');

  test('the published ones', () => {
    expect(sizesHeadline(pairs)).toBe('Of four differences of size that can be tested, none is more than chance');
    expect(sizePairsSentence(pairs)).toBe(
      'Among models of one family, version and training, the larger has the higher average in none of four pairs on P100 and in thirteen of nineteen pairs on P20, where none can be tested.',
    );
    expect(
      confoundedSentence(
        pairs,
        sized.map(({ family }) => family),
      ),
    ).toBe(
      'Only Gemma has several sizes of one version. For the other five families size and family come together: a difference between two of them may be either.',
    );
    const on = (set: string) => sized.filter(({ probe_set }) => probe_set === set);
    expect([countsOf(on('P100')), countsOf(on('P20')), countsOf([])]).toEqual(['n\u00a0=\u00a0101', 'n\u00a0=\u00a020 or 21', 'no rows']);
    expect([panelHeading('P100', on('P100')), panelHeading('P20', on('P20'))]).toEqual([
      'P100: six models',
      'P20: 29 models, six with rows',
    ]);
  });

  test('in every other case', () => {
    const pair = (difference: number, supported: boolean | null): SizePair => ({ probe_set: 'P20', family: 'F', difference, supported });
    expect(sizesHeadline([])).toBe('Whether size matters cannot be tested');
    expect(sizesHeadline([pair(1, false)])).toBe('The one difference of size that can be tested is not more than chance');
    expect(sizesHeadline([pair(1, true)])).toBe('The one difference of size that can be tested is more than chance, for the larger');
    expect(sizesHeadline([pair(1, true), pair(-1, true), pair(2, false)])).toBe(
      'Of three differences of size that can be tested, two are more than chance, one for the larger',
    );
    expect(sizePairsSentence([])).toBe('No two models differ in their size alone.');
    expect(sizePairsSentence([pair(1, true)])).toBe(
      'Among models of one family, version and training, the larger has the higher average in the only pair on P20.',
    );
    expect(confoundedSentence([pair(1, null)], ['F', 'F'])).toBe('');
  });
});

describe('domains', () => {
  const means = rows<DomainMean>('domain-profile');
  const enough = means.filter(({ n }) => n >= 5);

  test('the published ones', () => {
    expect(domainsMoveHeadline(enough)).toBe('The domain moves a score more than the model does');
    expect(domainsMoveSentence(enough)).toBe(
      'Between its lowest and its highest of six domains a model’s mean moves by 3.8 to 11.3 points; within one domain the six models lie 1.1 to 6.2 points apart.',
    );
    expect(tooFewSentence(means, 5)).toBe(
      'Fourteen domains have fewer than five probes, too few for an interval: Education, Governance, History, Identity and Storage (three each); Compute, Network and Payment (two each); Censorship, Health, Labor, Philosophy, Resistance and Wisdom (one each).',
    );
  });

  test('in every other case', () => {
    const mean = (domain: string, model_id: string, value: number) => ({ domain, n: 5, model_id, name: model_id, mean: value });
    expect(domainsMoveHeadline([mean('D', 'a', 1), mean('E', 'a', 2), mean('D', 'b', 9), mean('E', 'b', 9)])).toBe(
      'The model moves a score more than the domain does',
    );
    expect([domainsMoveHeadline([]), domainsMoveSentence([mean('D', 'a', 1)])]).toEqual(['Scores by domain', '']);
    expect(tooFewSentence([{ domain: 'D', n: 5 }], 5)).toBe('');
    expect(tooFewSentence([{ domain: 'D', n: 1 }], 5)).toBe('One domain has fewer than five probes, too few for an interval: D (one).');
  });
});

describe('spread', () => {
  test('of scores against the distance of means', () => {
    const near = [
      { mean: 20, sd: 5 },
      { mean: 21, sd: 6 },
    ];
    expect(spreadHeadline(near)).toBe('The scores of one model are spread wider than two means lie apart');
    expect(spreadSentence(near)).toBe('The two means lie within 1.00 points; the standard deviation of one model’s scores is 5.0 to 6.0.');
    expect(spreadHeadline([{ mean: 0, sd: 5 }, ...near])).toBe('Three means, and the scores behind them');
    expect([spreadHeadline([]), spreadSentence([])]).toEqual(['How scores are spread', '']);
  });

  test('where the scores pile up, and why', () => {
    const scores = [17, 17, 18.5].map((lek_score) => ({ lek_score }));
    const full = [6, 6, 5].map((cap) => ({ cap, share_at_cap: 0.95 }));
    expect(pileSentence(scores, [...full, { cap: 4, share_at_cap: 0.1 }, { cap: null, share_at_cap: 0 }])).toBe(
      'The most frequent score, of 2 answers in 3, is 17.0: the caps of the three signals that nearly every answer fills, added up.',
    );
    expect(pileSentence(scores, full.slice(1))).toBe('The most frequent score, of 2 answers in 3, is 17.0.');
    expect(pileSentence([], full)).toBe('');
  });
});
