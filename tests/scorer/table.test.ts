import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explain, SCORER, SIGNALS, tableJson } from '../../pipeline/scorer/index.ts';
import { shared } from '../shared.ts';

describe('the table', () => {
  test('names the 14 signals in the order of the published results', () => {
    expect(SIGNALS.map((signal) => signal.name)).toEqual([
      'compliance_markers',
      'formulaic_preamble',
      'degeneration',
      'empty_broken',
      'first_person',
      'creative_form',
      'engagement_depth',
      'emotional_register',
      'nuance',
      'specificity',
      'axiom_resonance',
      'perspective_taking',
      'metaphor',
      'questioning',
    ]);
  });

  test('has the SHA-256 that names the scorer', () => {
    const now = createHash('sha256').update(tableJson()).digest('hex');
    expect(SCORER.sha256, `The table has changed: raise SCORER.version and set SCORER.sha256 to '${now}'.`).toBe(now);
  });

  test('is canonical as JSON: sorted keys, no space, nothing lost', () => {
    expect(JSON.parse(tableJson())).toEqual(JSON.parse(JSON.stringify(SIGNALS)));
    const keys = Object.keys(JSON.parse(tableJson())[0]);
    expect(keys).toEqual([...keys].sort());
    expect(tableJson()).toBe(JSON.stringify(JSON.parse(tableJson())));
  });

  test('weighs in whole tenths: penalties below zero without a cap, the rest above zero with one', () => {
    for (const signal of SIGNALS) {
      expect(Number.isInteger(signal.tenthsEach), signal.name).toBe(true);
      if (signal.group === 'penalty') expect([signal.tenthsEach < 0, signal.capTenths], signal.name).toEqual([true, null]);
      else expect([signal.tenthsEach > 0, Number.isInteger(signal.capTenths)], signal.name).toEqual([true, true]);
    }
  });

  test('every entry of every lexicon can be hit, and so can every form', () => {
    const forms = explain('a\n\n... \u2014 *b > c # d | Abc 12 ?').signals.flatMap(({ signal, hits }) =>
      hits.map(({ entry }) => `${signal}: ${entry}`),
    );
    for (const signal of SIGNALS) {
      for (const form of signal.forms ?? []) expect(forms).toContain(`${signal.name}: ${form.name}`);
      for (const entry of signal.lexicon ?? []) {
        const filled = entry.replace(/\{(\d+),\d+\}/, (_, least) => 'x'.repeat(Number(least)));
        const text = /\w$/.test(filled) ? filled : `${filled}x`;
        const hits = explain(text).signals.find((each) => each.signal === signal.name)?.hits ?? [];
        expect(
          hits.map((hit) => [hit.entry, text.slice(hit.start, hit.end)]),
          `${signal.name}: ${entry}`,
        ).toContainEqual([entry, filled]);
      }
    }
  });
});

interface Specified {
  readonly signal: string;
  readonly points_each?: number;
  readonly cap?: number;
  readonly lexicon?: string[];
  readonly ignore_case?: boolean;
  readonly word_bounded?: boolean;
}

describe('against the specification', () => {
  const path = shared('spec/scorer-v2.json');
  const specified: Record<string, Specified[]> = path ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const groups = { penalty: 'penalties', structural: 'structural', content: 'content' } as const;

  test.skipIf(!path)(
    `same signals, weights, caps and lexicons${path ? '' : ' (skipped: the specification is not beside this checkout)'}`,
    () => {
      for (const [group, key] of Object.entries(groups)) {
        const own = SIGNALS.filter((signal) => signal.group === group);
        expect(own.map((signal) => signal.name)).toEqual(specified[key]?.map((each) => each.signal));
        own.forEach((signal, at) => {
          const each = specified[key]?.[at] as Specified;
          // Two penalties are specified as values of 1, worth -20 points each.
          expect(signal.tenthsEach, signal.name).toBe(Math.round(10 * (each.points_each ?? -20)));
          expect(signal.capTenths, signal.name).toBe(each.cap === undefined ? null : 10 * each.cap);
          expect(signal.lexicon, signal.name).toEqual(each.lexicon);
          expect(signal.ignoreCase, signal.name).toBe(each.ignore_case);
          expect(signal.where === 'words', signal.name).toBe(each.word_bounded === true);
        });
      }
    },
  );
});
