import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve as absolute } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import { inProject } from '../project.ts';
import { type Environment, lastLines, parseEvent, pythonVariables } from '../python/index.ts';
import type { Address } from './chat.ts';

export type LaunchOptions = {
  environment: Environment;
  /** A folder, or an id on the hub. */
  model: string;
  /** Folder of an adapter that is not fused. */
  adapter?: string | undefined;
  /** Answers worked on at once. */
  concurrency: number;
  /** Ends the wait for it, and the server, while it is not ready. */
  signal?: AbortSignal | undefined;
  /** Takes the server's log, a line each. */
  onLog?: ((line: string) => void) | undefined;
};

/** How a server ended. */
export type Death = { code: number | null; signal: NodeJS.Signals | null; lastWords: string[] };

/** A running mlx_lm server of ours. */
export type Server = {
  address: Address;
  versions: Record<string, string>;
  device: string;
  pid: number;
  /** Resolves when it has ended, however that went. */
  died: Promise<Death>;
  /** Ends it, and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
};

/** Whether a model is named by its folder; else it is an id on the hub. */
export const isFolder = (model: string): boolean => existsSync(model);

/**
 * Starts mlx_lm's server for a model through `serve.py`, on a free port of the loopback address, and waits until it listens
 * with the model loaded. The process is outside of the terminal's group, so that Ctrl-C reaches it only through us; it ends
 * when its standard input does, so it never outlives us.
 *
 * @throws Failure with the server's own words where it does not come up
 */
export async function launch({ environment, model, adapter, concurrency, signal, onLog }: LaunchOptions): Promise<Server> {
  const key = randomBytes(24).toString('hex');
  const local = isFolder(model);
  const named = local ? absolute(model) : model;
  const args = ['--model', named, '--decode', String(concurrency), ...(adapter ? ['--adapter', absolute(adapter)] : [])];
  const child = spawn(environment.python, [inProject('pipeline/python/serve.py'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...pythonVariables({ fetch: !local }), LEM_SERVER_KEY: key },
  });
  const last = lastLines(20);
  child.stdin.on('error', () => {});
  child.stderr.setEncoding('utf8').on('data', (text: string) => last.add(text));
  if (onLog) createInterface({ input: child.stderr }).on('line', onLog);

  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const died = new Promise<Death>((resolve) => {
    child.on('error', (error) => {
      last.add(`${error.message}\n`);
      resolve({ code: null, signal: null, lastWords: last.lines() });
    });
    child.on('close', (code, signal) => {
      process.off('exit', kill);
      resolve({ code, signal, lastWords: last.lines() });
    });
  });
  const stop = async () => {
    child.stdin.end();
    await Promise.race([died, sleep(3000, undefined, { ref: false })]);
    kill();
    await died;
  };

  signal?.addEventListener('abort', kill, { once: true });
  try {
    signal?.throwIfAborted();
    const { port, versions, device } = await listening(child.stdout, died);
    // Whatever else it prints must not fill the pipe.
    child.stdout.resume();
    const address = { url: `http://127.0.0.1:${port}/v1`, key, model: 'default_model', own: true };
    return { address, versions, device, pid: child.pid as number, died, stop, kill };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

async function listening(
  output: NodeJS.ReadableStream,
  died: Promise<Death>,
): Promise<{ port: number; versions: Record<string, string>; device: string }> {
  for await (const line of createInterface({ input: output })) {
    const event = parseEvent(line);
    if (event?.event === 'error') throw new Failure(String(event.what), String(event.todo));
    if (event?.event === 'listening') return event as unknown as { port: number; versions: Record<string, string>; device: string };
  }
  const { lastWords } = await died;
  throw new Failure(
    `mlx_lm's server ended before it was ready: ${lastWords.join(' | ')}`,
    'Its last words say why; --verbose shows its whole log.',
  );
}
