import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type AbOptions, type Finished, type Plan, runAb, type Watcher } from '../../pipeline/ab/index.ts';
import { AB_DEFAULTS } from '../../pipeline/ab/options.ts';
import { inProject } from '../../pipeline/project.ts';

const folder = mkdtempSync(join(tmpdir(), 'lem-ab-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A run file of its own. */
export const runFile = (name: string): string => join(folder, `${name}.jsonl`);

export const JSON_KERNEL = { name: 'json', file: inProject('kernel/axioms-compact.json') };
export const PLACEBO = { name: 'placebo', file: inProject('kernel/placebo.txt') };

/** Options of a small run. */
export function options(more: Partial<AbOptions>): AbOptions {
  return {
    ...AB_DEFAULTS,
    kernels: [JSON_KERNEL],
    maxTokens: 16,
    limit: 4,
    ...more,
  };
}

const never = new AbortController().signal;

/** Runs to the end. */
export async function run(more: Partial<AbOptions>, watcher: Watcher = {}, signal = never): Promise<Finished> {
  return (await runAb(options(more), watcher, { signal })) as Finished;
}

/** Only says what is ahead. */
export async function dryRun(more: Partial<AbOptions>): Promise<Plan> {
  return (await runAb(options(more), {}, { signal: never, dryRun: true })) as Plan;
}

export type Line = Record<string, unknown> & { conditions?: Record<string, Record<string, unknown>> };

export const linesOf = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** A run file without its times. */
export function withoutTimes(file: string): Line[] {
  return linesOf(file).map((line) => {
    const { ts: _, duration: __, ...rest } = line;
    const conditions = rest.conditions;
    if (line.type !== 'probe' || !conditions) return rest;
    const timeless = Object.entries(conditions).map(([name, { time_s: _, ...result }]) => [name, result]);
    return { ...rest, conditions: Object.fromEntries(timeless) };
  });
}
