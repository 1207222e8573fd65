import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import type { Message } from '../records/index.ts';
import { type Address, type ChatRequest, type Completion, RequestError } from './chat.ts';
import { complete, json } from './client.ts';
import type { Death, Server } from './launch.ts';
import { RETRIES, type RetryPolicy, withRetries } from './retry.ts';
import { watchdog } from './watchdog.ts';

/** What became of a request. Only `done` is an answer; the others are missing answers, each with why. */
export type Outcome =
  | ({ state: 'done' } & Completion)
  /** Every try failed. */
  | { state: 'failed'; why: string }
  /** The server will not answer this: another try would end the same way. */
  | { state: 'refused'; why: string };

/** Prompts as the model receives them, and how many tokens all of them have in common at their beginning. */
export type Rendered = { prompts: { text: string; tokens: number }[]; shared: number };

/** What is known of the engine, and stands in a run's manifest. */
export type EngineFacts = {
  name: string;
  version: string | null;
  [field: string]: unknown;
};

/** What a server of ours knows of its model. */
export type ModelFacts = {
  /** Its folder. */
  path: string;
  /** Most tokens of a prompt and its answer together; null where the model does not say. */
  context: number | null;
  model_type: string | null;
  chat_template: string | null;
  /** Whether the template knows a switch for thinking. */
  thinking: boolean;
  /** Tokens that end a turn. */
  eos: string[];
};

/** Whoever answers: a server of ours, or one elsewhere. */
export type Engine = {
  facts: EngineFacts;
  /** Undefined of a server elsewhere: what it runs cannot be known. */
  model: ModelFacts | undefined;
  /**
   * Asks, again where that may help. A server of ours that dies is started again once.
   * @throws Failure where no answer can come any more, RequestError of kind `aborted` where the signal says so
   */
  ask(request: ChatRequest, signal?: AbortSignal): Promise<Outcome>;
  /** Prompts as the model would receive them. Undefined of a server elsewhere. @throws Refusal where the template refuses them */
  render: ((prompts: readonly (readonly Message[])[], template?: object) => Promise<Rendered>) | undefined;
  close(): Promise<void>;
};

/** A template that will not render messages: its own words. */
export class Refusal extends Error {}

export type EngineOptions = {
  /** Seconds without any sign of life after which a server counts as dead. */
  stall?: number | undefined;
  retries?: RetryPolicy | undefined;
  /** Told what happens beside the answers: a server that died and comes back. */
  onNotice?: ((message: string) => void) | undefined;
};

/** Ten minutes: a long prompt on a slow machine may say nothing for so long. */
const STALL = 600;

/** What an engine is made of: where to ask, and how to get over a death or a stall. */
export type Source = {
  address(): Address;
  /** Called when a request was lost: resolves to true where the server had died and is back, so that the try does not count. */
  recovered(): Promise<boolean>;
  /** Ends the server, which has shown no sign of life for too long. Undefined where that is not ours to do. */
  stalled: ((seconds: number) => void) | undefined;
  close(): Promise<void>;
};

/** An engine over a source. */
export function engineOf(
  source: Source,
  known: { facts: EngineFacts; model: ModelFacts | undefined },
  { stall = STALL, retries = RETRIES }: EngineOptions,
): Engine {
  let patience = new AbortController();
  let stalls = 0;
  const dog = watchdog(stall, () => {
    if (source.stalled) source.stalled(stall);
    else {
      stalls += 1;
      patience.abort();
      patience = new AbortController();
    }
  });

  async function once(request: ChatRequest, signal: AbortSignal | undefined): Promise<Completion> {
    const patient = patience.signal;
    try {
      const either = signal ? AbortSignal.any([signal, patient]) : patient;
      const completion = await complete(source.address(), request, { signal: either, onData: dog.alive });
      stalls = 0;
      return completion;
    } catch (error) {
      if (!patient.aborted || signal?.aborted) throw error;
      const what = `The server has shown no sign of life for ${stall} s`;
      if (stalls > 1)
        throw new Failure(`${what}, twice`, 'What was answered is kept: look after the server, and the same command goes on.');
      throw new RequestError('lost', what);
    }
  }

  async function overDeaths(request: ChatRequest, signal: AbortSignal | undefined): Promise<Completion> {
    for (;;) {
      try {
        return await once(request, signal);
      } catch (error) {
        if (!(error instanceof RequestError && error.kind === 'lost') || signal?.aborted || !(await source.recovered())) throw error;
      }
    }
  }

  return {
    ...known,
    async ask(request, signal) {
      try {
        const completion = await dog.over(() => withRetries(() => overDeaths(request, signal), retries, signal));
        return { state: 'done', ...completion };
      } catch (error) {
        if (!(error instanceof RequestError) || error.kind === 'aborted') throw error;
        return error.kind === 'refused'
          ? { state: 'refused', why: error.message }
          : { state: 'failed', why: `${error.message} (${retries.tries} tries)` };
      }
    },
    render: known.model
      ? async (prompts, template = {}) => {
          try {
            const body = { prompts, chat_template_kwargs: template };
            return (await json(source.address(), 'POST', '/lem/render', body)) as Rendered;
          } catch (error) {
            if (error instanceof RequestError && error.status === 422) throw new Refusal(error.message.replace(/^HTTP 422: /, ''));
            throw error;
          }
        }
      : undefined,
    async close() {
      dog.end();
      await source.close();
    },
  };
}

/** A server of ours as a source: its first death is got over, its second ends the run with its last words. */
export function ownSource(first: Server, start: () => Promise<Server>, onNotice: (message: string) => void): Source {
  let server = first;
  let deaths = 0;
  let closing = false;
  let reviving: Promise<void> | undefined;
  let stall: string | undefined;
  watch(first);

  function watch(one: Server): void {
    void one.died.then((death) => {
      if (closing || one !== server) return;
      reviving = revive(death);
      // Whoever asks next waits for it and has its error; nobody may be asking.
      reviving.catch(() => {});
    });
  }

  async function revive(death: Death): Promise<void> {
    deaths += 1;
    const how = stall ?? describeDeath(death);
    stall = undefined;
    if (deaths > 1) {
      const words = death.lastWords.length > 0 ? `. Its last words:\n${death.lastWords.join('\n')}\n` : '';
      throw new Failure(`The model's server died a second time (${how})${words}`, 'What was answered is kept: the same command goes on.');
    }
    onNotice(`the model's server died (${how}); starting it again`);
    server = await start();
    watch(server);
  }

  return {
    address: () => server.address,
    async recovered() {
      // A connection may break a moment before the end of the process is seen.
      const seen = server;
      await Promise.race([seen.died, sleep(1000)]);
      await Promise.resolve();
      if (!reviving) return server !== seen;
      await reviving;
      reviving = undefined;
      return true;
    },
    stalled(seconds) {
      stall = `no sign of life for ${seconds} s`;
      server.kill();
    },
    async close() {
      closing = true;
      await reviving?.catch(() => {});
      await server.stop();
    },
  };
}

function describeDeath({ code, signal }: Death): string {
  return signal ? `signal ${signal}` : code === null ? 'it did not start' : `exit code ${code}`;
}
