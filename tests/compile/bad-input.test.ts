import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import { makeRun } from './run-maker.ts';
import { compileError, manifestText, newWork, type Work } from './work.ts';

let work: Work;
beforeEach(() => {
  work = newWork();
});
afterEach(() => work.remove());

/** First data row of the P100 results, and its line. */
const FIRST = /^(lek-gemma-3-1b,P01_IDENTITY_WHISTLEBLOWER,baseline,)(.*)$/m;

/** Each damage: what is done, and what the error must name. */
const damages: [name: string, damage: (work: Work) => void, file: string, line: number | undefined, what: RegExp][] = [
  [
    'a score off by a tenth',
    (w) => w.edit('p100-results.csv', FIRST, '$1$2'.replace('$2', '0,0,0,0,0,48,8,2,0,138,0,0,0,0,18.7,4565,3.9')),
    'p100-results.csv',
    2,
    /18\.7; its counts give 18\.6/,
  ],
  [
    'a count off by one',
    (w) => w.edit('p100-results.csv', ',0,0,0,0,0,48,8,2,0,138,', ',0,0,0,0,0,48,8,3,0,138,'),
    'p100-results.csv',
    2,
    /its counts give/,
  ],
  ['NaN for a score', (w) => w.edit('p100-results.csv', ',18.6,4565,', ',NaN,4565,'), 'p100-results.csv', 2, /lek_score must be a number/],
  ['an empty count', (w) => w.edit('p100-results.csv', ',138,0,0,0,0,18.6,', ',,0,0,0,0,18.6,'), 'p100-results.csv', 2, /specificity/],
  ['a missing column', (w) => w.edit('p20-results.csv', 'nuance,', ''), 'p20-results.csv', 1, /"nuance" is missing/],
  ['a doubled column', (w) => w.edit('models.csv', 'model_id,name,family', 'model_id,model_id,family'), 'models.csv', 1, /doubled/],
  ['a row cut short', (w) => appendFileSync(w.published('p20-results.csv'), 'gemma-2-27b,P01_IDENT'), 'p20-results.csv', 371, /cells/],
  ['a quote that does not end', (w) => w.edit('claims.csv', 'models-29,29 models', 'models-29,"29 models'), 'claims.csv', 2, /quote/],
  [
    'a doubled result',
    (w) => appendFileSync(w.published('p100-results.csv'), readFileSync(w.published('p100-results.csv'), 'utf8').split('\n')[1] as string),
    'p100-results.csv',
    1618,
    /second time; the first is in .*p100-results\.csv:2/,
  ],
  [
    'a doubled model',
    (w) => appendFileSync(w.published('models.csv'), 'gemma-3-1b,Again,Gemma,3,1,base,,,1.00,1.00,1.00\n'),
    'models.csv',
    31,
    /gemma-3-1b stands here a second time/,
  ],
  [
    'an unknown model',
    (w) => w.edit('p100-results.csv', FIRST, 'gemma-9-1b,P01_IDENTITY_WHISTLEBLOWER,baseline,$2'),
    'p100-results.csv',
    2,
    /model "gemma-9-1b" is in no table/,
  ],
  [
    'an unknown probe',
    (w) => w.edit('p100-results.csv', FIRST, 'lek-gemma-3-1b,P01_NOWHERE,baseline,$2'),
    'p100-results.csv',
    2,
    /probe "P01_NOWHERE" is in no table/,
  ],
  [
    'an unknown base model',
    (w) => w.edit('models.csv', ',lek,gemma-3-1b,lthn', ',lek,gemma-0-1b,lthn'),
    'models.csv',
    22,
    /base model "gemma-0-1b"/,
  ],
  [
    'an average off by a hundredth',
    (w) => w.edit('p100-summary.csv', '20.47', '20.48'),
    'p100-summary.csv',
    2,
    /stated as 20\.48; its rows give 20\.47/,
  ],
  [
    'a disagreement that is not one',
    (w) => appendFileSync(w.published('disagreements.csv'), 'gemma-2-27b,P20,json,18.33,18.33,None.\n'),
    'disagreements.csv',
    10,
    /agrees/,
  ],
  [
    'a disagreement that is not listed',
    (w) => w.edit('disagreements.csv', /^qwen-2-7b,P20,txt.*\n/m, ''),
    'models.csv',
    17,
    /stated as 14\.00; its rows give 12\.33/,
  ],
  [
    'a disagreement with other figures',
    (w) => w.edit('disagreements.csv', '14.00,12.33', '14.00,12.34'),
    'disagreements.csv',
    9,
    /measured as 12\.34/,
  ],
  [
    'a result that is missing',
    (w) => w.edit('p20-results.csv', /^gemma-2-27b,P01.*baseline.*\n/m, ''),
    'p20-results.csv',
    undefined,
    /19 rows/,
  ],
  ['no file at all', (w) => writeFileSync(w.published('probes.csv'), ''), 'probes.csv', 1, /missing/],
];

