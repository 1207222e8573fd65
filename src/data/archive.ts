import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { KERNEL_FILES } from '../../pipeline/compile/kernel-files.ts';
import type { FileFacts } from '../../pipeline/compile/manifest.ts';
import { toJsonFile } from '../../pipeline/records/index.ts';
import { toCff } from '../../pipeline/release/index.ts';
import { archiveReadme } from '../words/archive.ts';
import { croissant } from './croissant.ts';
import { toCsv } from './csv.ts';
import { answer } from './database.ts';
import { described } from './description.ts';
import { rowsOf } from './figures.ts';
import { buildFile, LARGEST, manifest } from './manifest.ts';
import { projectFile } from './project-file.ts';
import { newest, releases } from './releases.ts';
import { zip } from './zip.ts';

/** Everything that is compiled, as one file to take away. */
export interface Archive {
  /** Its name, without `.zip`; also the folder that its files are in. */
  name: string;
  content: Uint8Array<ArrayBuffer>;
  sha256: string;
  /** Files that would have made it too large, and stand beside it instead. */
  left: readonly FileFacts[];
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const isTexts = ({ name }: FileFacts): boolean => name.startsWith('responses-');

async function csvFiles(): Promise<[string, Uint8Array][]> {
  const files: [string, Uint8Array][] = [];
  for (const { name, key } of manifest.tables) {
    const rows = await answer(`SELECT * FROM "${name}" ORDER BY ${key.map((column) => `"${column}"`).join(', ')}`);
    files.push([`csv/${name}.csv`, encode(toCsv(rows))]);
  }
  return files;
}

async function kernelFiles(): Promise<[string, Uint8Array][]> {
  const kernels = await rowsOf<{ kernel_id: string; text: string | null }>('kernels');
  return KERNEL_FILES.flatMap(({ kernel_id, file }): [string, Uint8Array][] => {
    const text = kernels.find((kernel) => kernel.kernel_id === kernel_id)?.text;
    return text == null ? [] : [[`kernel/${file}`, encode(text)]];
  });
}

async function make(): Promise<Archive> {
  const name = `lem-data-${manifest.project.version}`;
  const common: [string, Uint8Array][] = [
    ['manifest.json', readFileSync(buildFile('manifest.json'))],
    ...(existsSync('LICENSE') ? ([['LICENSE', encode(projectFile('LICENSE'))]] as [string, Uint8Array][]) : []),
    ...(newest ? ([['CITATION.cff', encode(toCff(newest))]] as [string, Uint8Array][]) : []),
    ...releases.map((release): [string, Uint8Array] => [`releases/${release.version}.json`, encode(toJsonFile(release))]),
    ...(await csvFiles()),
    ...(await kernelFiles()),
  ];
  const pack = (left: readonly FileFacts[]): Uint8Array<ArrayBuffer> => {
    const held = manifest.files.filter((file) => !left.includes(file));
    const description = croissant({ ...described(''), files: held, urlOf: (file) => file });
    return zip(
      name,
      new Map([
        ...common,
        ['croissant.json', encode(toJsonFile(description))],
        ['README.txt', encode(archiveReadme({ manifest, held, left, releases: releases.length }))],
        ...held.map((file): [string, Uint8Array] => [file.name, readFileSync(buildFile(file.name))]),
      ]),
    );
  };
  const texts = manifest.files.filter(isTexts);
  const whole = pack([]);
  const fits = whole.length <= LARGEST || texts.length === 0;
  const content = fits ? whole : pack(texts);
  if (content.length > LARGEST)
    throw new Error(`${name}.zip would have ${content.length} bytes, and static hosts refuse more than ${LARGEST}.`);
  return { name, content, sha256: createHash('sha256').update(content).digest('hex'), left: fits ? [] : texts };
}

let made: Promise<Archive> | undefined;

/** The archive of this build, made once. */
export function archive(): Promise<Archive> {
  made ??= make();
  return made;
}
