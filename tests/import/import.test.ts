import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Imported, importCheckout, type RunFound } from '../../pipeline/import/index.ts';
import type { ProbeLine, SummaryLine } from '../../pipeline/records/index.ts';
import { score } from '../../pipeline/scorer/index.ts';
import { newWork, type Work } from '../compile/work.ts';
import { manifestOf, probesOf as probeLines, sha256, summaryOf } from '../runs/files.ts';
import {
  answer,
  KERNELS,
  makeRunFile,
  makeWords,
  probesOf,
  promptOf,
  publishAnswers,
  publishWords,
  put,
  type RunMade,
} from './checkout.ts';
import { tree } from './tree.ts';

let work: Work;
let dir: string;
let probes: { probe_id: string; domain: string; p20: boolean }[];
let p20: string[];
let domains: Map<string, string>;

beforeEach(() => {
  work = newWork();
  publishWords(work);
  dir = mkdtempSync(join(tmpdir(), 'lem-checkout-'));
  probes = probesOf(work);
  p20 = probes.filter((probe) => probe.p20).map(({ probe_id }) => probe_id);
  domains = new Map(probes.map(({ probe_id, domain }) => [probe_id, domain]));
});
afterEach(() => {
  work.remove();
  rmSync(dir, { recursive: true, force: true });
});

const make = (run: RunMade) => makeRunFile(dir, domains, run);
const run = (options: Partial<Parameters<typeof importCheckout>[0]> = {}): Promise<Imported> =>
  importCheckout({ dir, data: work.data, seeds: work.seeds, ...options });
const runs = () => readdirSync(join(work.data, 'runs')).sort();
const imported = (id: string) => join(work.data, 'runs', `${id}.jsonl`);
const only = ({ report }: Imported): RunFound => {
  expect(report.left).toEqual([]);
  expect(report.runs).toHaveLength(1);
  return report.runs[0] as RunFound;
};

const QWEN = { path: 'benchmarks/ab-base-qwen2-7b-mlxlm.jsonl', model: 'mlx-community/Qwen2-7B-Instruct-4bit', of: 'qwen-2-7b' };
const GEMMA = { path: 'benchmarks/ab-base-gemma-2-27b-mlxlm.jsonl', model: 'mlx-community/gemma-2-27b-it-bf16-4bit', of: 'gemma-2-27b' };

