import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Cell, literal, openWork } from '../compile/database.ts';
import { addScore, pointsOf, type RunScores } from '../compile/scores.ts';
import { InputError } from '../records/index.ts';
import type { ComparedRun } from './side.ts';

/** A run of the compiled data as one side of a comparison. @throws InputError where nothing is compiled, or no run has the id */
export async function runOfBuild(id: string, build: string): Promise<ComparedRun> {
  const file = join(build, 'lem.duckdb');
  if (!existsSync(file)) throw new InputError({ file, what: 'nothing is compiled there', todo: 'Run "lem compile", or name run files.' });
  const connection = await openWork();
  try {
    await connection.run(`ATTACH ${literal(file)} AS built (READ_ONLY)`);
    await connection.run('USE built');
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS() as Record<string, Cell>[];
    const [run] = await rows(`SELECT * FROM runs WHERE run_id = ${literal(id)}`);
    if (!run) throw unknown(id, file, await rows('SELECT run_id FROM runs ORDER BY run_id'));
    const scores: RunScores = new Map();
    for (const row of await rows(
      `SELECT condition, probe_id, round(lek_score * 10)::INTEGER AS tenths FROM results WHERE run_id = ${literal(id)} ORDER BY ALL`,
    ))
      addScore(scores, row.condition as string, row.probe_id as string, row.tenths as number);
    const conditions = await rows(
      `SELECT c.condition, c.placement, k.sha256 FROM run_conditions c LEFT JOIN kernels k USING (kernel_id) WHERE c.run_id = ${literal(id)} ORDER BY c.position`,
    );
    const domains = await rows("SELECT probe_id, domain FROM probes WHERE edition = 'original'");
    const points = (condition: string) =>
      new Map([...(scores.get(condition) ?? [])].map(([probe, samples]) => [probe, pointsOf(samples)] as const));
    return {
      spec: id,
      id,
      probe_set: run.probe_set as string,
      facts: factsOf(run),
      conditions: new Map(
        conditions.map((row) => [
          row.condition as string,
          { points: points(row.condition as string), kernel: row.sha256 as string | null, placement: row.placement as string | null },
        ]),
      ),
      domains: new Map(domains.map((row) => [row.probe_id as string, row.domain as string])),
      prompts: new Map(),
    };
  } finally {
    connection.closeSync();
  }
}

function factsOf(run: Record<string, Cell>): ComparedRun['facts'] {
  const { source, edition, model_id, max_tokens, temperature, top_p, seed, samples, engine, engine_version, scorer_version } = run;
  const facts = {
    source,
    'edition of the probes': edition,
    model: model_id,
    max_tokens,
    temperature,
    top_p,
    seed,
    samples,
    engine,
    'engine version': engine_version,
    scorer: scorer_version,
  };
  return facts as ComparedRun['facts'];
}

function unknown(id: string, file: string, runs: readonly Record<string, Cell>[]): InputError {
  const known = runs.map(({ run_id }) => run_id as string);
  const near = known.filter((run) => run.startsWith(id.split('.')[0] as string));
  return new InputError({
    file,
    what: `no run ${JSON.stringify(id)} is compiled, and no file has that name`,
    todo: `Name a run file, or one of ${(near.length > 0 ? near : known).join(', ')}.`,
  });
}
