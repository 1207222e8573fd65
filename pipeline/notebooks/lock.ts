import { check } from '../records/check.ts';
import { parseJsonFile } from '../records/json.ts';
import * as z from '../records/zod.ts';
import type { Answer, Value } from './answer.ts';

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

/** Significant digits that results are held to: sums of doubles may differ in the last ones between machines. */
export const DIGITS = 12;

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

/** Whether two values are the same, numbers to 12 significant digits. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return a === b || Math.abs(a - b) <= Math.max(10 ** (1 - DIGITS) * Math.max(Math.abs(a), Math.abs(b)), 10 ** -DIGITS);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, index) => sameValue(each, b[index]));
  if (isStruct(a) && isStruct(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameValue(a[key], b[key]));
  }
  return a === b;
}

const isStruct = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How an answer differs from what was locked, at the first place where it does. */
export type Difference =
  | { cell: string; what: 'not locked' | 'no such cell' }
  | { cell: string; what: 'columns' | 'rows'; before: string; now: string }
  /** `row` is counted from 1 and named by its first column; `others` values differ beside this one. */
  | { cell: string; what: 'value'; row: number; key: string; column: string; before: Value; now: Value; others: number };

const named = ({ columns }: Answer): string => columns.map(({ name, type }) => `${name} ${type}`).join(', ');

/** The first difference of an answer from another, or nothing where they are the same. */
export function differenceOf(cell: string, then: Answer, now: Answer): Difference | undefined {
  if (named(then) !== named(now)) return { cell, what: 'columns', before: named(then), now: named(now) };
  const places = now.rows.flatMap((row, index) =>
    row.flatMap((value, column) => (index < then.rows.length && !sameValue(then.rows[index]?.[column], value) ? [{ index, column }] : [])),
  );
  const [first] = places;
  if (then.rows.length !== now.rows.length) return { cell, what: 'rows', before: String(then.rows.length), now: String(now.rows.length) };
  if (!first) return undefined;
  const { index, column } = first;
  return {
    cell,
    what: 'value',
    row: index + 1,
    key: String(now.rows[index]?.[0] ?? 'NULL'),
    column: now.columns[column]?.name ?? '',
    before: then.rows[index]?.[column] ?? null,
    now: now.rows[index]?.[column] ?? null,
    others: places.length - 1,
  };
}

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

/** A difference in words: `cell means, row 2 (gemma-3-1b), column mean: then 1.5, now 1.6`. */
export function differenceText(of: Difference): string {
  switch (of.what) {
    case 'not locked':
      return `cell ${of.cell}: it is not in the lock`;
    case 'no such cell':
      return `cell ${of.cell}: it is in the lock alone`;
    case 'columns':
    case 'rows':
      return `cell ${of.cell}, its ${of.what}: then ${of.before}, now ${of.now}`;
    case 'value':
      return `cell ${of.cell}, row ${of.row} (${of.key}), column ${of.column}: then ${JSON.stringify(of.before)}, now ${JSON.stringify(of.now)}${
        of.others > 0 ? `; ${of.others} more values of the cell differ` : ''
      }`;
  }
}