describe('a run whose rows are published', () => {
  beforeEach(() => {
    publishAnswers(work, 'qwen-2-7b', 'P20');
    make({ ...QWEN, probes: p20 });
  });

  test('is written as it stands, agrees in every row and average, and carries what made it', async () => {
    const found = only(await run());
    expect(found).toMatchObject({
      run_id: 'qwen-2-7b.p20.imported',
      recognised_by: ['63 of 63 published rows', 'its model field', 'its file name'],
      edition: 'original',
      other_wording: [],
      state: 'finished',
      probes: 21,
      responses: 63,
      scores: { v1: 0, v2: 63, wrong: 0 },
      published: { compared: 63, equal: 63, differ: [], missing: 0 },
      faults: [],
    });
    expect(found.averages.map(({ condition, equal, differences }) => [condition, equal, differences])).toEqual(
      ['baseline', 'json', 'txt'].map((condition) => [condition, true, []]),
    );
    const source = readFileSync(join(dir, QWEN.path));
    expect(readFileSync(imported(found.run_id))).toEqual(source);
    expect(manifestOf(imported(found.run_id))).toMatchObject({
      source: 'imported',
      probe_set: 'p20',
      probes: { edition: 'original' },
      conditions: [
        { name: 'baseline', kernel: null, placement: 'none', counts: { done: 21, failed: 0, cut: null, run_on: 0 } },
        { name: 'json', kernel: { kernel_id: 'compact.original', sha256: sha256(KERNELS['compact.original']) }, placement: null },
        { name: 'txt', kernel: { kernel_id: 'lek-1.original' }, placement: null },
      ],
      reproducibility: null,
      jsonl: { sha256: sha256(source), bytes: source.length },
      imported: { file: QWEN.path, sha256: sha256(source) },
    });
  });

  test('is known by its rows, whatever it is called', async () => {
    rmSync(join(dir, QWEN.path));
    make({ ...GEMMA, of: 'qwen-2-7b', probes: p20 });
    expect(only(await run())).toMatchObject({
      model_id: 'qwen-2-7b',
      recognised_by: ['63 of 63 published rows', 'its model field says gemma-2-27b', 'its file name says gemma-2-27b'],
    });
  });

  test('of which a text was changed: named by file, probe and condition, and no error', async () => {
    const line = probeLines(join(dir, QWEN.path))[4] as ProbeLine;
    const { response } = line.conditions.json as ProbeLine['conditions'][string];
    const changed = response.replace('However', 'Therefore');
    make({
      ...QWEN,
      probes: p20,
      change: (lines) =>
        lines.map((each) => {
          if (each.type === 'summary' || each.id !== line.id) return each;
          const { counts, lek_score } = score(changed);
          const result = {
            ...each.conditions.json,
            response: changed,
            lek_score,
            heuristic: { ...counts, lek_score },
            chars: [...changed].length,
          };
          return { ...each, conditions: { ...each.conditions, json: result } };
        }),
    });
    const found = only(await run());
    expect(found.published).toMatchObject({ compared: 63, equal: 62 });
    expect(found.published.differ).toEqual([
      {
        line: 5,
        probe_id: line.id,
        condition: 'json',
        what: expect.stringMatching(/^nuance is \d+ in the row; the text gives \d+; .*chars is \d+/),
      },
    ]);
    // The summary still states the average of the text before it was changed.
    expect(found.averages.map(({ condition, equal }) => [condition, equal])).toEqual([
      ['baseline', true],
      ['json', false],
      ['txt', true],
    ]);
    expect(found.averages[1]?.differences).toEqual([
      expect.stringMatching(/^json: here [\d.]+; the file states [\d.]+$/),
      expect.stringMatching(/; the published rows give [\d.]+$/),
      expect.stringMatching(/; the report states [\d.]+$/),
    ]);
    expect(summaryOf(imported(found.run_id))?.stated).toBeDefined();
  });

  test('a count that its text does not give is corrected, named, and kept as stated', async () => {
    make({
      ...QWEN,
      probes: p20,
      change: ([first, ...others]) => {
        const { conditions, ...line } = first as ProbeLine;
        const txt = conditions.txt as ProbeLine['conditions'][string];
        return [{ ...line, conditions: { ...conditions, txt: { ...txt, heuristic: { ...txt.heuristic, nuance: 9 } } } }, ...others];
      },
    });
    const found = only(await run());
    expect(found.scores.wrong).toBe(1);
    expect(found.corrected).toEqual([
      { line: 1, probe_id: p20[0], condition: 'txt', wrong: [expect.stringMatching(/^nuance is given as 9; the text gives \d$/)] },
    ]);
    expect(found.published.equal).toBe(63);
    const [line] = probeLines(imported(found.run_id)) as [ProbeLine];
    expect(line.conditions.txt).toMatchObject({ heuristic_stated: { nuance: 9 }, lek_score_stated: line.conditions.txt?.lek_score });
  });

  test('of 20 probes: the row without a text is counted, the averages differ and say so', async () => {
    make({ ...QWEN, probes: p20.slice(0, 20) });
    const found = only(await run());
    expect(found).toMatchObject({ run_id: 'qwen-2-7b.p20.imported', probes: 20, published: { compared: 60, equal: 60, missing: 3 } });
    for (const { file, here, rows } of found.averages) expect([file === here, rows]).toEqual([true, expect.any(Number)]);
  });

  test('twice gives the plain id to the one with the published rows, the other a tag; the same bytes are passed over', async () => {
    make({ ...QWEN, path: 'benchmarks/AB Qwen 2 (again!).jsonl', of: 'someone-else', probes: p20 });
    copyFileSync(join(dir, QWEN.path), join(dir, 'benchmarks/ab-copy.jsonl'));
    const { report, written } = await run();
    expect(report.runs.map(({ run_id, file, published }) => [run_id, file, published.equal])).toEqual([
      ['qwen-2-7b.p20.imported.ab-qwen-2-again', 'benchmarks/AB Qwen 2 (again!).jsonl', 0],
      ['qwen-2-7b.p20.imported', QWEN.path, 63],
    ]);
    expect(report.passed).toEqual([{ path: 'benchmarks/ab-copy.jsonl', files: 1, why: `the same bytes as ${QWEN.path}` }]);
    expect(written['runs/qwen-2-7b.p20.imported.ab-qwen-2-again.jsonl']).toBe('new');
  });
});

