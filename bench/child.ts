import { spawnSync } from 'node:child_process';

/** What a bench measured in a process of its own, and the most memory that process ever held, in bytes. */
export type Measured<T> = T & { peak: number };

/** The arguments that `inChild` gave this process, or undefined in the bench itself. */
export const childArguments: readonly string[] | undefined = process.argv[2] === 'child' ? process.argv.slice(3) : undefined;

/** In the child: hands over what was measured, and ends the process's part. */
export function tell<T extends object>(measured: T): void {
  process.stdout.write(JSON.stringify({ ...measured, peak: process.resourceUsage().maxRSS * 1024 }));
}

/** Runs a bench's own file once more as a process of its own, so that its peak memory is its own. @throws with what it says where it fails */
export function inChild<T extends object>(file: string, ...args: readonly string[]): Measured<T> {
  const { stdout, status, stderr } = spawnSync(process.execPath, [file, 'child', ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured<T>;
}