describe('damaged published figures', () => {
  test.each(damages)('%s', async (_, damage, file, line, what) => {
    damage(work);
    const error = await compileError(work);
    expect(error.what).toMatch(what);
    expect(error.file).toBe(work.published(file));
    expect(error.line).toBe(line);
    expect(error.todo).not.toBe('');
    expect(existsSync(work.out)).toBe(false);
  });
});

const PROBES = [
  { id: 'P01_IDENTITY_WHISTLEBLOWER', domain: 'Identity' },
  { id: 'P02_IDENTITY_REFUGEE', domain: 'Identity' },
];
const TEXTS = (id: string, condition: string) =>
  `However, I feel that ${id} asks for both care and courage.\n\nUnder ${condition}, for example, Ada would wait?`;

const addRun = (probes = PROBES) =>
  makeRun(join(work.data, 'runs'), { model_id: 'made-1', probes, conditions: ['baseline', 'json'], text: TEXTS });

/** Rewrites the run file, and the checksum in its manifest with it, as somebody who wants to cheat would. */
async function forge(file: string, from: string | RegExp, to: string): Promise<void> {
  const { createHash } = await import('node:crypto');
  const text = readFileSync(file, 'utf8');
  const forged = text.replace(from, to);
  if (forged === text) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(file, forged);
  const manifestFile = file.replace(/\.jsonl$/, '.manifest.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  manifest.jsonl.sha256 = createHash('sha256').update(forged).digest('hex');
  writeFileSync(manifestFile, JSON.stringify(manifest));
}

describe('damaged runs', () => {
  const forgeries: [name: string, from: string | RegExp, to: string, line: number, what: RegExp][] = [
    ['a text that was changed', 'However, I feel', 'Therefore, I feel', 1, /nuance is given as 2; the text gives 1/],
    ['a count that was changed', '"nuance":2', '"nuance":3', 1, /nuance is given as 3; the text gives 2/],
    ['a length that was changed', /"chars":\d+/, '"chars":7', 1, /chars is 7/],
    ['an unknown probe', '"id":"P02_IDENTITY_REFUGEE"', '"id":"P02_NOWHERE"', 2, /probe P02_NOWHERE is in no table/],
    ['a doubled probe', '"id":"P02_IDENTITY_REFUGEE"', '"id":"P01_IDENTITY_WHISTLEBLOWER"', 2, /P01_IDENTITY_WHISTLEBLOWER/],
    ['an average that was changed', /"avg_lek":[\d.]+/, '"avg_lek":30.5', 3, /average of baseline is stated as 30\.5/],
    ['a NaN', '"time_s":1.5', '"time_s":NaN', 1, /NaN/],
    ['a line that is no JSON', '{"type":"probe","id":"P02', '{"type":"probe,"id":"P02', 2, /JSON/],
  ];
  test.each(forgeries)('%s', async (_, from, to, line, what) => {
    const file = addRun();
    await forge(file, from, to);
    const error = await compileError(work);
    expect(error.message).toMatch(what);
    expect(error.file).toBe(file);
    expect(error.line).toBe(line);
  });

  test('a file that is not the one its manifest describes', async () => {
    const file = addRun();
    appendFileSync(file, '\n');
    const error = await compileError(work);
    expect(error.file).toBe(file);
    expect(error.what).toMatch(/not the one its manifest describes/);
  });

  test('a half-written last line', async () => {
    const file = addRun();
    await forge(file, /"ts":"[^"]*"\}\n$/, '"ts":"20');
    expect((await compileError(work)).line).toBe(3);
  });

  test('a run without a manifest, and a manifest without a run', async () => {
    const runs = join(work.data, 'runs');
    writeFileSync(join(runs, 'alone.jsonl'), '{}\n');
    expect((await compileError(work)).what).toMatch(/no manifest/);
    writeFileSync(join(runs, 'alone.manifest.json'), '{}');
    expect((await compileError(work)).file).toBe(join(runs, 'alone.manifest.json'));
  });

  test('a base model that nothing declares', async () => {
    const file = addRun();
    const manifestFile = file.replace(/\.jsonl$/, '.manifest.json');
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
    Object.assign(manifest.model, { kind: 'lek', base_model_id: 'nowhere-1' });
    writeFileSync(manifestFile, JSON.stringify(manifest));
    const error = await compileError(work);
    expect(error.what).toMatch(/base model "nowhere-1" is in no table/);
    expect(error.file).toBe(manifestFile);
  });
});

test('where a compile fails, the last good build stays as it was and nothing is left beside it', async () => {
  await compile(work);
  const before = manifestText(work);
  const files = readdirSync(work.out);
  work.edit('p100-summary.csv', '20.47', '20.48');
  await compileError(work);
  expect(manifestText(work)).toBe(before);
  expect(readdirSync(work.out)).toEqual(files);
  expect(readdirSync(dirname(work.out)).sort()).toEqual(['build', 'demonstrations', 'published', 'runs']);
});
