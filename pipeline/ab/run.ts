import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Engine } from '../engine/index.ts';
import type { Manifest, ProbeLine, SummaryLine } from '../records/index.ts';
import { askAll, moment } from './ask.ts';
import { type Ahead, checkContext, estimate, estimateByAnswers, lookAhead, pilot, type Work } from './estimate.ts';
import { lockRun, putAside, type RunFiles } from './files.ts';
import { beginJournal, type Condition, type Header, type Journal, journalWriter, pending, type Response, readJournal } from './journal.ts';
import { machine } from './machine.ts';
import type { AbOptions } from './options.ts';
import { writeOutputs } from './outputs.ts';
import { type Asked, readProbes } from './probes.ts';
import { restoreJournal } from './restore.ts';
import { refuseOther, refuseOtherPrompt } from './settings.ts';
import { headerOf, openEngine, outputOf, type Subject, subjectOf, wantedConditions } from './subject.ts';
import { type Behaviour, findBehaviour, setUp, type Wanted } from './template.ts';

/** What a run tells whoever watches it. */
export type Watcher = {
  /** What is being done until the first question, for a progress line. */
  say?(message: string): void;
  /** A server that died and comes back, and other things worth a line of their own. */
  notice?(message: string): void;
  /** A line of the model server's log. */
  log?: ((line: string) => void) | undefined;
  /** What is ahead, before it begins. */
  plan?(plan: Plan): void;
  condition?(work: Work): void;
  /** A response was kept. */
  response?(response: Response, journal: Journal): void;
};

/** What a run will be. */
export type Plan = {
  run_id: string;
  files: RunFiles;
  /** Responses on the disk already. */
  kept: number;
  ahead: Ahead[];
  /** Seconds at most; null where little is ahead and measuring it would not pay. */
  seconds: number | null;
  /** What that was measured by: a few questions asked for it, or the answers that the run has. */
  measured_by: 'pilot' | 'answers' | null;
  context: number | null;
  conditions: { name: string; placement: string; template: string }[];
  warnings: string[];
};

/** What a run came to. `asked`: responses of this time; `written`: whether any file had to be. */
export type Finished = {
  journal: Journal;
  files: RunFiles;
  asked: number;
  written: boolean;
  summary: SummaryLine;
  lines: ProbeLine[];
  manifest: Manifest;
};

/** Below so many responses a pilot would cost more than it tells. */
const PILOT_FROM = 20;

/**
 * Runs probes against conditions, or goes on with a run that was begun: what is on the disk is not asked again. Its end is
 * the run file in the published format and its manifest. A run that is finished needs no model any more.
 *
 * @param dryRun only says what is ahead; asks a few pilot questions and writes nothing
 * @throws InputError for wrong input and for other settings than the run was begun with; Failure where it cannot go on;
 *   the signal's reason where it says to stop
 */
export async function runAb(
  options: AbOptions,
  watcher: Watcher,
  { signal, dryRun = false }: { signal: AbortSignal; dryRun?: boolean },
): Promise<Finished | Plan> {
  const wanted = await wantedConditions(options);
  const asked = await readProbes(options.prompts, { ids: options.probes, limit: options.limit });
  const subject = await subjectOf(options, watcher);
  const early = outputOf(options, subject.model, asked.probe_set);
  if (early)
    return inRun(early, options, wanted, async (journal) => {
      const done = journal && !dryRun && (await finishedBefore(journal, early, { options, wanted, asked, subject }));
      return done || withEngine({ options, watcher, signal, dryRun, wanted, asked, subject }, early, journal);
    });
  return withEngine({ options, watcher, signal, dryRun, wanted, asked, subject }, undefined, undefined);
}

type Task = {
  options: AbOptions;
  watcher: Watcher;
  signal: AbortSignal;
  dryRun: boolean;
  wanted: Wanted[];
  asked: Asked;
  subject: Subject;
};

/** Takes the run for this process, reads what there is of it, and gives it back whatever happens. */
async function inRun<T>(
  files: RunFiles,
  { force }: AbOptions,
  wanted: readonly Wanted[],
  step: (journal: Journal | undefined) => Promise<T>,
): Promise<T> {
  mkdirSync(dirname(files.jsonl), { recursive: true });
  const unlock = await lockRun(files);
  try {
    if (force) await putAside(files);
    await restoreJournal(files, wanted);
    const journal = await readJournal(files.journal);
    return await step(journal);
  } finally {
    await unlock();
  }
}

/** The run, where everything that is wanted of it has been answered. Needs no engine. */
async function finishedBefore(
  journal: Journal,
  files: RunFiles,
  { options, wanted, asked, subject }: Pick<Task, 'options' | 'wanted' | 'asked' | 'subject'>,
): Promise<Finished | undefined> {
  const begun = journal.header;
  const names = new Set(journal.conditions.map(({ name }) => name));
  if (!wanted.every(({ name }) => names.has(name)) || isOpen(journal, options)) return undefined;
  const known = { model: subject.model ?? begun.model, engine: begun.engine, given: subject.given ?? begun.given };
  refuseOther(journal, headerOf(options, asked, subject, known), wanted, true, files.jsonl);
  return { journal, files, asked: 0, ...(await writeOutputs(journal, files)) };
}

