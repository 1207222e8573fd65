import { check } from '../records/check.ts';
import { parseJsonFile } from '../records/json.ts';
import * as z from '../records/zod.ts';
import type { Answer, Value } from './answer.ts';
import { DIGITS, type Difference, differenceOf } from './compare.ts';

const value: z.ZodType<Value, Value> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(value), z.record(z.string(), value)]),
);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');

const lock = z.strictObject({
  format: z.literal(1),
  notebook: z.string(),
  scope: z.enum(['published', 'all']),
  /** Logical hash of the rows of the scope. */
  data_sha256: sha256,
  scorer: z.strictObject({ version: z.string(), sha256 }),
  duckdb: z.string(),
  cells: z.array(
    z.strictObject({
      id: z.string(),
      columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
      rows: z.array(z.array(value)),
    }),
  ),
});

/** What the cells of a notebook answered when its author last looked: the promise that its results do not change unseen. */
export type Lock = z.output<typeof lock>;

/** A value as a lock keeps it. */
const kept = (of: Value): Value => {
  if (typeof of === 'number') return Number.isInteger(of) ? of : Number(of.toPrecision(DIGITS));
  if (Array.isArray(of)) return of.map(kept);
  if (of !== null && typeof of === 'object') return Object.fromEntries(Object.entries(of).map(([key, each]) => [key, kept(each)]));
  return of;
};

/** A lock of these answers, in the order of the cells. */
export const lockOf = (about: Omit<Lock, 'format' | 'cells'>, answers: ReadonlyMap<string, Answer>): Lock => ({
  format: 1,
  ...about,
  cells: [...answers].map(([id, { columns, rows }]) => ({
    id,
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: rows.map((row) => row.map(kept)),
  })),
});

const listed = (items: readonly string[], indent: string): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}]`;

/** The text of a lock: a column a line, a row a line, so that a difference reads as one. */
export function lockText({ cells, ...about }: Lock): string {
  const facts = Object.entries(about).map(([key, each]) => `  ${JSON.stringify(key)}: ${JSON.stringify(each)}`);
  const cell = ({ id, columns, rows }: Lock['cells'][number]) =>
    `{\n      "id": ${JSON.stringify(id)},\n      "columns": ${listed(
      columns.map((each) => JSON.stringify(each)),
      '      ',
    )},\n      "rows": ${listed(
      rows.map((row) => JSON.stringify(row)),
      '      ',
    )}\n    }`;
  return `{\n${[...facts, `  "cells": ${listed(cells.map(cell), '  ')}`].join(',\n')}\n}\n`;
}

/** @throws InputError where it is no lock */
export const parseLock = (text: string, file: string): Lock =>
  check(lock, parseJsonFile(text, file), { file, todo: '`lem notebooks --update` writes it anew.' });

/** How the answers of a notebook differ from its lock, cell by cell. */
export function differences(locked: Lock, answers: ReadonlyMap<string, Answer>): Difference[] {
  const before = new Map(locked.cells.map((cell) => [cell.id, cell]));
  const now = [...answers].flatMap(([id, answer]): Difference[] => {
    const then = before.get(id);
    const difference = then ? differenceOf(id, then, answer) : { cell: id, what: 'not locked' as const };
    return difference ? [difference] : [];
  });
  const gone = locked.cells.filter(({ id }) => !answers.has(id)).map(({ id }): Difference => ({ cell: id, what: 'no such cell' }));
  return [...now, ...gone];
}
