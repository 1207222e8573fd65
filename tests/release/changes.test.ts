import { describe, expect, test } from 'vitest';
import type { ReleaseRecord } from '../../pipeline/records/index.ts';
import { byVersion, changesBetween, isSame } from '../../pipeline/release/index.ts';

const HASH = 'a'.repeat(64);

const record = (changed: Partial<ReleaseRecord> = {}): ReleaseRecord => ({
  format: 1,
  version: '0.1.0',
  date: '2026-11-24',
  scorer: { version: '2.0.0', sha256: HASH },
  data_sha256: HASH,
  tables: [
    { name: 'models', rows: 2, sha256: HASH },
    { name: 'runs', rows: 1, sha256: HASH },
  ],
  means: [{ run_id: 'm.p100', condition: 'json', n: 101, mean: 21.5, low: 20, high: 23 }],
  comparisons: [{ comparison_id: 'f/a~b', n: 3, mean_difference: 0.5, low: null, high: null, p_holm: null }],
  ...changed,
});

describe('what differs between two records', () => {
  test('nothing, for the same data', () => {
    const changes = changesBetween(record(), record({ version: '0.2.0', date: '2027-01-01' }));
    expect(changes).toEqual({ sameData: true, scorer: null, tables: [], means: [], comparisons: [] });
    expect(isSame(changes)).toBe(true);
  });

  test('figures that are new, gone or changed, with the numbers that changed alone', () => {
    const changes = changesBetween(
      record(),
      record({
        data_sha256: 'b'.repeat(64),
        means: [
          { run_id: 'm.p100', condition: 'json', n: 101, mean: 21.500000000000004, low: 20, high: 23 },
          { run_id: 'm.p100', condition: 'txt', n: 4, mean: 1, low: null, high: null },
        ],
        comparisons: [],
      }),
    );
    expect(changes.sameData).toBe(false);
    expect(changes.means).toEqual([
      { id: 'm.p100/json', what: 'changed', fields: [{ field: 'mean', before: 21.5, after: 21.500000000000004 }] },
      {
        id: 'm.p100/txt',
        what: 'new',
        fields: [
          { field: 'n', before: null, after: 4 },
          { field: 'mean', before: null, after: 1 },
          { field: 'low', before: null, after: null },
          { field: 'high', before: null, after: null },
        ],
      },
    ]);
    expect(changes.comparisons).toMatchObject([{ id: 'f/a~b', what: 'gone' }]);
    expect(changes.comparisons[0]?.fields).toContainEqual({ field: 'mean_difference', before: 0.5, after: null });
    expect(isSame(changes)).toBe(false);
  });

  test('an interval that appears is a change', () => {
    const { comparisons } = changesBetween(
      record(),
      record({ comparisons: [{ comparison_id: 'f/a~b', n: 5, mean_difference: 0.5, low: -1, high: 2, p_holm: 0.4 }] }),
    );
    expect(comparisons).toEqual([
      {
        id: 'f/a~b',
        what: 'changed',
        fields: [
          { field: 'n', before: 3, after: 5 },
          { field: 'low', before: null, after: -1 },
          { field: 'high', before: null, after: 2 },
          { field: 'p_holm', before: null, after: 0.4 },
        ],
      },
    ]);
  });

  test('tables with other rows, and tables that one of them lacks', () => {
    const { tables } = changesBetween(
      record(),
      record({
        tables: [
          { name: 'models', rows: 3, sha256: 'b'.repeat(64) },
          { name: 'extra', rows: 9, sha256: HASH },
        ],
      }),
    );
    expect(tables).toEqual([
      { name: 'models', before: { rows: 2, sha256: HASH }, after: { rows: 3, sha256: 'b'.repeat(64) } },
      { name: 'extra', before: null, after: { rows: 9, sha256: HASH } },
      { name: 'runs', before: { rows: 1, sha256: HASH }, after: null },
    ]);
  });

  test('another scorer, even under the same version', () => {
    expect(changesBetween(record(), record({ scorer: { version: '2.0.0', sha256: 'c'.repeat(64) } })).scorer).toEqual({
      before: '2.0.0',
      after: '2.0.0',
    });
  });
});

test('versions stand in their order, not in that of their characters', () => {
  const ordered = ['0.1.0', '0.2.0-rc.1', '0.2.0', '0.10.0', '1.0.0-a', '1.0.0-b', '1.0.0'];
  expect([...ordered].reverse().sort(byVersion)).toEqual(ordered);
  expect(byVersion('0.1.0', '0.1.0')).toBe(0);
});
