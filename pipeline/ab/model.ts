import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readModelFile } from '../model/index.ts';
import { inProject } from '../project.ts';
import { readCsv, readJson, sha256File } from '../records/files.ts';
import { InputError, id, type Model, model, modelRow } from '../records/index.ts';

/** A name as an id of ours: `SmolLM2-135M-Instruct` gives `smollm2-135m-instruct`. */
export function slug(name: string): string {
  const made = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return id.safeParse(made).success ? made : 'model';
}

/**
 * What a model of this machine is: what the user's file says, else its own `lem-model.json`, else what is known of its id on the hub,
 * else what its name and weights tell; and in any case the SHA-256 of what it is made of.
 *
 * @param given as the user named it
 * @param folder where it lies; of a model of the hub, the snapshot
 * @throws InputError where the folder holds no weights
 */
export async function localModel(
  given: string,
  folder: string,
  { adapter, info }: { adapter?: string | undefined; info?: string | undefined } = {},
): Promise<Model> {
  const weights = readdirSync(folder)
    .filter((name) => name.endsWith('.safetensors'))
    .sort();
  if (weights.length === 0)
    throw new InputError({
      file: folder,
      what: 'there are no .safetensors in the folder',
      todo: 'Name the folder of a model that mlx_lm can load.',
    });
  const hub = existsSync(given) ? null : given;
  const base = async () => (await readModelFile(folder)) ?? (await known(given)) ?? guessed(given, await parameters(folder, weights));
  const said = (await told(info)) ?? (adapter === undefined ? await base() : withAdapter(await base(), adapter));
  const tokenizer = ['tokenizer.json', 'tokenizer.model'].find((name) => existsSync(join(folder, name)));
  return {
    ...said,
    ...(hub === null ? {} : { hf_id: hub, hf_revision: basename(folder) }),
    weights_sha256: await sha256Of(folder, weights),
    config_sha256: await sha256File(join(folder, 'config.json')),
    ...(tokenizer ? { tokenizer_sha256: await sha256File(join(folder, tokenizer)) } : {}),
    ...(adapter ? { adapter_sha256: await sha256Of(adapter, ['adapters.safetensors', 'adapter_config.json']) } : {}),
  };
}

/**
 * A model under an adapter is another model than its base, so that their runs never stand under one id. What the adapter was trained
 * on nobody says here; this project trains none but with the kernel.
 */
function withAdapter(base: Model, adapter: string): Model {
  const name = plainName(adapter);
  return { ...base, model_id: slug(`${base.model_id}-${name}`), name: `${base.name} with ${name}`, kind: 'lek', hf_id: null };
}

/** What the user's own file says of the model. */
const told = (info: string | undefined): Promise<Model> | undefined => (info === undefined ? undefined : readJson(info, model));

/** What a model elsewhere is: what the user says, what is known of its name, or what the name tells. @throws InputError where it does not tell its size */
export async function remoteModel(served: string, info?: string): Promise<Model> {
  const said = (await told(info)) ?? (await known(served));
  if (said) return said;
  const [, size, unit] = /(?:^|[^a-z0-9.])(\d+(?:\.\d+)?)([bm])(?![a-z0-9])/i.exec(served) ?? [];
  if (!size)
    throw new InputError({
      file: '--model',
      what: `the name ${JSON.stringify(served)} does not tell how large the model is`,
      todo: 'Say it with --model-info FILE.',
    });
  return guessed(served, unit?.toLowerCase() === 'm' ? Number(size) * 1e6 : Number(size) * 1e9);
}

async function known(name: string): Promise<Model | undefined> {
  const rows = await readCsv(inProject('data/published/models.csv'), modelRow).catch(() => []);
  const found = rows.find(({ value }) => value.hf_id === name)?.value;
  if (!found) return undefined;
  const { model_id, name: title, family, version, params_b, kind, base_model_id, hf_id } = found;
  return { model_id, name: title, family, version, params_b, kind, base_model_id, hf_id };
}

/** A model's name without where it lies: some servers name their model by its file. */
export const plainName = (name: string): string => basename(name.replace(/[\\/]+$/, '')).replace(/\.gguf$/i, '');

/** Nothing but its name is known. */
function guessed(name: string, count: number): Model {
  const title = plainName(name);
  const family = /^[A-Za-z]+/.exec(title)?.[0] ?? title;
  const version = /^[A-Za-z]+[-_ ]?(\d+(?:\.\d+)*)(?![\dbBmM.])/.exec(title)?.[1] ?? '1';
  return {
    model_id: slug(title),
    name: title,
    family,
    version,
    params_b: Number((count / 1e9).toPrecision(6)),
    kind: 'base',
    base_model_id: null,
    hf_id: null,
  };
}

/** One file's own hash; of several, that of a list of names and hashes, a line each, in the order of the names. */
async function sha256Of(folder: string, names: readonly string[]): Promise<string> {
  if (names.length === 1) return sha256File(join(folder, names[0] as string));
  const list = createHash('sha256');
  for (const name of names) list.update(`${name} ${await sha256File(join(folder, name))}\n`);
  return list.digest('hex');
}

/** Parameters by the heads of safetensors files: eight bytes of length, then JSON with each tensor's type and shape. Of packed weights, four bits each are taken for one. */
async function parameters(folder: string, names: readonly string[]): Promise<number> {
  let sum = 0;
  for (const name of names) {
    const file = await open(join(folder, name), 'r');
    try {
      const length = Number((await file.read(Buffer.alloc(8), 0, 8, 0)).buffer.readBigUInt64LE());
      const head = (await file.read(Buffer.alloc(length), 0, length, 8)).buffer.toString('utf8');
      for (const [key, tensor] of Object.entries(JSON.parse(head) as Record<string, { dtype: string; shape: number[] }>)) {
        if (key === '__metadata__' || /\.(scales|biases)$/.test(key)) continue;
        sum += tensor.shape.reduce((size, of) => size * of, tensor.dtype === 'U32' ? 8 : 1);
      }
    } finally {
      await file.close();
    }
  }
  return sum;
}
