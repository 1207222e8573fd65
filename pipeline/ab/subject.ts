import { basename, resolve } from 'node:path';
import { type Engine, isFolder, openLocal, openRemote } from '../engine/index.ts';
import { inProject, project } from '../project.ts';
import { InputError, type Model, runId } from '../records/index.ts';
import { type RunFiles, runFiles } from './files.ts';
import type { Header } from './journal.ts';
import { readKernel } from './kernels.ts';
import { localModel, plainName, remoteModel, slug } from './model.ts';
import type { AbOptions } from './options.ts';
import { type Asked, nameInProject } from './probes.ts';
import type { Watcher } from './run.ts';
import type { Wanted } from './template.ts';

// What a run is of: which model, under which kernels, where it goes, and who answers.

/** The model that a run is of, as far as it is known before anybody answers. */
export type Subject = {
  source: Header['source'];
  /** The model as it is written down. */
  given: string | undefined;
  /** Known before an engine runs where it lies in a folder. */
  model: Model | undefined;
};

/** The baseline and the kernels, read. @throws InputError where none is left, or two have one name */
export async function wantedConditions({ baseline, kernels }: AbOptions): Promise<Wanted[]> {
  const read = await Promise.all(kernels.map(async ({ name, file }) => ({ name, kernel: await readKernel(name, resolve(file)) })));
  const all: Wanted[] = [...(baseline ? [{ name: 'baseline', kernel: null }] : []), ...read];
  if (all.length === 0)
    throw new InputError({ file: '--no-baseline', what: 'there is no condition left', todo: 'Give a --kernel, or leave the baseline in.' });
  const twice = all.find(({ name }, i) => all.findIndex((other) => other.name === name) < i);
  if (twice)
    throw new InputError({
      file: '--kernel',
      what: `the condition ${twice.name} is named twice`,
      todo: 'Give each kernel a name of its own.',
    });
  return all;
}

/** Whom the options name. @throws InputError where that is nobody, or a folder that is not there */
export async function subjectOf({ model, endpoint, adapter, modelInfo }: AbOptions, { say }: Watcher): Promise<Subject> {
  if (endpoint !== undefined) return { source: 'endpoint', given: model && servedAs(model), model: undefined };
  if (model === undefined)
    throw new InputError({ file: '--model', what: 'no model is named', todo: 'Give --model FOLDER, --model ID or --endpoint URL.' });
  if (!isFolder(model)) {
    if (/^[./~]|\\/.test(model) || !/^[\w.-]+\/[\w.-]+$/.test(model))
      throw new InputError({
        file: model,
        what: 'there is no such folder, and it is no id of the hub',
        todo: 'Check the path. "lem model smollm2" makes a model.',
      });
    return { source: 'hub', given: model, model: undefined };
  }
  say?.('reading the model');
  return { source: 'folder', given: nameInProject(model), model: await localModel(model, resolve(model), { adapter, info: modelInfo }) };
}

/** The name of a model elsewhere as it is written down: one that is a file there loses its folders. */
const servedAs = (served: string): string => (/\.gguf$/i.test(served) || /^[\\/~.]/.test(served) ? plainName(served) : served);

/** Where the run goes; undefined while that hangs on a model that is not known yet. */
export function outputOf({ output }: AbOptions, model: Model | undefined, set: string): RunFiles | undefined {
  if (output !== undefined) return runFiles(resolve(output));
  return model && runFiles(inProject(`data/runs/${model.model_id}.${set}.jsonl`));
}

/** What a run is begun with: the first line of its journal. @throws InputError where greedy answers are asked several times */
export function headerOf(options: AbOptions, asked: Asked, { source }: Subject, known: Pick<Header, 'model' | 'engine' | 'given'>): Header {
  const { maxTokens, temperature, topP, seed, samples, concurrency, template, output } = options;
  if (samples > 1 && temperature === 0)
    throw new InputError({
      file: '--samples',
      what: 'greedy answers are all the same',
      todo: 'Give a --temperature above 0, or leave --samples out.',
    });
  const due = runId(known.model.model_id, asked.probe_set, 'local');
  const stem = output && slug(basename(output, '.jsonl'));
  const plain = !stem || stem === due || stem === runId(known.model.model_id, asked.probe_set, 'published');
  return {
    type: 'run',
    format: 1,
    run_id: plain ? due : stem.startsWith(`${due}.`) ? stem : `${due}.${stem}`,
    source,
    remote: source === 'endpoint',
    ...known,
    ...asked,
    settings: { max_tokens: maxTokens, temperature, top_p: topP, seed: temperature > 0 ? seed : null, samples, concurrency },
    template,
    made_by: project,
  };
}

/** Opens whoever answers, and says what model that is. */
export async function openEngine({
  options,
  watcher,
  signal,
  subject,
}: {
  options: AbOptions;
  watcher: Watcher;
  signal: AbortSignal;
  subject: Subject;
}): Promise<{ engine: Engine; known: Pick<Header, 'model' | 'engine' | 'given'> }> {
  const { model, endpoint, adapter, concurrency, stall, modelInfo } = options;
  const common = { stall, onNotice: (message: string) => watcher.notice?.(message) };
  if (endpoint !== undefined) {
    const engine = await openRemote({ ...common, endpoint, model });
    return {
      engine,
      known: { model: await closing(engine, remoteModel(engine.served, modelInfo)), engine: engine.facts, given: servedAs(engine.served) },
    };
  }
  const given = model as string;
  const say = (message: string) => watcher.say?.(message);
  const engine = await openLocal({ ...common, model: given, adapter, concurrency, say, signal, onLog: watcher.log });
  const folder = engine.model?.path ?? given;
  const made = subject.model ?? (await closing(engine, localModel(given, folder, { adapter, info: modelInfo })));
  return { engine, known: { model: made, engine: engine.facts, given: subject.given ?? given } };
}

/** Closes an engine where what follows fails. */
async function closing<T>(engine: Engine, next: Promise<T>): Promise<T> {
  try {
    return await next;
  } catch (error) {
    await engine.close();
    throw error;
  }
}