describe('a run that an older scorer scored', () => {
  test('is scored again: the old scores stay in it, the averages of the file are told as theirs', async () => {
    publishAnswers(work, 'gemma-2-27b', 'P20');
    make({ ...GEMMA, probes: p20.slice(0, 20), scorer: 'v1' });
    const found = only(await run());
    expect(found).toMatchObject({ scores: { v1: 60, v2: 0, wrong: 0 }, published: { compared: 60, equal: 60, missing: 0 } });
    for (const { file, file_scorer, here, rows, report, differences } of found.averages) {
      expect([file, file_scorer]).toEqual([8.25, 'v1']);
      expect([rows, report]).toEqual([here, here]);
      expect(differences).toEqual([expect.stringMatching(/the file states 8\.25, an average of an older scorer$/)]);
    }
    for (const { id, conditions } of probeLines(imported(found.run_id))) {
      for (const [condition, result] of Object.entries(conditions)) {
        const text = answer('gemma-2-27b', id, condition);
        expect(result).toMatchObject({ response: text, lek_score: score(text).lek_score, lek_score_v1: 8.25, chars: [...text].length });
      }
    }
    expect(readFileSync(join(dir, GEMMA.path), 'utf8')).toContain('\\r\\n');
    expect(summaryOf(imported(found.run_id))).toMatchObject({ stated: { conditions: [{ avg_lek: 8.25 }, {}, {}] } });
    expect(manifestOf(imported(found.run_id)).notes).toContainEqual(
      expect.stringMatching(/^60 of 60 scores in the file are of an older scorer/),
    );
  });
});

describe('P20 and P100', () => {
  test('are told apart by their probes, and by name where a run of P100 broke off early', async () => {
    const all = probes.map(({ probe_id }) => probe_id);
    make({
      path: 'benchmarks/ab-base-qwen3-8b-mlxlm.jsonl',
      model: 'x/Qwen3-8B-4bit',
      of: 'q20',
      probes: p20.slice(0, 20),
      conditions: ['baseline'],
    });
    make({ path: 'benchmarks/ab-p100-qwen3-8b-mlxlm.jsonl', model: 'x/Qwen3-8B-4bit', of: 'q100', probes: all, conditions: ['baseline'] });
    make({ path: 'benchmarks/ab-p100-gemma3-4b-mlxlm.jsonl', of: 'g', probes: all.slice(0, 7), conditions: ['baseline'] });
    const { report } = await run();
    expect(report.runs.map(({ run_id, probes: n, state }) => [run_id, n, state])).toEqual([
      ['qwen-3-8b.p20.imported', 20, 'finished'],
      ['gemma-3-4b.p100.imported', 7, 'interrupted'],
      ['qwen-3-8b.p100.imported', 101, 'finished'],
    ]);
    expect(manifestOf(imported('gemma-3-4b.p100.imported')).notes).toContainEqual(expect.stringMatching(/ends without a summary/));
  });
});

describe('wordings', () => {
  const ask = (prompt: (id: string) => string) =>
    make({
      ...QWEN,
      probes: p20,
      change: (lines) => lines.map((line) => (line.type === 'summary' ? line : { ...line, prompt: prompt(line.id) })),
    });

  test('of this project are told as restated', async () => {
    const own = JSON.parse(readFileSync(join(work.seeds, 'P01-P100.json'), 'utf8')) as { id: string; prompt: string }[];
    ask((id) => own.find((probe) => probe.id === id)?.prompt as string);
    expect(only(await run())).toMatchObject({ edition: 'restated', other_wording: [] });
  });

  test('of neither are local, and the probes are named', async () => {
    ask((id) => (id === p20[2] ? 'Another question?' : promptOf(id)));
    const found = only(await run());
    expect(found).toMatchObject({ edition: 'local', other_wording: [p20[2]] });
    expect(manifestOf(imported(found.run_id)).probes.edition).toBe('local');
  });
});

