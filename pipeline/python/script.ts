import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Failure } from '../failure.ts';
import { inProject } from '../project.ts';
import { type Environment, pythonVariables } from './environment.ts';
import { lastLines } from './run.ts';

/** A line that a script of ours prints: what happened, and what belongs to it. */
export type ScriptEvent = { event: string; [field: string]: unknown };

/**
 * Runs a script of this folder to its end. It speaks JSON lines on standard output; one with `event: "error"` (`what`,
 * `todo`) is its way to fail.
 *
 * @returns every event, in order
 * @throws Failure with the script's own words, or the last it wrote to standard error
 */
export async function runScript(
  { python }: Environment,
  name: string,
  args: readonly string[],
  onEvent: (event: ScriptEvent) => void = () => {},
): Promise<ScriptEvent[]> {
  const child = spawn(python, [inProject(`pipeline/python/${name}`), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: pythonVariables(),
  });
  const last = lastLines();
  child.stderr.setEncoding('utf8').on('data', (text: string) => last.add(text));
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  const events: ScriptEvent[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const event = parseEvent(line);
    if (!event) continue;
    events.push(event);
    onEvent(event);
  }
  const code = await ended;
  const error = events.find(({ event }) => event === 'error');
  if (error) throw new Failure(String(error.what), String(error.todo));
  if (code !== 0) throw new Failure(`${name} ended with code ${code}: ${last.lines().join(' | ')}`, 'Look at its last words above.');
  return events;
}

/** A line of a script's output as an event; undefined for what a library printed there. */
export function parseEvent(line: string): ScriptEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'event' in value ? (value as ScriptEvent) : undefined;
  } catch {
    return undefined;
  }
}
