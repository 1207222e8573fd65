import type { Published } from '../compile/published.ts';
import { rowDifferences } from '../records/index.ts';
import { averagesOf } from './averages.ts';
import type { PlannedRun } from './plan.ts';
import { type PublishedRows, rowKey, runKey } from './recognise.ts';
import type { RunFound } from './report.ts';

/** SHA-256 of each probe's prompt, as published and as this project restates it. */
export interface Wordings {
  original: ReadonlyMap<string, string>;
  restated: ReadonlyMap<string, string>;
}

/** What the report says of a run. */
export function foundOf(
  planned: PlannedRun,
  published: Pick<Published, 'averages' | 'disagreements'>,
  rows: PublishedRows,
  { original, restated }: Wordings,
): RunFound {
  const { run, run_id, model_id, probe_set, by } = planned;
  const of = (words: ReadonlyMap<string, string>) => run.lines.filter(({ id, prompt }) => words.get(id) !== prompt).map(({ id }) => id);
  const other_wording = [...new Set(of(original))];
  const edition = other_wording.length === 0 ? 'original' : of(restated).length === 0 ? 'restated' : 'local';
  const own = rows.get(runKey(model_id, probe_set)) ?? new Map();
  const told = run.results.filter(({ cut }) => cut !== null);
  const holding = run.results.filter(({ end }) => end !== 'none');
  return {
    file: run.path,
    sha256: run.sha256,
    run_id,
    model_id,
    probe_set,
    recognised_by: by,
    edition,
    other_wording: edition === 'restated' ? [] : other_wording,
    state: run.summary ? 'finished' : 'interrupted',
    probes: new Set(run.lines.map(({ id }) => id)).size,
    responses: run.results.length,
    scores: {
      v1: run.results.filter(({ verdict }) => verdict.stored === 'v1').length,
      v2: run.results.filter(({ verdict }) => verdict.stored === 'v2').length,
      wrong: run.results.filter(({ verdict }) => verdict.wrong.length > 0).length,
    },
    averages: averagesOf(run, planned, published, rows),
    published: heldAgainst(run.results, own),
    corrected: run.results
      .filter(({ verdict }) => verdict.wrong.length > 0)
      .map(({ line, probe_id, condition, verdict }) => ({ line, probe_id, condition, wrong: verdict.wrong })),
    run_on: { hold: holding.length, go_on: holding.filter(({ end }) => end === 'inside').length },
    cut: told.length === 0 ? null : told.filter(({ cut }) => cut).length,
    open_ended: run.results.filter(({ open }) => open).length,
    unknown_probes: run.unknown,
    faults: run.faults,
  };
}

/** The published rows of a run, each held against the text that it describes. */
function heldAgainst(
  results: PlannedRun['run']['results'],
  rows: PublishedRows extends Map<string, infer R> ? R : never,
): RunFound['published'] {
  const first = results.filter(({ sample }) => sample === 0);
  const pairs = first.flatMap((result) => {
    const row = rows.get(rowKey(result));
    return row ? [{ result, what: rowDifferences(row, result.verdict.proof) }] : [];
  });
  const there = new Set(first.map(rowKey));
  return {
    compared: pairs.length,
    equal: pairs.filter(({ what }) => what.length === 0).length,
    differ: pairs
      .filter(({ what }) => what.length > 0)
      .map(({ result: { line, probe_id, condition }, what }) => ({ line, probe_id, condition, what: what.join('; ') })),
    missing: [...rows.keys()].filter((key) => !there.has(key)).length,
  };
}