describe('prompts and kernels', () => {
  test('that are the published ones by their hash are stored, prompts of the runs too; others are left and named', async () => {
    makeWords(
      dir,
      probes.filter(({ probe_id }) => probe_id !== 'P21_CULTURE_PLAYFULNESS'),
    );
    put(
      dir,
      'seeds/own.json',
      JSON.stringify([
        { id: 'P01_IDENTITY_WHISTLEBLOWER', prompt: 'Changed?' },
        { id: 'X9', prompt: 'Not ours' },
      ]),
    );
    put(dir, 'seeds/regional/a.json', '[{"id": "A", "prompt": "b"}]');
    put(dir, 'seeds/regional/b.json', '[]');
    put(dir, 'seeds/broken.json', '[{"id": \n');
    put(dir, 'kernel/notes.md', 'No kernel.');
    make({ ...QWEN, probes: p20 });
    const { report, written } = await run();
    expect(report.prompts).toMatchObject({ original: 101, of: 101, missing: [] });
    expect(report.prompts.files).toEqual([
      { path: 'seeds/P01-P20.json', prompts: 20, other_wording: [] },
      { path: 'seeds/P21-P100.json', prompts: 80, other_wording: [] },
      { path: 'seeds/own.json', prompts: 0, other_wording: ['P01_IDENTITY_WHISTLEBLOWER'] },
    ]);
    expect(report.kernels).toEqual({
      original: ['axioms.original', 'compact.original', 'lek-1.original'],
      missing: [],
      files: [
        { path: 'kernel/axioms.json', kernels: ['axioms.original'] },
        { path: 'kernel/lek-1-kernel.txt', kernels: ['lek-1.original', 'compact.original'] },
        { path: 'kernel/notes.md', kernels: [] },
      ],
    });
    expect(report.passed).toContainEqual({ path: 'seeds/regional/', files: 2, why: 'none of the 101 probes is in it' });
    expect(report.passed).toContainEqual({ path: 'seeds/broken.json', files: 1, why: expect.stringMatching(/JSON.*line \d/) });
    const stored = JSON.parse(readFileSync(join(work.data, 'imported/probes.json'), 'utf8'));
    expect(stored).toEqual(probes.map(({ probe_id: id, domain }) => ({ id, domain, prompt: promptOf(id) })));
    for (const [id, text] of Object.entries(KERNELS))
      expect(readFileSync(join(work.data, `imported/kernels/${id}.txt`), 'utf8')).toBe(text);
    expect(written['imported/kernels/compact.original.txt']).toBe('new');
  });

  test('of a checkout with Windows line ends are the same', async () => {
    put(dir, 'kernel/lek-1-kernel.txt', KERNELS['lek-1.original'].replaceAll('\n', '\r\n'));
    const { report } = await run();
    expect(report.kernels.original).toEqual(['compact.original', 'lek-1.original']);
    expect(readFileSync(join(work.data, 'imported/kernels/lek-1.original.txt'), 'utf8')).toBe(KERNELS['lek-1.original']);
  });

  test('of a second checkout are added to those of the first', async () => {
    put(dir, 'kernel/axioms.json', KERNELS['axioms.original']);
    await run();
    rmSync(join(dir, 'kernel'), { recursive: true });
    make({ ...QWEN, probes: p20 });
    const { report } = await run();
    expect(report.kernels.original).toEqual(['axioms.original']);
    expect(report.prompts).toMatchObject({ original: 21 });
    expect(report.prompts.missing).toHaveLength(80);
  });
});

test('training data are counted, checked and left where they are', async () => {
  const chat = (...roles: string[]) => JSON.stringify({ messages: roles.map((role) => ({ role, content: 'x' })) });
  put(
    dir,
    'training/train.jsonl',
    [chat('user', 'assistant'), chat('user'), '{"text": 1}', chat('system', 'user', 'assistant'), ''].join('\n'),
  );
  put(dir, 'training/lem/valid.jsonl', `${chat('user', 'assistant')}\n`);
  put(dir, 'training/lem/book.txt', 'A book.');
  const { report } = await run();
  expect(report.training).toEqual([
    { path: 'training/lem/valid.jsonl', examples: 1, faults: [], faulty: 0 },
    {
      path: 'training/train.jsonl',
      examples: 2,
      faulty: 2,
      faults: [
        { line: 2, what: expect.stringMatching(/messages/), todo: expect.any(String) },
        { line: 3, what: expect.stringMatching(/messages is missing/), todo: expect.any(String) },
      ],
    },
  ]);
  expect(Object.keys(tree(work.data)).filter((path) => /train/.test(path))).toEqual([]);
});