const isOpen = (journal: Journal, options: Pick<AbOptions, 'retryFailed'>): boolean =>
  pending(journal, options).some(({ asks }) => asks.length > 0);

async function withEngine(task: Task, early: RunFiles | undefined, journal: Journal | undefined): Promise<Finished | Plan> {
  const { options, asked, subject } = task;
  const { engine, known } = await openEngine(task);
  try {
    const header = headerOf(options, asked, subject, known);
    if (early) return await goOn(task, engine, header, early, journal);
    const files = outputOf(options, known.model, asked.probe_set) as RunFiles;
    return await inRun(files, options, task.wanted, (read) => goOn(task, engine, header, files, read));
  } finally {
    await engine.close();
  }
}

async function goOn(task: Task, engine: Engine, now: Header, files: RunFiles, begun: Journal | undefined): Promise<Finished | Plan> {
  const { options, watcher, wanted, signal, dryRun } = task;
  signal.throwIfAborted();
  if (begun) refuseOther(begun, now, wanted, !isOpen(begun, options), files.jsonl);
  const header = begun?.header ?? now;
  watcher.say?.('looking at the chat template');
  const conditions = await conditionsOf(engine, header, wanted, begun, files);
  const planned: Journal = { ...(begun ?? { header, sessions: [], responses: new Map() }), conditions };
  const work = pending(planned, options);
  const ahead = await lookAhead(engine, header, work);
  const cautions = checkContext(ahead, engine.model?.context, header);
  const plan = {
    run_id: header.run_id,
    files,
    kept: planned.responses.size,
    ahead,
    ...(await timeOf(task, engine, planned, work, ahead)),
    context: engine.model?.context ?? null,
    conditions: conditions.map(({ name, placement, template }) => ({ name, placement, template })),
    warnings: cautions,
  };
  if (dryRun) return plan;
  watcher.plan?.(plan);

  const journal = begun ?? (await beginJournal(files.journal, header));
  const write = journalWriter(files.journal, journal);
  for (const condition of conditions.slice(journal.conditions.length)) await write(condition);
  await write({ type: 'session', started: moment(), machine: machine() });
  let count = 0;
  const keep = async (response: Response) => {
    await write(response);
    count += 1;
    watcher.response?.(response, journal);
  };
  await askAll({ engine, header, keep, maxFailures: options.maxFailures, signal, onCondition: (of) => watcher.condition?.(of) }, work);
  await write({ type: 'end', ts: moment() });
  return { journal, files, asked: count, ...(await writeOutputs(journal, files)) };
}

/** The conditions of the run: those it was begun with, held against how their prompts are rendered now, then the new ones. */
async function conditionsOf(
  engine: Engine,
  { asked, template }: Header,
  wanted: readonly Wanted[],
  begun: Journal | undefined,
  files: RunFiles,
): Promise<Condition[]> {
  const probe = asked[0] as Header['asked'][number];
  const there = begun?.conditions ?? [];
  const behaviour = behaviourOf(there) ?? (await found(engine, wanted, probe.prompt, template));
  for (const condition of there) refuseOtherPrompt(condition, await setUp(engine, condition, behaviour, probe, template), files.jsonl);
  const names = new Set(there.map(({ name }) => name));
  const added: Condition[] = [];
  for (const one of wanted) if (!names.has(one.name)) added.push(await setUp(engine, one, behaviour, probe, template));
  return [...there, ...added];
}

/** How the template behaves, by what the journal says of a condition with a kernel. */
function behaviourOf(conditions: readonly Condition[]): Behaviour | undefined {
  const one = conditions.find(({ kernel }) => kernel !== null);
  return one && { systemRole: one.placement === 'system', words: one.template };
}

function found(engine: Engine, wanted: readonly Wanted[], probe: string, template: object): Promise<Behaviour> {
  const one = wanted.find(({ kernel }) => kernel !== null) ?? (wanted[0] as Wanted);
  return findBehaviour(engine, one, probe, template);
}

/** How long the work takes. */
async function timeOf(
  { signal, dryRun, watcher }: Task,
  engine: Engine,
  { header, responses }: Journal,
  work: readonly Work[],
  ahead: readonly Ahead[],
): Promise<Pick<Plan, 'seconds' | 'measured_by'>> {
  const first = work.find(({ asks }) => asks.length > 0);
  const known = first ? estimateByAnswers(ahead, responses.values(), header) : null;
  if (known !== null) return { seconds: known, measured_by: 'answers' };
  const count = ahead.reduce((sum, of) => sum + of.responses, 0);
  if (!first || (count < PILOT_FROM && !dryRun)) return { seconds: null, measured_by: null };
  watcher.say?.('asking a few pilot questions');
  return { seconds: estimate(ahead, await pilot(engine, header, first, signal), header), measured_by: 'pilot' };
}
