import { describe, expect, test } from 'vitest';
import { readJson } from '../../pipeline/records/files.ts';
import {
  axiomsKernel,
  categoryOf,
  chatLine,
  check,
  checkDistillLine,
  InputError,
  id,
  manifest,
  probeFile,
  probeId,
  runId,
} from '../../pipeline/records/index.ts';
import type * as z from '../../pipeline/records/zod.ts';
import { shared } from '../shared.ts';
import { manifestExample, SHA, TS } from './examples.ts';

/** The message with which a schema refuses a value. */
function refusal<T>(schema: z.ZodType<T, T>, value: unknown): string {
  try {
    check(schema, value, { file: 'f' });
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  return 'accepted';
}

/** A copy with some fields replaced, each by its path: `{ 'settings.seed': 1 }`. */
function changed<T>(value: T, changes: Record<string, unknown>): T {
  const copy = structuredClone(value);
  for (const [path, put] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy as Record<string, unknown>);
    if (put === undefined) delete holder[last];
    else holder[last] = put;
  }
  return copy;
}

describe('ids', () => {
  test.each(['gemma-3-1b', 'mistral-7b-v0.1', 'lek-gemma-3-1b.p100.local', 'a', '3b', 'a_b'])('%s is one', (name) =>
    expect(id.safeParse(name).success).toBe(true),
  );
  test.each(['', '.a', '-a', 'a..b', 'a/b', 'a\\b', 'A', 'ä', 'a b', 'a.', 'a\n', '../x', 'a%2f', 'x'.repeat(121)])('%j is none', (name) =>
    expect(id.safeParse(name).success).toBe(false),
  );
  test.each(['P01_IDENTITY_WHISTLEBLOWER', 'P100_GHOST_LAST', 'P01_IDENTITY_REFUGEE_R_PERS'])('%s is a probe id', (name) =>
    expect(probeId.safeParse(name).success).toBe(true),
  );
  test.each(['', 'p01', 'P01__A', '_P01', 'P01_', 'P01-A', 'P01/A', 'P01\n'])('%j is no probe id', (name) =>
    expect(probeId.safeParse(name).success).toBe(false),
  );
});

describe('probe files', () => {
  const source = { id: 'P02_REFUGE', domain: 'Identity', prompt: 'Where to?' };
  const variant = {
    id: 'P02_REFUGE_R_CULT',
    category: 'Identity',
    domain: 'Identity',
    prompt: 'In a village far off.\n\nWhere to?',
    source_probe: 'P02_REFUGE',
    rephrase_type: 'cultural',
  };
  test('probes, rephrased ones among them, unknown fields kept', () => {
    const file = [{ ...source, note: 1 }, variant];
    expect(check(probeFile, file, { file: 'f' })).toBe(file);
  });
  test.each<[string, unknown[], RegExp]>([
    ['no list', { 0: source } as never, /it must be a list/],
    ['an empty list', [], /at least 1/],
    ['an id twice', [source, source], /\[1\]\.id is doubled: "P02_REFUGE"/],
    ['no prompt', [{ id: 'P01_X', domain: 'X' }], /\[0\]\.prompt is missing/],
    ['an empty prompt', [{ ...source, prompt: '' }], /\[0\]\.prompt must be at least 1 characters? long/],
    ['a variant before its source', [variant, source], /\[0\]\.source_probe must be a probe that stands before it/],
    ['a variant by another id', [source, { ...variant, id: 'P02_REFUGE_R_PERS' }], /\[1\]\.id must be P02_REFUGE_R_CULT/],
    ['a variant of another prompt', [source, { ...variant, prompt: 'In a village.\n\nWhere?' }], /\[1\]\.prompt must end in a blank line/],
    ['a kind without a source', [{ ...source, rephrase_type: 'urgency' }], /\[0\]\.id has one of/],
    [
      'an unknown kind',
      [source, { ...variant, rephrase_type: 'comic' }],
      /\[1\]\.rephrase_type must be "perspective", "urgency", "cultural"; found "comic"/,
    ],
  ])('refuse %s', (_name, value, message) => expect(refusal(probeFile, value)).toMatch(message));
  test('category, else domain, in lower case', () => {
    expect([categoryOf({ category: 'Ghost', domain: 'X' }), categoryOf({ domain: 'Un-Cloud' }), categoryOf({})]).toEqual([
      'ghost',
      'un-cloud',
      'uncategorised',
    ]);
  });
});