describe('damage', () => {
  const halfWritten = (content: string) => content.slice(0, content.trimEnd().lastIndexOf('\n') - 200);
  /** Replaces a line, counted from 1, of the file's bytes. */
  const line = (n: number, change: (line: Buffer) => Uint8Array | string) => (content: string) =>
    Buffer.concat(
      content.split('\n').map((each, i) => Buffer.concat([Buffer.from(i + 1 === n ? change(Buffer.from(each)) : each), Buffer.from('\n')])),
    );

  test.each<[string, (content: string) => string | Uint8Array, number, RegExp, number]>([
    ['a half-written last line', halfWritten, 21, /half-written/, 20],
    ['a NaN', line(3, (text) => text.toString().replace('"time_s":1.5', '"time_s":NaN')), 3, /NaN is no JSON number/, 20],
    [
      'a byte that is no UTF-8',
      line(4, (text) => Buffer.concat([text.subarray(0, 100), Uint8Array.of(0xff), text.subarray(100)])),
      4,
      /not UTF-8/,
      20,
    ],
    ['a line that is no JSON', line(5, () => 'oops'), 5, /not JSON: unexpected "oops"/, 20],
    [
      'a line without its response',
      line(6, (text) => text.toString().replaceAll('"response"', '"answer"')),
      6,
      /conditions\.baseline\.response is missing/,
      20,
    ],
    ['a blank line', line(2, () => ''), 2, /blank line/, 20],
    ['a doubled probe', (text) => text.replace('"id":"P02_IDENTITY_REFUGEE"', '"id":"P01_IDENTITY_WHISTLEBLOWER"'), 2, /is doubled/, 20],
    [
      'a text where a number belongs',
      line(7, (text) => text.toString().replace('"chars":', '"chars":"x","n":')),
      7,
      /conditions\.baseline\.chars must be a number/,
      20,
    ],
    ['a missing condition', line(8, (text) => JSON.stringify({ ...JSON.parse(text.toString()), conditions: {} })), 8, /conditions are/, 20],
    ['a broken summary', line(22, (text) => text.toString().replace('"90s"', '90')), 22, /duration must be a string/, 21],
  ])('%s: file, line and reason in the report, and everything else imported', async (_name, damage, at, what, left) => {
    make({ ...QWEN, probes: p20, damage });
    const found = only(await run());
    expect(found.file).toBe(QWEN.path);
    expect(found.faults).toEqual([{ line: at, what: expect.stringMatching(what), todo: expect.any(String) }]);
    expect(found.probes).toBe(left);
    expect(probeLines(imported(found.run_id))).toHaveLength(left);
    expect(manifestOf(imported(found.run_id)).notes).toContainEqual(`1 line of the file could not be read (${at}).`);
    const summary = summaryOf(imported(found.run_id));
    if (at < 21) expect(summary).toMatchObject({ total_probes: 20, stated: { total_probes: 21 } });
  });

  test('of a line changes nothing in the others: texts to the byte, Windows line ends among them', async () => {
    make({ ...QWEN, probes: p20, damage: line(5, () => 'oops') });
    await run();
    for (const { id, conditions } of probeLines(imported('qwen-2-7b.p20.imported')))
      for (const [condition, { response }] of Object.entries(conditions)) expect(response).toBe(answer('qwen-2-7b', id, condition));
  });

  test('is none where a checkout on Windows turned the line ends of the file', async () => {
    make({ ...QWEN, probes: p20, damage: (content) => content.replaceAll('\n', '\r\n') });
    const found = only(await run());
    expect(found).toMatchObject({ faults: [], responses: 63, state: 'finished' });
    expect(readFileSync(imported(found.run_id), 'utf8')).toBe(readFileSync(join(dir, QWEN.path), 'utf8').replaceAll('\r\n', '\n'));
  });

  test('that leaves nothing to read leaves the file out, saying so', async () => {
    put(dir, 'benchmarks/ab-base-1b-mlxlm.jsonl', 'oops\n{"a":1}\n');
    put(dir, 'benchmarks/empty.jsonl', '');
    const { report, written } = await run();
    expect(report.left).toEqual([
      {
        file: 'benchmarks/ab-base-1b-mlxlm.jsonl',
        why: 'none of its lines is one of an A/B run',
        faults: [expect.objectContaining({ line: 1 }), expect.objectContaining({ line: 2, what: expect.stringMatching(/type must be/) })],
      },
    ]);
    expect(report.passed).toEqual([{ path: 'benchmarks/empty.jsonl', files: 1, why: 'no A/B run: no line of JSON in it' }]);
    expect(Object.keys(written)).toEqual(['imported/report.json']);
  });
});

