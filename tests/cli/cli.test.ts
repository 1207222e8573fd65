import { describe, expect, test } from 'vitest';
import { project } from '../../pipeline/project.ts';
import { lem } from './lem.ts';

const COMMANDS = [
  'start',
  'compile',
  'verify',
  'build',
  'score',
  'ab',
  'summary',
  'compare',
  'rescore',
  'import',
  'model',
  'rephrase',
  'release',
  'doctor',
];
const ESCAPE = '\u001b';

describe('help', () => {
  test('lem --help names every command', () => {
    const { code, out } = lem(['--help']);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  });

  test.each(COMMANDS)('lem %s --help has examples', (command) => {
    const { code, out } = lem([command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:\n {2}(lem|PORT)/);
  });

  test('lem --version', () => {
    expect(lem(['--version'])).toEqual({ code: 0, out: `${project.version}\n`, err: '' });
  });
});

describe('wrong use is exit code 2, and the nearest right word is named', () => {
  const wrong: [string[], RegExp][] = [
    [['scor', 'x'], /Did you mean score\?/],
    [['score', '--exlain', 'x'], /Did you mean --explain\?/],
    [['compile', '--ot', 'x'], /Did you mean --out\?/],
    [['verify', '--jsn'], /Did you mean --json\?/],
    [['score'], /missing required argument 'file'/],
    [['score', 'x', '--format', 'xml'], /Allowed choices are text, jsonl/],
    [['compile', 'surplus'], /too many arguments/],
    [['start', '--port', '99999'], /A port is a whole number/],
    [['model', 'tiny'], /missing required argument 'folder'/],
    [['model', 'tiny', 'x', '--seed', 'x'], /It must be a whole number/],
    [['model', 'smollm3'], /unknown command|Did you mean/],
    [['build', '--base', 'LEM'], /A base begins with a slash/],
  ];
  test.each(wrong)('lem %j', (args, message) => {
    const { code, out, err } = lem(args);
    expect(err).toMatch(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('a wrong PORT in the environment too', () => {
    expect(lem(['start'], { env: { PORT: 'x' } })).toMatchObject({ code: 2, err: expect.stringMatching(/PORT/) });
  });
});

describe('lem doctor', () => {
  test('says what is here, as JSON too', () => {
    const { code, out } = lem(['doctor', '--json']);
    const findings = JSON.parse(out) as { name: string; ok: boolean; stops: string }[];
    expect(findings.map(({ name }) => name)).toEqual([
      'Node',
      'DuckDB',
      'Published figures',
      'Compiled data',
      'Chromium',
      'Python 3',
      'Python for mlx_lm',
      'uv',
      'mlx_lm',
      'BLAS',
    ]);
    for (const { ok, stops } of findings) expect(stops === '').toBe(ok);
    expect(code).toBe(0);
    for (const { name } of findings) expect(lem(['doctor']).out).toContain(name);
  });

  test('misses a browser where there is none', () => {
    const { out } = lem(['doctor', '--json'], { env: { PATH: '' } });
    const findings = JSON.parse(out) as { name: string; ok: boolean }[];
    expect(findings.find(({ name }) => name === 'Python 3')?.ok).toBe(false);
  });
});

test('no colour without a terminal, with or without NO_COLOR, on CI too', () => {
  expect(lem(['doctor'], { env: { CI: 'true' } }).out).not.toContain(ESCAPE);
  expect(lem(['doctor']).out).not.toContain(ESCAPE);
  expect(lem(['doctor'], { env: { NO_COLOR: '1' } }).out).not.toContain(ESCAPE);
  expect(lem(['doctor'], { env: { FORCE_COLOR: '1' } }).out).toContain(ESCAPE);
});
