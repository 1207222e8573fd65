import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inProject } from '../../pipeline/project.ts';
import { COMMANDS } from '../../src/words/reproduce.ts';
import { lem } from '../cli/lem.ts';

const { scripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { scripts: Record<string, string> };
const workflow = readFileSync(inProject('.github/workflows/pages.yml'), 'utf8');
const runs = [...workflow.matchAll(/^ +- run: (.+)$|^ +run: (.+)$/gm)].map(([, step, named]) => (step ?? named) as string);
const lines = [...Object.values(COMMANDS).flatMap((commands) => commands.replace(/\\\n\s*/g, '').split('\n')), ...runs];

/** `SITE_URL=x npx lem build --base /LEM` without what stands before the command. */
const words = (line: string) =>
  line
    .replace(/ > .*/, '')
    .split(' ')
    .filter((word) => !/^[A-Z_]+=/.test(word));

const helps = new Map<string, ReturnType<typeof lem>>();
const help = (command: string) => {
  const known = helps.get(command) ?? lem([command, '--help']);
  helps.set(command, known);
  return known;
};

describe('every command that a reader is told to type', () => {
  const ours = lines.map(words).filter(([first, second]) => first === 'npx' && second === 'lem');

  test('there are some', () => expect(ours.length).toBeGreaterThan(10));

  test.each([...new Set(ours.map((line) => line.join(' ')))])('%s is a command with these flags', (line) => {
    const [, , command = '', ...rest] = line.split(' ');
    const { code, out } = help(command);
    expect(code).toBe(0);
    expect(out).toContain(`lem ${command}`);
    for (const flag of rest.filter((word) => word.startsWith('-'))) expect(out, flag).toContain(flag);
  });

  test.each(
    lines
      .map(words)
      .filter(([first]) => first === 'npm')
      .map((line) => line.join(' ')),
  )('%s', (line) => {
    const [, verb = '', name = '', ...rest] = line.split(' ');
    if (verb === 'ci') return expect(readFileSync(inProject('package-lock.json'), 'utf8').length).toBeGreaterThan(0);
    const script = verb === 'run' ? name : verb;
    expect(Object.keys(scripts)).toContain(script);
    const flags = [name, ...rest].filter((word) => word.startsWith('--') && word !== '--');
    for (const flag of flags) expect(help('start').out).toContain(flag);
  });

  test('anything else is a plain tool of the system', () => {
    const others = lines.map(words).filter(([first]) => first !== 'npx' && first !== 'npm');
    expect([...new Set(others.map(([first]) => first))].sort()).toEqual(['cd', 'git', 'mkdir', 'mv', 'sha256sum', 'wc']);
  });
});

describe('the workflow for Pages', () => {
  test('pins every action by its major version, and asks for no right it does not need', () => {
    const uses = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action]) => action as string);
    expect(uses).toHaveLength(5);
    for (const action of uses) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
    expect(workflow).toMatch(/^permissions:\n {2}contents: read\n\n/m);
  });

  test('compiles, verifies and builds, in this order', () => {
    expect(runs).toEqual(['npm ci', 'npx lem compile', 'npx lem verify', `npx lem build --base "$\{BASE_PATH:-/}"`]);
  });
});