describe('the structured kernel', () => {
  const axiom = (n: number) => ({ id: n, name: `axiom-${n}`, statement: 'S.', function: 'grounding', resolution: 'R.' });
  const kernel = {
    framework: 'F',
    version: '1',
    license: 'EUPL-1.2',
    origin: 'O',
    meta: { override: 1, hierarchy: [1, 2, 3, 4, 5] },
    axioms: [1, 2, 3, 4, 5].map(axiom),
    extensions: {},
  };
  test('is accepted, by either spelling of its licence', () => {
    expect(refusal(axiomsKernel, kernel)).toBe('accepted');
    expect(refusal(axiomsKernel, changed(kernel, { license: undefined, licence: 'EUPL-1.2' }))).toBe('accepted');
  });
  test.each<[Record<string, unknown>, RegExp]>([
    [{ license: undefined }, /licence is missing/],
    [{ 'axioms.4': axiom(4) }, /axioms\[4\]\.id is doubled/],
    [{ axioms: [axiom(1)] }, /axioms must be at least 5/],
    [{ 'axioms.0.name': 'Prime Imperative' }, /axioms\[0\]\.name must be in kebab-case/],
    [{ 'axioms.1.resolution': undefined }, /axioms\[1\]\.resolution is missing/],
    [{ 'meta.hierarchy': [1, 2] }, /meta\.hierarchy must be at least 5/],
  ])('refuses %j', (changes, message) => expect(refusal(axiomsKernel, changed(kernel, changes))).toMatch(message));
});

describe('training data', () => {
  const user = { role: 'user', content: 'Q' };
  const assistant = { role: 'assistant', content: 'A' };
  const system = { role: 'system', content: 'S' };
  test.each([[[user, assistant]], [[system, user, assistant]], [[user, assistant, user, assistant]]])('%j', (messages) =>
    expect(refusal(chatLine, { messages, x: 1 })).toBe('accepted'),
  );
  test.each<[unknown, RegExp]>([
    [[], /messages must be at least 2/],
    [[user], /messages must be at least 2/],
    [[system, user], /must pair each user message/],
    [[assistant, user], /must go user, assistant in turn/],
    [[user, user], /must go user, assistant in turn/],
    [[user, assistant, user], /must pair/],
    [[user, system, assistant], /must pair/],
    [[user, { role: 'tool', content: 'x' }], /messages\[1\]\.role must be "system", "user", "assistant"; found "tool"/],
    [[user, { role: 'assistant', content: null }], /messages\[1\]\.content must be a string; found null/],
  ])('not %j', (messages, message) => expect(refusal(chatLine, { messages })).toMatch(message));
});

