import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  categoryOf,
  disagreementRow,
  kernelRow,
  meanHundredths,
  modelRow,
  type ProbeLine,
  p100SummaryRow,
  parseCsv,
  probeRow,
  resultRow,
  type SummaryLine,
  summarise,
  tenths,
  toCsv,
  toLine,
} from '../../pipeline/records/index.ts';
import type * as z from '../../pipeline/records/zod.ts';
import { score } from '../../pipeline/scorer/index.ts';
import type { Work } from '../compile/work.ts';
import { asV1 } from '../runs/files.ts';

/**
 * A checkout of a published repository of our own making: texts, prompts and kernels are ours, and the published tables of a work folder are
 * rewritten so that they are the published ones there.
 */

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const TIME = '2026-02-18T12:00:00.123456+00:00';

/** The "published" wording of a probe. */
export const promptOf = (id: string): string => `As published: what would ${id} have us do — and why? “Öl”`;

const COMPACT = '{\n  "::": "compact, with } and \\"quotes\\" in it",\n  "axioms": {"$ref": "../é/"}\n}';
export const KERNELS = {
  'axioms.original': '{"framework": "made", "axioms": [1, 2, 3, 4, 5]}\n',
  'compact.original': COMPACT,
  'lek-1.original': `{"first": {"a": "{"}}\n${COMPACT}\n{"third": []}\n`,
};

/** A model's answer: another text for each model, probe and condition, with Windows line ends here and there. */
export const answer = (model: string, id: string, condition: string): string => {
  const salt = [...`${model}${id}${condition}`].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) >>> 0, 7);
  const end = salt % 3 === 0 ? '\r\n\r\n' : '\n\n';
  return `However, I feel that ${id} asks both sides for care.${end}${'For example, Ada would wait? '.repeat(salt % 5)}${'Imagine a river. '.repeat(salt % 4)}${end}雨 😀`;
};

export interface RunMade {
  /** Inside the checkout. */
  path: string;
  /** What the summary's model field says; none is written without it. */
  model?: string;
  /** Whose answers these are. */
  of: string;
  probes: readonly string[];
  conditions?: readonly string[];
  /** Which scorer wrote the file. */
  scorer?: 'v1' | 'v2';
  /** Changes the lines before they are written. */
  change?: (lines: (ProbeLine | SummaryLine)[]) => object[];
  /** Changes the bytes. */
  damage?: (content: string) => string | Uint8Array;
}

/** The published probes of a work folder, in order. */
export function probesOf(work: Pick<Work, 'published'>): { probe_id: string; domain: string; p20: boolean }[] {
  return parseCsv(readFileSync(work.published('probes.csv'), 'utf8'), probeRow, 'probes.csv').map(({ value }) => value);
}

/** Makes the prompts and kernels above the published ones of a work folder. */
export function publishWords(work: Pick<Work, 'published'>): void {
  rewrite(work, 'probes.csv', probeRow, (row) => ({
    ...row,
    prompt_sha256: sha256(promptOf(row.probe_id)),
    prompt_chars: [...promptOf(row.probe_id)].length,
  }));
  rewrite(work, 'kernels.csv', kernelRow, (row) => {
    const text = KERNELS[row.kernel_id as keyof typeof KERNELS];
    return { ...row, chars: [...text].length, bytes: Buffer.byteLength(text), sha256: sha256(text) };
  });
}

/** Makes the answers of a model the published ones: its rows, its averages, no disagreement left. */
export function publishAnswers(work: Pick<Work, 'published'>, model_id: string, set: 'P20' | 'P100'): void {
  const scores = new Map<string, number[]>();
  rewrite(work, set === 'P20' ? 'p20-results.csv' : 'p100-results.csv', resultRow, (row) => {
    if (row.model_id !== model_id) return row;
    const text = answer(model_id, row.probe_id, row.condition);
    const { counts, lek_score } = score(text);
    scores.set(row.condition, [...(scores.get(row.condition) ?? []), tenths(lek_score) as number]);
    return { ...row, ...counts, lek_score, chars: [...text].length };
  });
  const mean = (condition: string) => {
    const own = scores.get(condition);
    return own
      ? meanHundredths(
          own.reduce((sum, each) => sum + each, 0),
          own.length,
        ) / 100
      : null;
  };
  if (set === 'P20')
    rewrite(work, 'models.csv', modelRow, (row) =>
      row.model_id === model_id ? { ...row, p20_baseline: mean('baseline'), p20_json: mean('json'), p20_txt: mean('txt') } : row,
    );
  else
    rewrite(work, 'p100-summary.csv', p100SummaryRow, (row) =>
      row.model_id === model_id ? { ...row, baseline: mean('baseline') as number, json: mean('json'), txt: mean('txt') } : row,
    );
  rewrite(work, 'disagreements.csv', disagreementRow, (row) => (row.model_id === model_id && row.probe_set === set ? undefined : row));
}

function rewrite<S extends Parameters<typeof parseCsv>[1]>(
  work: Pick<Work, 'published'>,
  name: string,
  schema: S,
  change: (row: z.output<S>) => z.output<S> | undefined,
): void {
  const rows = parseCsv(readFileSync(work.published(name), 'utf8'), schema, name);
  const changed = rows.flatMap(({ value }): z.output<S>[] => {
    const row = change(value);
    return row === undefined ? [] : [row];
  });
  writeFileSync(work.published(name), toCsv(changed, schema, name));
}

/** Writes a run of the checkout. */
export function makeRunFile(dir: string, domains: ReadonlyMap<string, string>, run: RunMade): string {
  const { model, of, probes, conditions = ['baseline', 'json', 'txt'], scorer = 'v2', change, damage } = run;
  const lines = probes.map(
    (id): ProbeLine => ({
      type: 'probe',
      id,
      category: categoryOf({ domain: domains.get(id) }),
      prompt: promptOf(id),
      conditions: Object.fromEntries(
        conditions.map((condition) => {
          const response = answer(of, id, condition);
          const { counts, lek_score } = score(response);
          return [condition, { response, lek_score, heuristic: { ...counts, lek_score }, chars: [...response].length, time_s: 1.5 }];
        }),
      ),
      ts: TIME,
    }),
  );
  const all: (ProbeLine | SummaryLine)[] = [...lines];
  if (model !== undefined) all.push(summarise(lines, { model, seconds: 90, max_tokens: 1024, ts: TIME, conditions }));
  const scored = scorer === 'v1' ? (asV1(all) as typeof all) : all;
  const content = (change ? change(scored) : scored).map((line) => toLine(line)).join('');
  return put(dir, run.path, damage ? damage(content) : content);
}

/** Writes a file of the checkout. */
export function put(dir: string, path: string, content: string | Uint8Array): string {
  const file = join(dir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** Writes seeds and kernels of the checkout. */
export function makeWords(dir: string, probes: readonly { probe_id: string; domain: string }[]): void {
  const list = (of: typeof probes) =>
    JSON.stringify(
      of.map(({ probe_id: id, domain }) => ({ id, domain, prompt: promptOf(id) })),
      null,
      2,
    );
  put(dir, 'seeds/P01-P20.json', list(probes.slice(0, 20)));
  put(dir, 'seeds/P21-P100.json', list(probes.slice(20)));
  put(dir, 'kernel/axioms.json', KERNELS['axioms.original']);
  put(dir, 'kernel/lek-1-kernel.txt', KERNELS['lek-1.original']);
}
