import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const names = new Set<string>();
const update = process.env.UPDATE_PICTURES === '1';

/**
 * A test of a chart: a named function that gives an SVG, held against the picture stored under its name. A new or wanted change is
 * stored with UPDATE_PICTURES=1; look at the file before it is committed. A doubled name throws: one test would overwrite the other.
 */
export function picture(name: string, chart: () => string | Promise<string>): void {
  if (names.has(name)) throw new Error(`A picture called "${name}" is there already: every chart test has a name of its own.`);
  names.add(name);
  test(name, async () => {
    const file = fileURLToPath(new URL(`pictures/${name}.svg`, import.meta.url));
    const drawn = `${await chart()}\n`;
    if (update) writeFileSync(file, drawn);
    if (!existsSync(file)) throw new Error(`${file} is not there: run again with UPDATE_PICTURES=1, and look at it.`);
    expect(drawn).toBe(readFileSync(file, 'utf8'));
  });
}