describe('self-distillation', () => {
  const training = () => ({
    type: 'training',
    training: {
      messages: [
        { role: 'user', content: 'Q' },
        { role: 'assistant', content: 'A' },
      ],
    },
    meta: {
      probe_id: 'P01_X',
      category: 'x',
      sample_idx: 0,
      lek_score: 24.5,
      chars: 1,
      time_s: 2.5,
      model: 'm',
      threshold: 24,
      temperature: 0.8,
      ts: TS,
    },
  });
  const summary = () => ({
    type: 'summary',
    model: 'm',
    probes: 101,
    samples_per_probe: 10,
    total_generated: 1010,
    total_kept: 300,
    keep_rate: 29.7,
    avg_kept_score: 25.31,
    threshold: 24,
    temperature: 0.8,
    duration_s: 900,
    ts: TS,
  });
  const refused = (value: object) => {
    try {
      checkDistillLine(value as never, { file: 'f', line: 4 });
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    }
  };
  test('both lines', () => expect([refused(training()), refused(summary())]).toEqual(['accepted', 'accepted']));
  test('damaged ones', () => {
    expect(refused({ ...training(), type: 'sample' })).toMatch(/^f:4: type must be "training" or "summary"; found "sample"/);
    expect(refused(changed(training(), { 'meta.sample_idx': -1 }))).toMatch(/^f:4: meta\.sample_idx must be at least 0/);
    expect(refused(changed(training(), { 'training.messages.1': undefined }))).toMatch(/^f:4: training\.messages/);
    expect(refused(changed(summary(), { keep_rate: 120 }))).toMatch(/^f:4: keep_rate must be at most 100; found 120/);
    expect(refused(changed(summary(), { duration_s: undefined }))).toMatch(/^f:4: duration_s is missing/);
  });
});

