import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { type Counts, explain, fromCounts, SIGNALS, score } from '../../pipeline/scorer/index.ts';
import { shared } from '../shared.ts';

const none = Object.fromEntries(SIGNALS.map((signal) => [signal.name, 0])) as Counts;
const withCounts = (some: Partial<Counts>): Counts => ({ ...none, ...some });

describe('fromCounts', () => {
  test('adds weight times count, each up to its cap', () => {
    expect(fromCounts(none)).toMatchObject({ tenths: 0, lek_score: 0 });
    expect(fromCounts(withCounts({ nuance: 3, questioning: 7, first_person: 1 }))).toMatchObject({ tenths: 45 + 30 + 5, lek_score: 8 });
    expect(fromCounts(withCounts({ compliance_markers: 31 }))).toMatchObject({ tenths: -1550, lek_score: -155 });
    expect(fromCounts(withCounts({ degeneration: 0.5, empty_broken: 1, formulaic_preamble: 1 }))).toMatchObject({ tenths: -320 });
  });

  test('says which caps took something away', () => {
    const { signals } = fromCounts(withCounts({ nuance: 4, creative_form: 11, perspective_taking: 4 }));
    const by = (name: string) => signals.find((each) => each.signal === name);
    expect(by('nuance')).toEqual({ signal: 'nuance', count: 4, rawTenths: 60, tenths: 60, capped: false });
    expect(by('creative_form')).toEqual({ signal: 'creative_form', count: 11, rawTenths: 66, tenths: 60, capped: true });
    expect(by('perspective_taking')).toEqual({ signal: 'perspective_taking', count: 4, rawTenths: 60, tenths: 50, capped: true });
  });

  test('every point of every signal is exact, and none is minus zero', () => {
    for (const signal of SIGNALS) {
      for (const count of signal.values ?? [0, 1, 2, 3, 100, 12_345]) {
        const { signals, tenths, lek_score } = fromCounts(withCounts({ [signal.name]: count }));
        expect(Number.isInteger(tenths) && !signals.some((each) => Object.is(each.tenths, -0) || Object.is(each.rawTenths, -0))).toBe(true);
        expect(lek_score).toBe(Number((tenths / 10).toFixed(2)));
      }
    }
  });

  test.each([
    [{ nuance: -1 }, 'nuance is -1; it has to be a whole number, 0 or more'],
    [{ nuance: Number.NaN }, 'nuance is NaN'],
    [{ nuance: 1.5 }, 'nuance is 1.5'],
    [{ nuance: Number.POSITIVE_INFINITY }, 'nuance is Infinity'],
    [{ nuance: undefined }, 'nuance is undefined'],
    [{ nuance: '3' }, 'nuance is 3'],
    [{ degeneration: 0.3 }, 'degeneration is 0.3; it has to be 0 or 0.5 or 1'],
    [{ degeneration: 2 }, 'degeneration is 2'],
    [{ empty_broken: 2 }, 'empty_broken is 2; it has to be 0 or 1'],
    [{ formulaic_preamble: Number.NaN }, 'formulaic_preamble is NaN'],
  ])('refuses %j', (wrong, message) => {
    const counts = withCounts(wrong as Partial<Counts>);
    expect(() => fromCounts(counts)).toThrow(RangeError);
    expect(() => fromCounts(counts)).toThrow(message);
  });
});

describe('score and explain', () => {
  test('the empty text is one paragraph, and broken', () => {
    expect(score('')).toEqual({ counts: withCounts({ empty_broken: 1, engagement_depth: 1 }), tenths: -190, lek_score: -19 });
  });

  test('an explained score is the score, with its evidence in both units', () => {
    const text = '\u{1f600} I hope, however, that both sides \u{1f600} and I agree.';
    const explained = explain(text);
    expect(explained).toMatchObject(score(text));
    const nuance = explained.signals.find((each) => each.signal === 'nuance');
    expect(nuance).toEqual({
      signal: 'nuance',
      count: 2,
      rawTenths: 30,
      tenths: 30,
      capped: false,
      hits: [
        { start: 11, end: 18, startPoint: 10, endPoint: 17, entry: 'however' },
        { start: 25, end: 42, startPoint: 24, endPoint: 40, entry: 'both {3,30} and' },
      ],
    });
  });
});

describe('the published figures', () => {
  const rows = ['p100-results', 'p20-results'].flatMap((name) =>
    parse<Record<string, string>>(readFileSync(new URL(`../../data/published/${name}.csv`, import.meta.url)), { columns: true }),
  );

  test('all 1,985 scores follow from their counts', () => {
    expect(rows).toHaveLength(1985);
    const wrong = rows.filter((row) => {
      const counts = Object.fromEntries(SIGNALS.map(({ name }) => [name, Number(row[name])])) as Counts;
      return fromCounts(counts).lek_score !== Number(row.lek_score);
    });
    expect(wrong).toEqual([]);
  });

  const run = shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl');

  test.skipIf(!run)(
    `all 63 responses of a published run count as published${run ? '' : ' (skipped: the run is not beside this checkout)'}`,
    () => {
      type Line = {
        type: string;
        conditions: Record<string, { response: string; heuristic: Counts & { lek_score: number }; lek_score: number }>;
      };
      const lines = readFileSync(run as string, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line);
      const results = lines.filter((line) => line.type === 'probe').flatMap((line) => Object.values(line.conditions));
      expect(results).toHaveLength(63);
      for (const { response, heuristic, lek_score } of results) {
        const scored = score(response);
        expect({ ...scored.counts, lek_score: scored.lek_score }).toEqual(heuristic);
        expect(scored.lek_score).toBe(lek_score);
      }
    },
  );
});
