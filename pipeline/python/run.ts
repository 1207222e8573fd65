import { spawn } from 'node:child_process';

/** How a program ended: its exit code, and the last lines it wrote to standard error, on one line. */
export type Ended = { code: number; tail: string };

/** Lines kept of what a program says. */
const KEPT = 12;

/** The last lines of a stream of text, for an error message. */
export function lastLines(count = KEPT): { add(text: string): void; lines(): string[] } {
  let kept: string[] = [];
  let open = '';
  return {
    add(text) {
      const parts = (open + text).split(/\r?\n|\r/);
      open = parts.pop() ?? '';
      kept = [...kept, ...parts.filter((line) => line.trim() !== '')].slice(-count);
    },
    lines: () => [...kept, ...(open.trim() === '' ? [] : [open])].slice(-count),
  };
}

/** Runs a program to its end; standard output is not read. Nothing of it goes to the terminal. @throws what the system throws where it cannot be started */
export function runProgram(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
    const last = lastLines();
    child.stderr.setEncoding('utf8').on('data', (text: string) => last.add(text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, tail: last.lines().join(' | ') }));
  });
}
