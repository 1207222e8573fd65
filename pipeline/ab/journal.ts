import { existsSync } from 'node:fs';
import { appendLine, cutTruncated, readJsonl } from '../records/files.ts';
import { conditionName, InputError, model, probeId, sha256, TruncatedLineError } from '../records/index.ts';
import * as z from '../records/zod.ts';

// The journal of a run: what happened, a line each, appended and seen to the disk before anything else goes on. The run
// file, its summary and its manifest are functions of it.

const count = z.int().min(0);
const moment = z.iso.datetime({ offset: true });
const facts = z.looseObject({ name: z.string().min(1), version: z.string().min(1).nullable() });

/** The first line: everything that must stay the same however often the run is taken up again. */
const header = z.looseObject({
  type: z.literal('run'),
  format: z.literal(1),
  run_id: z.string().min(1),
  /** The model as it was given. */
  given: z.string().min(1),
  model,
  engine: facts,
  /** Where the model is: in a folder of this machine, on the hub, or behind an endpoint. */
  source: z.enum(['folder', 'hub', 'endpoint']),
  remote: z.boolean(),
  probe_set: z.string().min(1),
  probes: z.looseObject({ edition: z.enum(['restated', 'original', 'local']), file: z.string().min(1), sha256 }),
  settings: z.looseObject({
    max_tokens: z.int().min(1),
    temperature: z.number().min(0),
    top_p: z.number().nullable(),
    seed: z.int().nullable(),
    samples: z.int().min(1),
    concurrency: z.int().min(1),
  }),
  /** Arguments of the chat template. */
  template: z.record(z.string(), z.unknown()),
  made_by: z.looseObject({ name: z.string(), version: z.string() }),
  /** What is asked, in order. */
  asked: z.array(z.looseObject({ id: probeId, category: z.string().min(1), prompt: z.string().min(1) })).min(1),
});

/** A condition, with how the chat template treats its messages. */
const condition = z.looseObject({
  type: z.literal('condition'),
  name: conditionName,
  kernel: z
    .looseObject({
      kernel_id: z.string().min(1),
      sha256,
      chars: count,
      edition: z.enum(['restated', 'original', 'local']),
      text: z.string(),
    })
    .nullable(),
  placement: z.enum(['none', 'system', 'user']),
  template: z.string().min(1),
  rendered: z.looseObject({ probe_id: probeId, text: z.string(), sha256, tokens: count }).nullable(),
});

/** A session that is over, as a manifest tells it. */
const closed = z.looseObject({ started: moment, last: moment, answered: moment.nullable(), ended: z.boolean() });

/** A time of working on the run: a process that began to ask. In a journal that was written anew, also how it ended. */
const session = z.looseObject({ type: z.literal('session'), started: moment, machine: z.looseObject({}), closed: closed.optional() });

const place = { probe_id: probeId, condition: conditionName, sample: count, ts: moment, time_s: z.number().min(0) };

const response = z.discriminatedUnion('state', [
  z.looseObject({
    type: z.literal('response'),
    ...place,
    state: z.literal('done'),
    response: z.string(),
    reasoning: z.string().optional(),
    finish_reason: z.string().nullable(),
    prompt_tokens: count.nullable(),
    completion_tokens: count.nullable(),
  }),
  z.looseObject({ type: z.literal('response'), ...place, state: z.enum(['failed', 'refused']), why: z.string().min(1) }),
]);

/** Everything that was asked has its line. */
const end = z.looseObject({ type: z.literal('end'), ts: moment });

const line = z.union([header, condition, session, response, end]);

export type Header = z.output<typeof header>;
export type Condition = z.output<typeof condition>;
export type Session = z.output<typeof session> & {
  /** Time of the last line written in it, or its start. */
  last: string;
  /** Time of its last response; null where it has none. */
  answered: string | null;
  /** Whether everything that was asked had its line when it ended. */
  ended: boolean;
};
export type Closed = z.output<typeof closed>;
export type Response = z.output<typeof response>;
export type Done = Extract<Response, { state: 'done' }>;
export type JournalLine = z.output<typeof line>;

