import { Failure } from '../failure.ts';
import { InputError } from '../records/index.ts';
import { type Address, RequestError } from './chat.ts';
import { json } from './client.ts';
import { type Engine, type EngineOptions, engineOf, type Source } from './engine.ts';

export type RemoteOptions = EngineOptions & {
  /** Address of a server that speaks the OpenAI chat-completions protocol: with or without `/v1`. */
  endpoint: string;
  /** The model's name there. Undefined takes the only one there is. */
  model?: string | undefined;
};

/** What a server's list of models gives away of the server. */
const OWNERS: Record<string, string> = {
  vllm: 'vLLM',
  llamacpp: 'llama.cpp',
  library: 'Ollama',
  sglang: 'SGLang',
  organization_owner: 'LM Studio',
};

/** The environment variable that holds a key, where a server wants one. It is never written anywhere. */
export const KEY = 'LEM_API_KEY';

/** An endpoint as a user may give it, as the base that paths are added to. @throws InputError where it is no web address */
export function endpointBase(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new InputError({
      file: '--endpoint',
      what: `${JSON.stringify(endpoint)} is no http address`,
      todo: 'Give one such as http://localhost:8000/v1.',
    });
  if (url.username || url.password)
    throw new InputError({
      file: '--endpoint',
      what: 'the address holds a name or password',
      todo: `Put a key into the variable ${KEY} instead.`,
    });
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  return `${url.origin}${/\/v\d+$/.test(path) ? path : `${path}/v1`}`;
}

/**
 * A server elsewhere: vLLM, llama.cpp, Ollama, LM Studio, Ray Serve, a group of machines. What it runs is what it says.
 * @throws Failure where it cannot be reached or does not have the model
 */
export async function openRemote(options: RemoteOptions): Promise<Engine & { served: string }> {
  const address = { url: endpointBase(options.endpoint), key: process.env[KEY], own: false };
  const { id, owner } = await servedModel({ ...address, model: '' }, options.model);
  const facts = {
    name: OWNERS[owner ?? ''] ?? 'OpenAI-compatible server',
    version: null,
    protocol: 'OpenAI chat completions, streamed, endpoint',
  };
  const engine = engineOf(remoteSource({ ...address, model: id }), { facts, model: undefined }, options);
  return { ...engine, served: id };
}

/** The model to ask for: the one named, or the only one there. A server without a list is asked for what was named. */
async function servedModel(address: Address, named: string | undefined): Promise<{ id: string; owner?: string | undefined }> {
  try {
    const { data } = (await json(address, 'GET', '/models')) as { data?: { id: string; owned_by?: string }[] };
    const models = data ?? [];
    const found = named === undefined ? models[0] : models.find(({ id }) => id === named);
    if (named === undefined && models.length > 1)
      throw new Failure(`The server has ${models.length} models: ${models.map(({ id }) => id).join(', ')}`, 'Name one with --model.');
    if (found) return { id: found.id, owner: found.owned_by };
    // Some servers answer to names that they do not list.
    if (named !== undefined) return { id: named, owner: models[0]?.owned_by };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (error.kind === 'lost')
      throw new Failure(`No server answers at ${address.url}: ${error.message}`, 'Start it, or correct --endpoint.');
    if (error.status === 401 || error.status === 403)
      throw new Failure(`The server at ${address.url} refuses: ${error.message}`, `Put its key into the variable ${KEY}.`);
    if (named !== undefined) return { id: named };
  }
  throw new Failure(`The server at ${address.url} does not say which models it has`, 'Name one with --model.');
}

function remoteSource(address: Address): Source {
  return { address: () => address, recovered: async () => false, stalled: undefined, close: async () => {} };
}
