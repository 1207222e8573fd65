import { describe, expect, test } from 'vitest';
import { type DomainMean, profile } from '../../src/charts/profile.ts';
import { scaleOver } from '../../src/charts/scale.ts';
import { picture } from './pictures.ts';
import { rows } from './rows.ts';

const means = rows<DomainMean>('domain-profile')
  .filter(({ n }) => n >= 5)
  .map((row) => ({ ...row, name: row.name.replace(' (layered)', '') }));
const scale = scaleOver(
  means.flatMap(({ low, high }) => [low, high]),
  { most: 5, margin: 0.03 },
);
const drawn = (width: number, columns: number, given = means) => profile(given, { scale, columns, width, ariaLabel: 'Domains' });

describe('means by domain', () => {
  picture('profile-wide', () => drawn(880, 3));
  picture('profile-narrow', () => drawn(330, 1));
  picture('profile-of-nothing', () => drawn(330, 1, []));

  test('a panel a domain, a mark, an interval and a tick a model', () => {
    const svg = drawn(600, 2);
    const models = new Set(means.map(({ model_id }) => model_id)).size;
    const domains = new Set(means.map(({ domain }) => domain)).size;
    expect(svg.match(/, n = \d+</g)).toHaveLength(domains);
    expect(svg.match(/<circle/g)).toHaveLength(models * domains);
    expect(svg.match(/class="whisker/g)?.length).toBeGreaterThanOrEqual(domains);
  });

  test('names of published models and domains are shown whole', () => expect(drawn(330, 1)).not.toContain('…'));

  test('a domain without an interval has its mark alone', () => {
    const svg = drawn(
      330,
      1,
      means.slice(0, 1).map((row) => ({ ...row, low: null, high: null })),
    );
    expect(svg.match(/<circle/g)).toHaveLength(1);
    expect(svg).not.toContain('whisker');
  });

  test('names of any length and kind stay within the drawing', () => {
    const svg = drawn(
      330,
      1,
      means.map((row) => ({ ...row, name: 'W'.repeat(80), domain: `<i>${'W'.repeat(80)}` })),
    );
    expect(svg).not.toContain('<i>');
    expect(svg.match(/>(W+…|&lt;i&gt;W+…)</g)?.length).toBeGreaterThan(1);
  });
});
