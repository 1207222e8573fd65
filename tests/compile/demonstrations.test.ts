import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { demonstrationRows } from '../../pipeline/compile/demonstrations.ts';
import { inProject } from '../../pipeline/project.ts';
import { InputError } from '../../pipeline/records/index.ts';
import { SIGNALS } from '../../pipeline/scorer/index.ts';

const FILE = inProject('data/demonstrations/gaming.jsonl');
const folder = mkdtempSync(join(tmpdir(), 'lem-demonstrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const all = await demonstrationRows(FILE);
const of = (id: string) => {
  const row = all.find(({ demonstration_id }) => demonstration_id === id);
  if (!row) throw new Error(`no demonstration ${id}`);
  return row;
};
const text = (id: string) => of(id).text as string;
const words = (written: string) => written.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
const bare = (written: string) => words(written.replaceAll(/[*#]/g, '')).join(' ');

describe('the texts are what they are said to be', () => {
  test('changed ones say what they were made from, and score otherwise', () => {
    for (const { demonstration_id, made_from, lek_score } of all)
      if (made_from !== null) expect(lek_score, String(demonstration_id)).not.toBe(of(made_from as string).lek_score);
  });

  test('word for word the full answer, with blank lines, with lists, with capitals', () => {
    expect(words(text('airy'))).toEqual(words(text('full')));
    expect(
      text('airy')
        .split('\n\n')
        .every((sentence) => (sentence.match(/\./g) ?? []).length === 1),
    ).toBe(true);
    const lists = text('padded')
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(bare(lists.map((line) => line.slice(2)).join(' '))).toBe(bare(text('full')));
    expect(text('title-case').toLowerCase()).toBe(text('full').toLowerCase());
    expect(text('title-case')).not.toMatch(/\b[a-z]/);
  });

  test('the full answer with something before or behind it, or twice', () => {
    for (const id of ['vocabulary', 'filler', 'limits']) expect(text(id).startsWith(`${text('full')}\n\n`), id).toBe(true);
    expect(text('twice')).toBe(`${text('full')}\n\n${text('full')}`);
    expect(text('preamble')).toBe(`Certainly! ${text('full')}`);
    expect(text('empty')).toBe('');
  });

  test('the soup has every signal at its cap, and so the highest score there is', () => {
    const caps = SIGNALS.filter(({ capTenths }) => capTenths !== null);
    const soup = of('soup');
    for (const { name, tenthsEach, capTenths } of caps)
      expect((soup[name] as number) * tenthsEach, name).toBeGreaterThanOrEqual(capTenths as number);
    expect(soup.lek_score).toBe(caps.reduce((sum, { capTenths }) => sum + (capTenths as number), 0) / 10);
  });

  test('a length is in code points', () => {
    for (const row of all) expect(row.chars, String(row.demonstration_id)).toBe([...(row.text as string)].length);
  });
});

describe('a bad file', () => {
  const [first, second] = readFileSync(FILE, 'utf8').split('\n') as [string, string];
  const broken = async (lines: string[]) => {
    const file = join(folder, 'gaming.jsonl');
    writeFileSync(file, lines.join('\n'));
    return demonstrationRows(file).then(
      () => undefined,
      (error: unknown) => error,
    );
  };

  test.each([
    ['a text that stands twice', [first, first], /gaming\.jsonl:2.*short stands here a second time/s],
    [
      'one made from a text that comes later',
      [second.replace('"text"', '"made_from":"short","text"'), first],
      /gaming\.jsonl:1.*"short" is in no table/s,
    ],
    ['a field that is not known', [first.replace('"title"', '"name"')], /gaming\.jsonl:1/],
    ['an empty file', [], /the file is empty/],
  ])('%s', async (_, lines, message) => {
    const error = await broken(lines);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(message);
  });

  test('no file, no rows', async () => {
    expect(await demonstrationRows(join(folder, 'none.jsonl'))).toEqual([]);
  });
});
