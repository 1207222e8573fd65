import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name as string,
    { light: light as string, dark: dark as string },
  ]),
);

/** Relative luminance as in WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio as in WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (high + 0.05) / (low + 0.05);
}

const of = (name: string) => {
  const token = tokens.get(name);
  if (!token) throw new Error(`No colour --${name} in tokens.css`);
  return token;
};

describe.each(['light', 'dark'] as const)('colours on %s', (theme) => {
  test.each(['ink', 'muted', 'faint'])('%s can be read', (name) => {
    expect(contrast(of(name)[theme], of('ground')[theme])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['gemma', 'mistral', 'llama', 'qwen', 'deepseek', 'gpt-oss', 'neutral', 'null', 'focus', 'rule-strong'])(
    '%s can be seen',
    (name) => {
      expect(contrast(of(name)[theme], of('ground')[theme])).toBeGreaterThanOrEqual(3);
    },
  );

  test('no colour is written outside of the tokens', () => {
    for (const file of ['base', 'tables', 'marks', 'figures', 'charts', 'print']) {
      const other = readFileSync(new URL(`../../src/styles/${file}.css`, import.meta.url), 'utf8');
      expect(other, `${file}.css`).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\(/i);
    }
  });
});
