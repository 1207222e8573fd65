import { expect, test } from 'vitest';
import { isDuckdbs, queryError, unitsOf, withLost } from '../../src/browser/session/errors.ts';

// Errors as DuckDB told them in a browser.
const told = (about: Record<string, string>) => new Error(JSON.stringify(about));

test('a place is counted in letters, from bytes or from characters', () => {
  expect(unitsOf("SELECT 'äöü😀', nme", 23)).toBe(18);
  const sql = "SELECT 'é😀'; SELECT '😀' FROM x WHER y";
  const start = new TextEncoder().encode("SELECT 'é😀'; ").length;
  const second = [...sql.slice(14)];
  const syntax = told({ exception_type: 'Parser', exception_message: 'syntax error at or near "y"', position: String(second.length - 1) });
  expect(queryError(syntax, sql, start)).toMatchObject({ kind: 'syntax', offset: sql.length - 1, message: 'Syntax error at or near "y".' });
});

test('what DuckDB says of itself in itself is found', () => {
  const inner = JSON.stringify({ exception_type: 'Parser', exception_message: 'syntax error at end of input', position: '3' });
  const error = new Error(`Parser Error: ${JSON.stringify({ exception_type: 'Parser', exception_message: inner })}`);
  expect(queryError(error, 'SEL', 0)).toMatchObject({ kind: 'syntax', offset: 3, message: 'Syntax error at end of input.' });
  expect(isDuckdbs(error)).toBe(true);
});

test('signatures are candidates whole', () => {
  const error = told({
    exception_type: 'Binder',
    exception_message: "No function matches the given name and argument types 'f(INTEGER)'.\n\tCandidate functions:\n\tf(VARCHAR, VARCHAR)",
    error_subtype: 'NO_MATCHING_FUNCTION',
    candidates: 'f(VARCHAR, VARCHAR) -> VARCHAR,f(BLOB) -> BLOB',
  });
  expect(queryError(error, 'SELECT f(1)', 0).candidates).toEqual(['f(VARCHAR, VARCHAR) -> VARCHAR', 'f(BLOB) -> BLOB']);
});

test('what DuckDB dies of is want of memory, since it says everything else itself', () => {
  const error = new Error('memory access out of bounds');
  expect(isDuckdbs(error)).toBe(false);
  expect(queryError(error, 'SELECT 1', 0)).toMatchObject({ kind: 'memory', candidates: [] });
});

test('a table that was too large to be kept is not merely unknown', () => {
  const error = queryError(
    told({
      exception_type: 'Catalog',
      exception_message: 'Table with name big does not exist!',
      error_subtype: 'MISSING_ENTRY',
      position: '5',
    }),
    'FROM big',
    0,
  );
  expect(withLost(error, new Set(['big']))).toMatchObject({
    kind: 'name',
    offset: 5,
    message: expect.stringContaining('too large to be kept'),
  });
  expect(withLost(error, new Set(['other']))).toBe(error);
});
