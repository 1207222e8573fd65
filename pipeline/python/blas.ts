import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * The Linux build of mlx is linked to the reference BLAS, which works through a prompt some eighteen times more slowly
 * than OpenBLAS does. A library preloaded for the child process alone takes its place; nothing of the machine is changed.
 */
export type Blas = {
  /** The library that is preloaded; undefined where there is none, or none is needed (macOS). */
  file: string | undefined;
  /** What to say of it. */
  found: string;
  /** How to get a fast one. Empty where it is here. */
  todo: string;
};

const GET_IT = 'Install OpenBLAS: "apt-get install libopenblas0-pthread" on Debian and Ubuntu, "dnf install openblas" on Fedora.';

/** The BLAS that mlx will run on. `LEM_BLAS` names a library of the user's choice, or `none` to take what mlx is linked to. */
export function blas(): Blas {
  if (process.platform !== 'linux') return { file: undefined, found: 'comes with mlx', todo: '' };
  const named = process.env.LEM_BLAS;
  if (named === 'none') return { file: undefined, found: 'none, as LEM_BLAS asks', todo: '' };
  if (named) {
    return existsSync(named)
      ? { file: named, found: named, todo: '' }
      : { file: undefined, found: `${named}, named by LEM_BLAS, is not there`, todo: 'Correct LEM_BLAS.' };
  }
  const file = openBlas();
  return file ? { file, found: file, todo: '' } : { file: undefined, found: 'the reference BLAS alone, which is slow', todo: GET_IT };
}

/** What the dynamic linker knows: `libopenblas.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libopenblas.so.0`. */
function openBlas(): string | undefined {
  const linker = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => existsSync(file));
  const listed = linker ? (spawnSync(linker, ['-p'], { encoding: 'utf8' }).stdout ?? '') : '';
  const architecture = process.arch === 'x64' ? 'x86-64' : process.arch === 'arm64' ? 'AArch64' : process.arch;
  for (const [, name, kind, file] of listed.matchAll(/^\s*(libopenblasp?\.so\.0) \(([^)]*)\) => (\S+)$/gm)) {
    if (name && file && kind?.includes(architecture)) return file;
  }
  return undefined;
}
