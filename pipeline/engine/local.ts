import { basename } from 'node:path';
import { Failure } from '../failure.ts';
import { blas, type Environment, ensureEnvironment } from '../python/index.ts';
import { complete, json } from './client.ts';
import { type Engine, type EngineOptions, engineOf, type ModelFacts, ownSource } from './engine.ts';
import { type LaunchOptions, launch, type Server } from './launch.ts';

export type LocalOptions = EngineOptions &
  Omit<LaunchOptions, 'environment'> & {
    environment?: Environment;
    /** Told what is being done until the model answers. */
    say?: (message: string) => void;
  };

/** Longest time a first token may take, in milliseconds. */
const FIRST = 600_000;

/**
 * A model of this machine (or, by its id, of the hub) on mlx_lm's server. Ready when it has answered with one token: its
 * other signs of readiness come too early.
 *
 * @throws Failure where there is no environment for it, or the model does not load or answer
 */
export async function openLocal(options: LocalOptions): Promise<Engine> {
  const { say = () => {}, onNotice = () => {}, model } = options;
  const environment = options.environment ?? (await ensureEnvironment(say));
  const start = async (): Promise<Server> => {
    say(`loading ${basename(model)}`);
    const server = await launch({ ...options, environment });
    try {
      await answers(server);
      return server;
    } catch (error) {
      await server.stop();
      throw new Failure(`The model ${model} loads, but does not answer: ${(error as Error).message}`, 'Its log says more: --verbose.', {
        cause: error,
      });
    }
  };
  const server = await start();
  const facts = {
    name: 'mlx_lm',
    version: server.versions['mlx-lm'] ?? null,
    mlx: server.versions.mlx,
    python: server.versions.python,
    device: server.device,
    blas: blasName(),
    protocol: 'OpenAI chat completions, streamed, loopback',
  };
  const known = (await json(server.address, 'GET', '/lem/model')) as ModelFacts;
  return engineOf(ownSource(server, start, onNotice), { facts, model: known }, options);
}

function blasName(): string {
  if (process.platform !== 'linux') return 'of the system';
  const { file } = blas();
  return file ? basename(file) : 'reference';
}

async function answers({ address, died }: Server): Promise<void> {
  const messages = [{ role: 'user' as const, content: 'Hello' }];
  const request = { messages, max_tokens: 1, temperature: 0, top_p: null, seed: null };
  const gone = died.then(({ lastWords }) => Promise.reject(new Error(`it ended: ${lastWords.join(' | ')}`)));
  await Promise.race([complete(address, request, { signal: AbortSignal.timeout(FIRST) }), gone]);
}