describe('what is not imported', () => {
  test('a run of a model that nobody knows, with what to do', async () => {
    make({ path: 'benchmarks/ab-new.jsonl', model: 'someone/new-9b', of: 'new', probes: p20 });
    const { report } = await run();
    expect(report.left).toEqual([
      { file: 'benchmarks/ab-new.jsonl', faults: [], why: expect.stringMatching(/"someone\/new-9b".*aliases\.csv/) },
    ]);
    expect(runs()).toEqual([]);
    writeFileSync(work.published('aliases.csv'), `${readFileSync(work.published('aliases.csv'), 'utf8')}new-9b,model,qwen-3-8b\n`);
    expect(only(await run()).run_id).toBe('qwen-3-8b.p20.imported');
  });

  test('lines of probes that are in no table; a run of nothing else is left', async () => {
    const rename = (lines: (ProbeLine | SummaryLine)[]) =>
      lines.map((line, i) => (line.type === 'probe' && i < 2 ? { ...line, id: `${line.id}_R_PERS` } : line));
    make({ ...QWEN, probes: p20, change: rename });
    make({ ...GEMMA, probes: p20.slice(0, 2), change: rename });
    const { report } = await run();
    expect(report.runs).toMatchObject([
      { probes: 19, unknown_probes: [1, 2].map((at) => ({ line: at, probe_id: `${p20[at - 1]}_R_PERS` })), faults: [] },
    ]);
    expect(report.left).toEqual([{ file: GEMMA.path, faults: [], why: `its probes are in no table (${p20[0]}_R_PERS and 1 more)` }]);
  });

  test('files that are no A/B runs, each by name', async () => {
    put(dir, 'benchmarks/results/gsm8k.jsonl', '{"id":"G1","benchmark":"gsm8k","response":"4"}\n');
    put(dir, 'benchmarks/loose.jsonl', 'oops\n{}\n');
    expect((await run()).report.passed).toEqual([
      { path: 'benchmarks/loose.jsonl', files: 1, why: 'no A/B run: its lines hold no field' },
      { path: 'benchmarks/results/gsm8k.jsonl', files: 1, why: 'no A/B run: its lines hold id, benchmark, response' },
    ]);
  });

  test('an alias table that names no model, or one alias twice', async () => {
    make({ ...QWEN, probes: p20 });
    const table = readFileSync(work.published('aliases.csv'), 'utf8');
    writeFileSync(work.published('aliases.csv'), `${table}x,file,nowhere\n`);
    await expect(run()).rejects.toThrow(/aliases\.csv:\d+: model "nowhere" is in no table/);
    writeFileSync(work.published('aliases.csv'), `${table}qwen3-8b-4bit,model,qwen-2-7b\n`);
    await expect(run()).rejects.toThrow(/aliases\.csv:\d+: model qwen3-8b-4bit stands here a second time/);
  });
});

test('run-on and cut responses are counted, and what failed', async () => {
  make({
    ...QWEN,
    probes: p20,
    change: (lines) =>
      lines.map((line, i) => {
        if (line.type === 'summary') return line;
        const end = ['<|eot_id|>', '<|eot_id|><|start_header_id|>assistant', ' and so', ''][i % 4];
        const conditions = Object.fromEntries(
          Object.entries(line.conditions).map(([name, result]) => {
            const response = `${result.response}${end}`;
            const { counts, lek_score } = score(response);
            const cut = name === 'json' ? { finish_reason: i % 4 === 2 ? 'length' : 'stop' } : {};
            return [name, { ...result, ...cut, response, chars: [...response].length, lek_score, heuristic: { ...counts, lek_score } }];
          }),
        );
        if (i > 0) return { ...line, conditions };
        const { txt: _, ...rest } = conditions;
        return { ...line, conditions: rest, failed: { txt: { why: 'the server was gone' } } };
      }),
  });
  const found = only(await run());
  expect(found).toMatchObject({
    responses: 62,
    run_on: { hold: 6 + 5 + 6 + 5 + 5 + 5, go_on: 15 },
    cut: 5,
    open_ended: expect.any(Number),
  });
  const { conditions, failures } = manifestOf(imported(found.run_id));
  expect(conditions.map(({ counts }: { counts: object }) => counts)).toEqual([
    { done: 21, failed: 0, cut: null, run_on: 11 },
    { done: 21, failed: 0, cut: 5, run_on: 11 },
    { done: 20, failed: 1, cut: null, run_on: 10 },
  ]);
  expect(failures).toEqual([{ probe_id: p20[0], condition: 'txt', sample: 0, why: 'the server was gone' }]);
});

