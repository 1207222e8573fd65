import type { Published } from '../compile/published.ts';
import { meanHundredths, tenths } from '../records/index.ts';
import type { FoundRun } from './read-run.ts';
import { type PublishedRows, runKey } from './recognise.ts';
import type { AverageFound } from './report.ts';

/** The averages of a run here, in its file, in the published rows and in the report, condition by condition. */
export function averagesOf(
  run: FoundRun,
  { model_id, probe_set }: { model_id: string; probe_set: string },
  { averages, disagreements }: Pick<Published, 'averages' | 'disagreements'>,
  rows: PublishedRows,
): AverageFound[] {
  const stated = new Map(run.summary?.conditions.map(({ name, avg_lek }) => [name, avg_lek]));
  const of = (condition: string) => (row: { value: { model_id: string; probe_set: string; condition: string } }) =>
    row.value.model_id === model_id && row.value.probe_set === probe_set && row.value.condition === condition;
  return run.conditions.flatMap((condition): AverageFound[] => {
    const own = run.results.filter((result) => result.condition === condition);
    if (own.length === 0) return [];
    const here = mean(own.map(({ verdict }) => verdict.proof.tenths));
    const file_scorer = own.every(({ verdict }) => verdict.stored === 'v2') ? 'v2' : 'v1';
    const published = [...(rows.get(runKey(model_id, probe_set))?.values() ?? [])].filter((row) => row.condition === condition);
    const found = {
      file: stated.get(condition) ?? null,
      rows: published.length > 0 ? mean(published.map(({ lek_score }) => tenths(lek_score) as number)) : null,
      report: averages.find(of(condition))?.value.mean ?? null,
    };
    const known = disagreements.find(of(condition))?.value.reason;
    const differences = [
      ...differs(found.file, here, `the file states ${two(found.file)}${file_scorer === 'v1' ? ', an average of an older scorer' : ''}`),
      ...differs(found.rows, here, `the published rows give ${two(found.rows)}`),
      ...differs(found.report, here, `the report states ${two(found.report)}${known ? ` (known: ${known})` : ''}`),
    ].map((difference) => `${condition}: here ${two(here)}; ${difference}`);
    return [
      {
        condition,
        responses: own.length,
        here,
        ...found,
        file_scorer: found.file === null ? null : file_scorer,
        equal: differences.length === 0,
        differences,
      },
    ];
  });
}

const mean = (scores: readonly number[]): number =>
  meanHundredths(
    scores.reduce((sum, score) => sum + score, 0),
    scores.length,
  ) / 100;
const two = (value: number | null): string => value?.toFixed(2) ?? '';
const differs = (stated: number | null, here: number, what: string): string[] => (stated === null || stated === here ? [] : [what]);
