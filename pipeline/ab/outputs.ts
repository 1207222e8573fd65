import { basename } from 'node:path';
import { Failure } from '../failure.ts';
import { codePoints } from '../prove.ts';
import { readText, sha256File, stageFile, writeAtomic } from '../records/files.ts';
import {
  check,
  type Manifest,
  manifest,
  type ProbeLine,
  type Reproducibility,
  type ResultV2,
  type SummaryLine,
  summarise,
  toJsonFile,
  toLine,
} from '../records/index.ts';
import { SCORER, type Score, score } from '../scorer/index.ts';
import type { RunFiles } from './files.ts';
import { type Condition, type Done, type Header, type Journal, keyOf, type Response } from './journal.ts';
import { countsOf, warnings } from './watch.ts';

// What a finished run's journal comes to: functions of the journal alone, so that a run that was interrupted gives the same
// as one that was not.

const scores = new WeakMap<Done, Score>();

/** A response's score, worked out once. */
export function scoreOf(response: Done): Score {
  const known = scores.get(response) ?? score(response.response);
  scores.set(response, known);
  return known;
}

/** The probe lines of a finished run, in the order of its probes and samples. */
export function probeLines({ header, conditions, responses }: Journal): ProbeLine[] {
  const { asked, settings } = header;
  return asked.flatMap(({ id, category, prompt }) =>
    Array.from({ length: settings.samples }, (_, sample): ProbeLine => {
      const had = conditions.flatMap(({ name }) => responses.get(keyOf({ probe_id: id, condition: name, sample })) ?? []);
      const missing = had.flatMap((response) => (response.state === 'done' ? [] : [response]));
      return {
        type: 'probe',
        id,
        category,
        prompt,
        ...(settings.samples > 1 ? { sample } : {}),
        conditions: Object.fromEntries(
          had.flatMap((response) => (response.state === 'done' ? [[response.condition, result(response)]] : [])),
        ),
        ...(missing.length > 0
          ? { failed: Object.fromEntries(missing.map(({ condition, why, state }) => [condition, { why, state }])) }
          : {}),
        ts: had.map(({ ts }) => ts).reduce((one, other) => (one > other ? one : other)),
      };
    }),
  );
}

function result(response: Done): ResultV2 {
  const { counts, lek_score } = scoreOf(response);
  const { response: text, reasoning, time_s, finish_reason, prompt_tokens, completion_tokens } = response;
  return {
    response: text,
    lek_score,
    heuristic: { ...counts, lek_score },
    chars: codePoints(text),
    time_s,
    finish_reason,
    prompt_tokens,
    completion_tokens,
    ...(reasoning ? { reasoning } : {}),
  };
}

/** The summary line of a finished run. @throws InputError where no response was had */
export function summaryOf(journal: Journal, lines: readonly ProbeLine[]): SummaryLine {
  const { header, conditions, sessions } = journal;
  const seconds = sessions.reduce((sum, { started, last }) => sum + (Date.parse(last) - Date.parse(started)) / 1000, 0);
  return summarise(lines as readonly (ProbeLine & { conditions: Record<string, ResultV2> })[], {
    model: header.given,
    seconds: Math.round(seconds),
    max_tokens: header.settings.max_tokens,
    ts: sessions.at(-1)?.last ?? '',
    conditions: conditions.map(({ name }) => name),
  });
}

/** How far the run can be made again. */
export function reproducibilityOf({ remote, settings }: Pick<Header, 'remote' | 'settings'>): Reproducibility {
  if (remote) return 'remote';
  if (settings.temperature > 0) return 'seeded-batched';
  return settings.concurrency === 1 ? 'exact' : 'greedy-batched';
}

