import { readCsv } from '../records/files.ts';
import { type Manifest, probeRow } from '../records/index.ts';
import { type ProvedRun, readProvedRun } from '../run-file.ts';
import { SCORER } from '../scorer/index.ts';
import { pointsOfRun } from '../summary.ts';
import type { ComparedRun } from './side.ts';

/** A run file as one side of a comparison. @throws InputError as `readProvedRun` */
export async function runOfFile(file: string, published: string): Promise<ComparedRun> {
  const run = await readProvedRun(file);
  const { manifest, lines, id } = run;
  const points = pointsOfRun(run);
  const said = new Map(manifest?.conditions.map((condition) => [condition.name, condition]));
  return {
    spec: file,
    id,
    probe_set: manifest?.probe_set.toUpperCase() ?? (await setOf(lines, published)),
    facts: factsOf(run, manifest),
    conditions: new Map(
      [...run.tallies.keys()].map((name) => [
        name,
        {
          points: points.get(name) ?? new Map(),
          kernel: said.get(name)?.kernel?.sha256 ?? null,
          placement: said.get(name)?.placement ?? null,
        },
      ]),
    ),
    domains: new Map(lines.map(({ id: probe, category }) => [probe, category])),
    prompts: new Map(lines.map(({ id: probe, prompt_sha256 }) => [probe, prompt_sha256])),
  };
}

function factsOf({ summary }: ProvedRun, manifest: Manifest | undefined): ComparedRun['facts'] {
  const settings = manifest?.settings;
  return {
    source: manifest?.source ?? null,
    'edition of the probes': manifest?.probes.edition ?? null,
    model: manifest?.model.model_id ?? summary?.model ?? null,
    max_tokens: settings?.max_tokens ?? summary?.max_tokens ?? null,
    temperature: settings?.temperature ?? null,
    top_p: settings?.top_p ?? null,
    seed: settings?.seed ?? null,
    samples: settings?.samples ?? null,
    engine: manifest?.engine.name ?? null,
    'engine version': manifest?.engine.version ?? null,
    scorer: SCORER.version,
  };
}

/** The set that a run without manifest is of, by its probes. */
async function setOf(lines: readonly { id: string }[], published: string): Promise<string> {
  const p20 = new Set((await readCsv(published, probeRow)).flatMap(({ value }) => (value.p20 ? [value.probe_id] : [])));
  return lines.every(({ id }) => p20.has(id)) ? 'P20' : 'P100';
}
