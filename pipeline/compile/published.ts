import { join } from 'node:path';
import { readCsv } from '../records/files.ts';
import {
  type AverageRow,
  type ClaimRow,
  claimRow,
  type DisagreementRow,
  disagreementRow,
  type KernelRow,
  kernelRow,
  type ModelRow,
  modelRow,
  type P100SummaryRow,
  type ProbeRow,
  type PublishedRunRow,
  p20Averages,
  p100Averages,
  p100SummaryRow,
  probeRow,
  type ResultRow,
  resultRow,
  runRow,
} from '../records/index.ts';
import type { Placed } from './sources.ts';

/** The published figures as they stand in `data/published`, each row with its place. Read, not yet checked against each other. */
export interface Published {
  models: Placed<ModelRow>[];
  probes: Placed<ProbeRow>[];
  kernels: Placed<KernelRow>[];
  runs: Placed<PublishedRunRow>[];
  p100: Placed<P100SummaryRow>[];
  /** Rows of both sets, each with the set its file is of. */
  results: Placed<ResultRow & { probe_set: string }>[];
  averages: Placed<AverageRow & { stated_in: string }>[];
  claims: Placed<ClaimRow>[];
  disagreements: Placed<DisagreementRow>[];
}

/** Reads every table of the folder. `shown` is the folder's name in errors. @throws InputError naming file and line */
export async function readPublished(folder: string): Promise<Published> {
  const rows = async <S extends Parameters<typeof readCsv>[1]>(name: string, schema: S) => {
    const file = join(folder, name);
    return (await readCsv(file, schema)).map(({ line, value }) => ({ file, line, value }));
  };
  const models = await rows('models.csv', modelRow);
  const p100 = await rows('p100-summary.csv', p100SummaryRow);
  const results = async (name: string, probe_set: string) =>
    (await rows(name, resultRow)).map(({ value, ...place }) => ({ ...place, value: { ...value, probe_set } }));
  const stated = <T>(from: Placed<T>[], averages: (row: T) => AverageRow[], stated_in: string) =>
    from.flatMap(({ value, ...place }) => averages(value).map((average) => ({ ...place, value: { ...average, stated_in } })));
  return {
    models,
    probes: await rows('probes.csv', probeRow),
    kernels: await rows('kernels.csv', kernelRow),
    runs: await rows('runs.csv', runRow),
    p100,
    results: [...(await results('p100-results.csv', 'P100')), ...(await results('p20-results.csv', 'P20'))],
    averages: [...stated(models, p20Averages, 'report, P20 table'), ...stated(p100, p100Averages, 'report, P100 table')],
    claims: await rows('claims.csv', claimRow),
    disagreements: await rows('disagreements.csv', disagreementRow),
  };
}
