#!/usr/bin/env node
// Plain JavaScript on purpose: an old Node must be able to read this far, and start the right one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  const { main } = await import('./cli.ts');
  process.exitCode = await main(process.argv);
} else {
  const pinned = here(process.platform === 'win32' ? '../node_modules/node/bin/node.exe' : '../node_modules/node/bin/node');
  if (!existsSync(pinned)) {
    console.error(
      `lem needs Node 22.18 or newer; this is ${process.versions.node}. Run "npm ci" in the project: it brings the right one along.`,
    );
    process.exit(1);
  }
  const child = spawn(pinned, [here('bin.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