/** The manifest of a finished run whose file is `jsonl`. @throws InputError where it would not be valid */
export function manifestOf(journal: Journal, jsonl: Manifest['jsonl']): Manifest {
  const { header, conditions, sessions, responses } = journal;
  const { run_id, model, engine, probe_set, probes, settings, template, made_by } = header;
  const counts = countsOf(journal);
  const notes = warnings(conditions, counts, settings.max_tokens);
  const made: Manifest = {
    format: 1,
    run_id,
    source: 'local',
    model,
    probe_set,
    probes,
    settings: { ...settings, template_arguments: template },
    engine,
    conditions: conditions.map((condition) => describeCondition(condition, counts)),
    scorer: SCORER,
    reproducibility: reproducibilityOf(header),
    jsonl,
    started: sessions[0]?.started,
    ended: sessions.at(-1)?.last,
    interruptions: interruptions(journal),
    sessions: sessions.map(({ started, last, answered, ended }) => ({ started, last, answered, ended })),
    failures: [...responses.values()].flatMap((response) => (response.state === 'done' ? [] : [failure(response)])),
    machine: sessions.at(-1)?.machine,
    ...(notes.length > 0 ? { notes } : {}),
    origin: header.source,
    made_by,
  };
  return check(manifest, made, { file: `the manifest of ${run_id}` });
}

function describeCondition(
  { name, kernel, placement, template, rendered }: Condition,
  counts: ReturnType<typeof countsOf>,
): Manifest['conditions'][number] {
  const { done = 0, failed = 0, refused = 0, cut = 0, run_on = 0 } = counts.get(name) ?? {};
  return {
    name,
    kernel: kernel && { kernel_id: kernel.kernel_id, sha256: kernel.sha256, chars: kernel.chars, edition: kernel.edition },
    placement,
    template,
    ...(rendered
      ? {
          rendered_probe_id: rendered.probe_id,
          rendered_prompt: rendered.text,
          rendered_prompt_sha256: rendered.sha256,
          rendered_prompt_tokens: rendered.tokens,
        }
      : {}),
    counts: { done, failed: failed + refused, cut, run_on },
  };
}

const failure = ({ probe_id, condition, sample, state, why }: Exclude<Response, Done>) => ({ probe_id, condition, sample, state, why });

/** Each time a process that was not through came to an end and another took the run up. */
function interruptions({ sessions }: Journal): { stopped: string | null; resumed: string }[] {
  return sessions.flatMap(({ started }, i) => {
    const before = sessions[i - 1];
    return before && !before.ended ? [{ stopped: before.answered, resumed: started }] : [];
  });
}

/**
 * Writes what a finished run comes to: the run file, then its manifest, each whole or not at all. Files that hold it already
 * are left alone.
 *
 * @returns whether anything was written
 * @throws Failure where no response was had at all: there is nothing to write
 */
export async function writeOutputs(
  journal: Journal,
  files: RunFiles,
): Promise<{ written: boolean; summary: SummaryLine; lines: ProbeLine[]; manifest: Manifest }> {
  if (![...journal.responses.values()].some(({ state }) => state === 'done'))
    throw new Failure(
      'No response of the run could be had',
      'See why in its journal, mend it, and run the same command with --retry-failed.',
    );
  const lines = probeLines(journal);
  const summary = summaryOf(journal, lines);
  const staged = await stageFile(
    files.jsonl,
    (function* () {
      for (const line of [...lines, summary]) yield toLine(line, files.jsonl);
    })(),
  );
  const { sha256, bytes } = staged;
  let written = false;
  try {
    const made = manifestOf(journal, { file: basename(files.jsonl), bytes, sha256 });
    const text = toJsonFile(made, files.manifest);
    if ((await sha256File(files.jsonl).catch(() => undefined)) === sha256) await staged.discard();
    else {
      await staged.commit();
      written = true;
    }
    if ((await readText(files.manifest).catch(() => undefined)) !== text) {
      await writeAtomic(files.manifest, text);
      written = true;
    }
    return { written, summary, lines, manifest: made };
  } catch (error) {
    await staged.discard();
    throw error;
  }
}
