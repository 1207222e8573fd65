import { Resvg } from '@resvg/resvg-js';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Claim, claimCard, pageCard } from '../../src/og/cards.ts';
import { type Measure, measurer, png, type Style } from '../../src/og/draw.ts';
import { HEIGHT, pictureFor, picturesOf, WIDTH } from '../../src/og/pictures.ts';
import { balanced, wrap } from '../../src/og/wrap.ts';

const style: Style = { family: 'Source Serif 4', weight: 400, size: 40 };
let measure: Measure;
beforeAll(async () => {
  measure = await measurer();
});

describe('which picture a page has', () => {
  const pictures = picturesOf(
    [
      { label: 'Leaderboard', path: '/leaderboard' },
      { label: 'Data', path: '/data/' },
      { label: 'Again', path: '/data' },
    ],
    [{ label: 'x', path: '/leaderboard', says: 'Says.' }],
  );

  test('one a main page, and the home page first', () => {
    expect(pictures).toEqual([
      { name: 'home', title: '', says: '' },
      { name: 'leaderboard', title: 'Leaderboard', says: 'Says.' },
      { name: 'data', title: 'Again', says: '' },
    ]);
  });

  test.each([
    ['/', 'home'],
    ['/leaderboard/', 'leaderboard'],
    ['/data/', 'data'],
    ['/models/x/', 'home'],
    ['', 'home'],
  ])('%s has %s', (path, name) => expect(pictureFor(path, pictures).name).toBe(name));
});

describe('fonts', () => {
  test('are ours: each weight measures otherwise, and no two weights are one', () => {
    const widths = (['Source Serif 4', 'IBM Plex Sans'] as const).flatMap((family) =>
      ([400, 600] as const).map((weight) => measure('Without any system prompt', { family, weight, size: 40 })),
    );
    expect(new Set(widths.map((width) => width.toFixed(1))).size).toBe(4);
    for (const width of widths) expect(width).toBeGreaterThan(300);
    expect(measure('', style)).toBe(0);
  });
});

describe('lines', () => {
  const CLAIM = 'Without any system prompt, LEK-Gemma3 1B scores above the untrained Gemma 3 4B, 12B and 27B.';

  test('fit their width and keep every word', () => {
    const lines = wrap(CLAIM, 600, 9, measure, style);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(measure(line, style)).toBeLessThanOrEqual(600);
    expect(lines.join(' ')).toBe(CLAIM);
  });

  test('are even where there are several', () => {
    const [plain, even] = [wrap(CLAIM, 1056, 3, measure, style), balanced(CLAIM, 1056, 3, measure, style)];
    expect(even).toHaveLength(plain.length);
    expect(even.join(' ')).toBe(CLAIM);
    const spread = (lines: string[]) =>
      Math.max(...lines.map((line) => measure(line, style))) - Math.min(...lines.map((line) => measure(line, style)));
    expect(spread(even)).toBeLessThanOrEqual(spread(plain));
  });

  test('are cut where there are too many, and a word where it is too long', () => {
    const cut = wrap(CLAIM, 300, 2, measure, style);
    expect(cut).toHaveLength(2);
    expect(cut[1]).toMatch(/…$/);
    for (const line of [...cut, ...wrap('w'.repeat(100_000), 300, 2, measure, style)])
      expect(measure(line, style)).toBeLessThanOrEqual(300);
    expect(wrap('', 300, 2, measure, style)).toEqual([]);
  });
});

const size = (image: Uint8Array) => {
  const view = new DataView(image.buffer);
  expect([...image.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  return [view.getUint32(16), view.getUint32(20)];
};

describe('pictures', () => {
  const lead = { against: 'Gemma 3 4B', family: 'Gemma', mean_difference: 0.61, low: -0.27, high: 1.49, supported: false };
  const claim: Claim = {
    claim: 'A scores above B.',
    verdicts: [{ verdict: 'holds', word: 'Figures hold' }],
    leads: [lead],
    tagline: 'Checked',
  };

  test('are 1,200 by 630, whatever is in them', async () => {
    const hostile = '</text><script>alert(1)</script> \u202Egnihton\u202C & "quoted" \u0000\ud800';
    const cards = [
      claimCard(claim, measure),
      claimCard({ ...claim, leads: [] }, measure),
      claimCard(
        { ...claim, claim: hostile.repeat(50), leads: [{ ...lead, against: hostile, family: hostile, low: null, high: null }] },
        measure,
      ),
      pageCard({ title: 'Leaderboard', says: 'Every model.', tagline: 'Checked' }, measure),
      pageCard({ title: hostile, says: 'w'.repeat(10_000), tagline: '' }, measure),
    ];
    for (const card of cards) {
      expect(card).not.toContain('<script');
      expect(card).not.toContain('\u0000');
      expect(size(await png(card))).toEqual([WIDTH, HEIGHT]);
    }
  });

  test('say the figures, with their signs, and draw them where they are', () => {
    const card = claimCard(claim, measure);
    for (const said of ['+0.61', '−0.27 to +1.49', 'minus Gemma 3 4B', 'Figures hold', 'A scores above B.'])
      expect(card).toContain(`>${said}<`);
    const [, from, to] = /M([\d.]+) [\d.]+H([\d.]+)" stroke="#8d8e91"/.exec(card) as unknown as [string, string, string];
    const [, at] = /<circle cx="([\d.]+)"/.exec(card) as unknown as [string, string];
    expect((Number(at) - Number(from)) / (Number(to) - Number(from))).toBeCloseTo((0.61 + 0.27) / (1.49 + 0.27), 2);
  });

  test('leave nothing out of the frame', () => {
    const whole = claimCard({ ...claim, claim: 'word '.repeat(40), leads: [lead, lead, lead, lead] }, measure);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${whole}</svg>`;
    const box = new Resvg(svg, { font: { loadSystemFonts: false } }).getBBox();
    expect(box?.width).toBeLessThanOrEqual(WIDTH);
    expect(box?.height).toBeLessThanOrEqual(HEIGHT);
  });
});
