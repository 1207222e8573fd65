import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BuildManifest } from '../../pipeline/compile/manifest.ts';
import { SCORER } from '../../pipeline/scorer/index.ts';
import { databaseFile } from './database.ts';

/** A file of the compiled data, by its plain name. */
export const buildFile = (name: string): string => resolve(databaseFile, '..', name);

function read(): BuildManifest {
  const path = buildFile('manifest.json');
  if (!existsSync(path)) throw new Error(`${path} is not there, and /data shows it: run \`npm run lem compile\` first.`);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as BuildManifest;
  if (manifest.scorer.sha256 !== SCORER.sha256)
    throw new Error(`${path} is of another scorer (${manifest.scorer.version}, ${manifest.scorer.sha256}): run \`npm run lem compile\`.`);
  return manifest;
}

/** What the compiled data say of themselves. Fails where they are missing, or were compiled with another scorer than this site's. */
export const manifest: BuildManifest = read();

/** Static hosts refuse larger files. */
export const LARGEST = 25e6;

/** Files that the site itself offers, and those that are too large for it. */
export const offered = manifest.files.filter(({ bytes }) => bytes <= LARGEST);
export const tooLarge = manifest.files.filter(({ bytes }) => bytes > LARGEST);

/** The checksums of the offered files, one a line, as `sha256sum -c` reads them. */
export const sums = offered.map(({ sha256, name }) => `${sha256}  ${name}\n`).join('');