describe('a manifest', () => {
  const accepts = (changes: Record<string, unknown>) => refusal(manifest, changed(manifestExample(), changes));
  test('of a local run', () => {
    const example = { ...manifestExample(), more: { kept: true } };
    expect(check(manifest, example, { file: 'f' })).toBe(example);
  });
  test.each<[string, Record<string, unknown>]>([
    [
      'of an imported run, little of it known',
      {
        source: 'imported',
        run_id: 'smollm2-135m.p100.imported',
        'engine.version': null,
        reproducibility: null,
        'conditions.1.placement': null,
        'conditions.0.counts.cut': null,
        started: undefined,
        ended: undefined,
        interruptions: undefined,
        failures: undefined,
        machine: undefined,
        notes: undefined,
      },
    ],
    [
      'of an imported run in a wording and with a kernel of its own',
      {
        source: 'imported',
        run_id: 'smollm2-135m.p100.imported.other',
        'probes.edition': 'local',
        'conditions.1.kernel': null,
        'conditions.1.placement': null,
      },
    ],
    ['of a LEK model', { 'model.kind': 'lek', 'model.base_model_id': 'smollm2-135m-base' }],
    [
      'of a second run by a tag',
      { run_id: 'smollm2-135m.p100.local.warm', 'settings.temperature': 0.8, 'settings.seed': 7, reproducibility: 'seeded-batched' },
    ],
    ['of a greedy run with several requests at a time', { 'settings.concurrency': 8, reproducibility: 'greedy-batched' }],
    ['of a run behind an endpoint', { 'settings.concurrency': 8, 'settings.temperature': 1, reproducibility: 'remote' }],
  ])('%s', (_name, changes) => expect(accepts(changes)).toBe('accepted'));
  test.each<[Record<string, unknown>, RegExp]>([
    [{ format: 2 }, /format must be 1; found 2/],
    [{ run_id: '../p100' }, /run_id must be lower-case/],
    [{ run_id: 'smollm2-135m.p20.local' }, /run_id must be smollm2-135m\.p100\.local/],
    [{ run_id: 'smollm2-135m.p100.localx' }, /run_id must be/],
    [{ source: 'published' }, /source must be "local" or "imported"; found "published"/],
    [{ 'model.base_model_id': 'other' }, /model\.base_model_id must be null on a model of kind "base"/],
    [{ 'model.weights_sha256': SHA.toUpperCase() }, /model\.weights_sha256 must be a SHA-256/],
    [{ 'model.params_b': 0 }, /model\.params_b/],
    [{ probe_set: 'P100' }, /probe_set must be lower-case/],
    [{ 'probes.file': '/home/me/seeds.json' }, /probes\.file must be a path inside the project/],
    [{ 'probes.file': 'seeds/../../x.json' }, /probes\.file must be a path inside the project/],
    [{ 'probes.edition': 'mine' }, /probes\.edition must be "restated", "original", "local"; found "mine"/],
    [{ 'settings.max_tokens': 0 }, /settings\.max_tokens must be at least 1; found 0/],
    [{ 'settings.top_p': 0 }, /settings\.top_p/],
    [{ 'settings.concurrency': undefined }, /settings\.concurrency is missing/],
    [{ 'settings.concurrency': 4 }, /reproducibility "exact" means greedy/],
    [{ 'settings.temperature': 0.7 }, /reproducibility "exact" means greedy/],
    [
      { 'settings.temperature': 0.7, reproducibility: 'seeded-batched' },
      /reproducibility "seeded-batched" means a temperature above 0 and a seed/,
    ],
    [{ reproducibility: 'greedy-batched' }, /reproducibility "greedy-batched" means/],
    [{ reproducibility: null }, /reproducibility must be known of a run made here/],
    [{ 'conditions.1.placement': null }, /conditions\[1\]\.placement must be known of a run made here/],
    [{ reproducibility: 'unknown' }, /reproducibility must be/],
    [{ conditions: [] }, /conditions must be at least 1/],
    [{ 'conditions.1.name': 'baseline' }, /conditions\[1\]\.kernel must be null in the condition "baseline"/],
    [{ 'conditions.1.placement': 'none' }, /conditions\[1\]\.placement must be "none" without a kernel, and only then/],
    [{ 'conditions.0.placement': 'system' }, /conditions\[0\]\.placement must be "none"/],
    [{ 'conditions.1.kernel.sha256': 'abc' }, /conditions\[1\]\.kernel\.sha256 must be a SHA-256/],
    [{ 'conditions.1.name': '2' }, /conditions\[1\]\.name must begin with a letter/],
    [{ 'conditions.0.counts.cut': -1 }, /conditions\[0\]\.counts\.cut must be at least 0/],
    [{ 'jsonl.file': 'runs/x.jsonl' }, /jsonl\.file must be a plain file name/],
    [{ 'jsonl.bytes': 1.5 }, /jsonl\.bytes must be a whole number; found 1\.5/],
    [{ ended: '2020-01-01T00:00:00Z' }, /ended must not be before started/],
    [{ 'failures.0.condition': 'txt' }, /failures\[0\]\.condition names no condition of the run: txt/],
    [{ 'scorer.sha256': undefined }, /scorer\.sha256 is missing/],
  ])('refuses %j', (changes, message) => expect(accepts(changes)).toMatch(message));
  test('twice the same condition, or a baseline that comes late', () => {
    const [baseline, json] = manifestExample().conditions;
    expect(accepts({ conditions: [baseline, json, json] })).toMatch(/conditions\[2\]\.name is doubled: "json"/);
    expect(accepts({ conditions: [json, baseline] })).toMatch(/conditions must begin with "baseline"/);
  });
  test('names its run by model, set and source', () => {
    expect([runId('gemma-3-12b', 'p100', 'published'), runId('gemma-3-12b', 'p100', 'imported')]).toEqual([
      'gemma-3-12b.p100',
      'gemma-3-12b.p100.imported',
    ]);
  });
});

const SEEDS = ['P01-P20', 'P21-P40', 'P41-P60', 'P61-P80', 'P81-P100'].flatMap((name) => shared(`upstream/seeds/${name}.json`) ?? []);
const AXIOMS = shared('upstream/kernel/axioms.json');
describe.skipIf(!AXIOMS)(`published inputs${AXIOMS ? '' : ' (skipped: the published files are not here)'}`, () => {
  test('100 probes in five files', async () => {
    const probes = (await Promise.all(SEEDS.map((path) => readJson(path, probeFile)))).flat();
    expect(new Set(probes.map(({ id: name }) => name)).size).toBe(100);
    expect(probes.every(({ domain }) => domain)).toBe(true);
  });
  test('the structured kernel', async () => {
    const { axioms } = await readJson(AXIOMS as string, axiomsKernel);
    expect(axioms.map(({ function: role }) => role)).toEqual(['meta-override', 'grounding', 'motivation', 'protocol', 'boundary']);
  });
});
