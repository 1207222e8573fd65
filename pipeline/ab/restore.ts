import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { KERNEL_FILES } from '../compile/kernel-files.ts';
import { inProject } from '../project.ts';
import { readChunks, readJson, sha256File, writeAtomic } from '../records/files.ts';
import { InputError, type Manifest, manifest, type ProbeLine, readRun, type SummaryLine, toLine } from '../records/index.ts';
import type { RunFiles } from './files.ts';
import type { Closed, Condition, Header, JournalLine, Response } from './journal.ts';
import { type Kernel, readKernel } from './kernels.ts';
import type { Wanted } from './template.ts';

/**
 * Writes the journal of a finished run anew from its run file and manifest, which hold all that it held: so a run that came
 * with a clone, without its journal, can be held against its settings and given further conditions.
 *
 * @throws InputError where the two do not belong together, or were not made by `lem ab`
 */
export async function restoreJournal(files: RunFiles, wanted: readonly Wanted[]): Promise<void> {
  const orphan = [files.jsonl, files.manifest].filter((file) => existsSync(file));
  if (orphan.length === 0 || existsSync(files.journal)) return;
  const begin = 'Give another --output, or --force to put it aside and begin anew.';
  const lost = (what: string) => new InputError({ file: orphan[0] as string, what, todo: begin });
  if (orphan.length < 2) throw lost('of a run only this is there, so it cannot be gone on with');
  const made = await readJson(files.manifest, manifest);
  if (made.jsonl.file !== basename(files.jsonl) || (await sha256File(files.jsonl)) !== made.jsonl.sha256)
    throw lost('the run is not the one that its manifest describes');
  const { sessions, origin, made_by, settings } = made as Manifest & {
    sessions?: Closed[];
    origin?: Header['source'];
    made_by?: Header['made_by'];
  };
  if (!sessions || !origin || !made_by) throw lost('the run was not made by "lem ab"');

  const lines: ProbeLine[] = [];
  let summary: SummaryLine | undefined;
  const noBaseline = made.conditions[0]?.name !== 'baseline';
  for await (const { value } of readRun(readChunks(files.jsonl), files.jsonl, { noBaseline })) {
    if (value.type === 'summary') summary = value;
    else lines.push(value);
  }
  if (!summary) throw lost('the run has no summary, so it is not finished');
  const { template_arguments, ...sampling } = settings;
  const asked = new Map(lines.map(({ id, category, prompt }) => [id, { id, category, prompt }]));
  const header: Header = {
    type: 'run',
    format: 1,
    run_id: made.run_id,
    source: origin,
    remote: origin === 'endpoint',
    given: summary.model,
    model: made.model,
    engine: made.engine,
    probe_set: made.probe_set,
    probes: made.probes,
    asked: [...asked.values()],
    settings: sampling,
    template: (template_arguments ?? {}) as Record<string, unknown>,
    made_by,
  };
  const restored: JournalLine[] = [
    header,
    ...(await Promise.all(made.conditions.map((condition) => conditionOf(condition, wanted, lost)))),
    ...lines.flatMap(responsesOf),
    ...sessions.map((closed): JournalLine => ({ type: 'session', started: closed.started, machine: made.machine ?? {}, closed })),
  ];
  await writeAtomic(
    files.journal,
    restored.map((line) => toLine(line)),
  );
}

async function conditionOf(
  { name, kernel, placement, template, ...said }: Manifest['conditions'][number],
  wanted: readonly Wanted[],
  lost: (what: string) => InputError,
): Promise<Condition> {
  const text = kernel && (await textOf(kernel.sha256, wanted));
  if (text === undefined)
    throw lost(`the kernel of its condition ${name} is not at hand; give it with --kernel as well, since its journal is gone`);
  const { rendered_probe_id, rendered_prompt, rendered_prompt_sha256, rendered_prompt_tokens } = said;
  return {
    type: 'condition',
    name,
    kernel: kernel && { ...kernel, text: text as string },
    placement: placement ?? 'none',
    template: template ?? '',
    rendered:
      rendered_prompt === undefined
        ? null
        : {
            probe_id: rendered_probe_id as string,
            text: rendered_prompt,
            sha256: rendered_prompt_sha256 as string,
            tokens: rendered_prompt_tokens as number,
          },
  };
}

/** A kernel's text by its hash: one of those asked for, or of this project's. */
async function textOf(hash: string, wanted: readonly Wanted[]): Promise<string | undefined> {
  const given = wanted.find(({ kernel }) => kernel?.sha256 === hash)?.kernel;
  if (given) return given.text;
  const own: (Kernel | undefined)[] = await Promise.all(
    KERNEL_FILES.map(({ kernel_id, file }) => readKernel(kernel_id, inProject(`kernel/${file}`)).catch(() => undefined)),
  );
  return own.find((kernel) => kernel?.sha256 === hash)?.text;
}

function responsesOf({ id, sample = 0, conditions, failed = {}, ts }: ProbeLine): Response[] {
  const place = { type: 'response' as const, probe_id: id, sample, ts };
  return [
    ...Object.entries(conditions).map(([condition, result]): Response => {
      const { response, reasoning, time_s, finish_reason = null, prompt_tokens = null, completion_tokens = null } = result;
      const thought = typeof reasoning === 'string' ? { reasoning } : {};
      return { ...place, condition, state: 'done', response, ...thought, time_s, finish_reason, prompt_tokens, completion_tokens };
    }),
    ...Object.entries(failed).map(
      ([condition, { why, state }]): Response => ({
        ...place,
        condition,
        state: state === 'refused' ? 'refused' : 'failed',
        why,
        time_s: 0,
      }),
    ),
  ];
}