/** A journal that was read: a response that was asked again stands with its last line. */
export type Journal = {
  header: Header;
  conditions: Condition[];
  sessions: Session[];
  responses: Map<string, Response>;
};

/** Names a response within its run. */
export const keyOf = ({ probe_id, condition, sample }: { probe_id: string; condition: string; sample: number }): string =>
  `${probe_id} ${condition} ${sample}`;

/**
 * Reads a journal. A last line that was not written to its end is cut off first: its response was not kept, and is asked again.
 * @returns undefined where there is no journal, or one that broke off within its first line
 * @throws InputError where it is damaged elsewhere
 */
export async function readJournal(file: string): Promise<Journal | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    return await readWhole(file);
  } catch (error) {
    if (!(error instanceof TruncatedLineError)) throw error;
    await cutTruncated(file, error.offset);
    return readWhole(file);
  }
}

async function readWhole(file: string): Promise<Journal | undefined> {
  let journal: Journal | undefined;
  for await (const { value, line: number } of readJsonl(file, line)) {
    if (!journal) {
      if (value.type !== 'run') throw misplaced(file, number, value.type, 'A journal begins with its run');
      journal = { header: value, conditions: [], sessions: [], responses: new Map() };
    } else if (value.type === 'run') throw misplaced(file, number, 'run', 'A journal holds one run');
    else note(journal, value);
  }
  return journal;
}

const misplaced = (file: string, line: number, type: string, why: string): InputError =>
  new InputError({
    file,
    line,
    what: `a line of type "${type}" stands out of its place`,
    todo: `${why}: restore it, or begin anew with --force.`,
  });

/** Notes a line, as it is read or was just written. */
export function note(journal: Journal, value: Exclude<JournalLine, Header>): void {
  const last = journal.sessions.at(-1);
  switch (value.type) {
    case 'condition':
      journal.conditions.push(value);
      break;
    case 'session':
      journal.sessions.push({ ...value, last: value.started, answered: null, ended: false, ...value.closed });
      break;
    case 'response':
      journal.responses.set(keyOf(value), value);
      if (last) Object.assign(last, { last: value.ts, answered: value.ts });
      break;
    case 'end':
      if (last) Object.assign(last, { last: value.ts, ended: true });
  }
}

/** Writes lines to a journal one after another, however many are handed over at once. */
export function journalWriter(file: string, journal: Journal) {
  let queue: Promise<void> = Promise.resolve();
  return (value: Exclude<JournalLine, Header>): Promise<void> => {
    const written = queue.then(async () => {
      await appendLine(file, value);
      note(journal, value);
    });
    queue = written.catch(() => {});
    return written;
  };
}

/** Begins a journal. @throws what `appendLine` throws */
export async function beginJournal(file: string, header: Header): Promise<Journal> {
  await appendLine(file, header);
  return { header, conditions: [], sessions: [], responses: new Map() };
}

/** What is asked and has no line yet, condition by condition, in the order in which it is asked. */
export function pending(journal: Journal, { retryFailed }: { retryFailed: boolean }): { condition: Condition; asks: Ask[] }[] {
  const { asked, settings } = journal.header;
  return journal.conditions.map((condition) => ({
    condition,
    asks: Array.from({ length: settings.samples }, (_, sample) => sample).flatMap((sample) =>
      asked
        .map(({ id, prompt }) => ({ probe_id: id, prompt, condition: condition.name, sample }))
        .filter((ask) => {
          const had = journal.responses.get(keyOf(ask));
          return had === undefined || (retryFailed && had.state !== 'done');
        }),
    ),
  }));
}

/** One response to be asked for. */
export type Ask = { probe_id: string; prompt: string; condition: string; sample: number };
