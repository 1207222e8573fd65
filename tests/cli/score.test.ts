import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SCORER, SIGNALS, score } from '../../pipeline/scorer/index.ts';
import { shared } from '../shared.ts';
import { lem } from './lem.ts';

const folder = mkdtempSync(join(tmpdir(), 'lem-score-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const TEXT = 'However, I feel that both sides matter and more.\n\nFor example, Paris?\n';
const scored = (text: string) => ({ ...score(text).counts, lek_score: score(text).lek_score, scorer: SCORER });
const jsonLines = (out: string): Record<string, unknown>[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a text', () => {
  test('as a table: every signal, its points, the score', () => {
    const { code, out } = lem(['score', file('text.txt', TEXT)]);
    expect(code).toBe(0);
    for (const { name } of SIGNALS) expect(out).toMatch(new RegExp(`^${name} +\\d`, 'm'));
    expect(out).toContain(`lek_score  ${score(TEXT).lek_score.toFixed(1)}`);
  });

  test('as JSON, from a file and from standard input', () => {
    expect(JSON.parse(lem(['score', '--json', file('text.md', TEXT)]).out)).toEqual(scored(TEXT));
    expect(JSON.parse(lem(['score', '--json', '-'], { input: TEXT }).out)).toEqual(scored(TEXT));
  });

  test('explained: each hit by line and column, hostile characters as escapes', () => {
    const hostile = `${TEXT}\u001b[31m However \u202Eabc\u0007`;
    const { out } = lem(['score', '--explain', '-'], { input: hostile });
    expect(out).toMatch(/^ +1:1 .*\[however\]$/m);
    expect(out).toMatch(/^ +4:7 .*\[however\]$/m);
    expect(out).toContain('\\u001b[31m');
    for (const character of ['\u001b', '\u202e', '\u0007']) expect(out).not.toContain(character);
    const { signals } = JSON.parse(lem(['score', '--explain', '--json', '-'], { input: hostile }).out);
    const nuance = signals.find(({ signal }: { signal: string }) => signal === 'nuance');
    expect(nuance.hits[0]).toMatchObject({ start: 0, end: 7, entry: 'however' });
  });

  test('an empty one is broken, and an exact one stays whole', () => {
    expect(JSON.parse(lem(['score', '--json', file('empty.txt', '')]).out)).toMatchObject({ empty_broken: 1, lek_score: -19 });
  });
});

describe('JSONL', () => {
  test('a line out for every text in', () => {
    const lines = file('texts.jsonl', `${JSON.stringify({ id: 'a', text: TEXT })}\n${JSON.stringify({ id: 7, response: '' })}\n`);
    expect(jsonLines(lem(['score', lines]).out)).toEqual([
      { line: 1, id: 'a', ...scored(TEXT) },
      { line: 2, id: '7', ...scored('') },
    ]);
    expect(lem(['score', '-', '--format', 'jsonl'], { input: readFileSync(lines, 'utf8') }).out).toBe(lem(['score', lines]).out);
  });

  test.skipIf(!shared('upstream'))(
    'the 63 responses of a real published run come out as published (needs the published originals beside the repository)',
    () => {
      const run = shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl') as string;
      const due = readFileSync(run, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
        .filter(({ type }) => type === 'probe');
      const expected = due.flatMap(({ id, conditions }, index) =>
        Object.entries(conditions as Record<string, { response: string }>).map(([condition, { response }]) => ({
          line: index + 1,
          id,
          condition,
          ...scored(response),
        })),
      );
      const { code, out } = lem(['score', run]);
      expect(code).toBe(0);
      expect(jsonLines(out)).toEqual(expected);
      expect(expected).toHaveLength(63);
    },
  );

  const bad: [name: string, content: string | Uint8Array, line: number | undefined, message: RegExp][] = [
    ['no text in a line', `{"text":"a"}\n{"words":"b"}\n`, 2, /no "text" or "response"/],
    ['broken JSON', `{"text":"a"}\n{"text":b}\n{"text":"c"}\n`, 2, /JSON/],
    ['a half-written last line', `{"text":"a"}\n{"text":"b`, 2, /half-written|breaks off/],
    ['not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x0a]), 1, /UTF-8/],
    ['a blank line', `{"text":"a"}\n\n{"text":"c"}\n`, 2, /blank/],
    ['NaN', `{"text":NaN}\n`, 1, /NaN/],
  ];
  test.each(bad)('%s: file, line, what; exit code 1', (name, content, line, message) => {
    const path = file(`bad-${name.replaceAll(' ', '-')}.jsonl`, content);
    const { code, err } = lem(['score', path]);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err).toContain(`${path}:${line}: `);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

test('a file that is not there, and a folder', () => {
  expect(lem(['score', join(folder, 'none.txt')])).toMatchObject({ code: 1, err: expect.stringContaining('no such file') });
  expect(lem(['score', folder])).toMatchObject({ code: 1, err: expect.stringContaining('it is a folder') });
});

describe('files of other tools', () => {
  test.each<[string, string, string]>([
    [
      'samples of lm-evaluation-harness',
      'samples_x.jsonl',
      `${JSON.stringify({ doc_id: 4, doc: {}, resps: [[TEXT]], filtered_resps: [] })}\n`,
    ],
    [
      'a log of Inspect',
      'log.json',
      JSON.stringify({ eval: { model: 'm' }, samples: [{ id: 4, epoch: 1, output: { completion: TEXT } }] }),
    ],
    ['a list of rows', 'rows.json', JSON.stringify([{ id: 4, completion: TEXT }])],
    ['a CSV', 'rows.csv', `id,response\n4,"${TEXT}"\n`],
  ])('%s', (_name, name, content) => {
    const { code, out, err } = lem(['score', file(name, content)]);
    expect([code, err]).toEqual([0, '']);
    expect(jsonLines(out)).toEqual([{ line: expect.any(Number), id: '4', ...scored(TEXT) }]);
  });

  test('a document without a response is refused, with what to do', () => {
    const { code, err } = lem(['score', file('none.json', '[{"a":1}]')]);
    expect(code).toBe(1);
    expect(err).toContain('no field of it can be a response. Name one "response", or score the file as a single text: --format text.');
  });

  test('a packed log of Inspect is refused, with how to convert it', () => {
    const { code, err } = lem(['score', file('log.eval', Uint8Array.of(0x50, 0x4b, 3, 4))]);
    expect(code).toBe(1);
    expect(err).toContain('--to json --output-dir json-logs');
  });
});