describe('an import', () => {
  beforeEach(() => {
    makeWords(dir, probes);
    make({ ...QWEN, probes: p20 });
    make({ ...GEMMA, probes: p20.slice(0, 20), scorer: 'v1' });
  });

  test('changes nothing in the checkout, and a second one nothing at all', async () => {
    const checkout = tree(dir);
    const first = await run();
    const data = tree(work.data);
    expect(new Set(Object.values(first.written))).toEqual(new Set(['new']));
    const second = await run();
    expect(new Set(Object.values(second.written))).toEqual(new Set(['unchanged']));
    expect(second.report).toEqual(first.report);
    expect(tree(work.data)).toEqual(data);
    expect(tree(dir)).toEqual(checkout);
    expect(JSON.parse(readFileSync(join(work.data, 'imported/report.json'), 'utf8'))).toEqual(first.report);
  });

  test('that is dry says the same and writes nothing', async () => {
    const before = tree(work.data);
    const dry = await run({ dryRun: true });
    expect(tree(work.data)).toEqual(before);
    expect(dry).toEqual(await run());
  });

  test('names no path of the machine and no clock', async () => {
    await run();
    for (const path of Object.keys(tree(work.data)).filter((each) => !each.startsWith('published'))) {
      const content = readFileSync(join(work.data, path), 'utf8');
      for (const place of [dir, work.folder, tmpdir()]) expect(content).not.toContain(place);
      expect(content).not.toContain(new Date().toISOString().slice(0, 10));
    }
  });

  test('that was interrupted between a run and its manifest is made whole by the next', async () => {
    await run();
    const whole = tree(work.data);
    const strip = (files: Record<string, string>) =>
      Object.fromEntries(Object.entries(files).map(([path, hash]) => [path, hash.split(' ')[0]]));
    for (const lost of ['qwen-2-7b.p20.imported.jsonl', 'gemma-2-27b.p20.imported.manifest.json']) rmSync(join(work.data, 'runs', lost));
    const { written } = await run();
    expect(written).toMatchObject({ 'runs/qwen-2-7b.p20.imported.jsonl': 'replaced', 'runs/gemma-2-27b.p20.imported.jsonl': 'replaced' });
    expect(strip(tree(work.data))).toEqual(strip(whole));
  });

  test('of another file keeps the run that is there, and replaces it where it is told to', async () => {
    await run();
    const before = readFileSync(imported('qwen-2-7b.p20.imported'));
    make({ ...QWEN, probes: p20.slice(0, 9) });
    expect((await run()).written['runs/qwen-2-7b.p20.imported.jsonl']).toBe('kept');
    expect(readFileSync(imported('qwen-2-7b.p20.imported'))).toEqual(before);
    expect((await run({ replace: true })).written['runs/qwen-2-7b.p20.imported.jsonl']).toBe('replaced');
    expect(probeLines(imported('qwen-2-7b.p20.imported'))).toHaveLength(9);
    expect(runs()).toHaveLength(4);
  });

  test('shows where it is', async () => {
    const said: string[] = [];
    await run({ onProgress: (message) => said.push(message) });
    expect(said).toEqual([
      'reading prompts and kernels',
      `scoring ${GEMMA.path} (1 of 2)`,
      `scoring ${QWEN.path} (2 of 2)`,
      'writing gemma-2-27b.p20.imported (1 of 2)',
      'writing qwen-2-7b.p20.imported (2 of 2)',
    ]);
  });
});
