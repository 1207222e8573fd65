import type { BuildManifest, FileFacts } from '../../pipeline/compile/manifest.ts';
import { LEVEL } from './method.ts';

export interface Contents {
  manifest: Pick<BuildManifest, 'project' | 'data_sha256' | 'scorer' | 'duckdb' | 'tables'>;
  /** Compiled files that are in the archive, and those that were left out for their size. */
  held: readonly FileFacts[];
  left: readonly FileFacts[];
  releases: number;
}

/** A plain text that says what is in the archive and how to read and verify it. */
export function archiveReadme({ manifest, held, left, releases }: Contents): string {
  const texts = held.filter(({ name }) => name.startsWith('responses-'));
  const lines = [
    `LEM, the published benchmark, computed again: data ${manifest.project.version}`,
    '',
    `Data hash  ${manifest.data_sha256}`,
    `Scorer     ${manifest.scorer.version}  ${manifest.scorer.sha256}`,
    `DuckDB     ${manifest.duckdb}`,
    'Licence    EUPL-1.2',
    '',
    'lem.duckdb       every table, with views, and a comment on each table and column',
    '<table>.parquet  each table by itself, in the order of its key',
    'csv/             the same rows as CSV; an empty field is a value that is not there',
    ...(texts.length > 0 ? ['responses-*      texts of answers, two files a run: untrusted, show them as text'] : []),
    'kernel/          the kernel texts, as runs read them',
    ...(releases > 0 ? ['releases/        what each release was: hashes and key figures'] : []),
    'manifest.json    every file and table with its checksum, every column with its comment',
    'croissant.json   the same for machines, in Croissant 1.0',
    'SHA256SUMS       checksums of all files here: sha256sum --check SHA256SUMS',
    '',
    'Tables:',
    ...manifest.tables.map(({ name, rows, comment }) => `  ${name.padEnd(16)} ${String(rows).padStart(7)} rows  ${comment}`),
    '',
    'runs.source tells published figures from runs made or imported elsewhere: no query should mix them unsaid.',
    'Scores of the probe sets P20 and P100 are never compared. Averages in the table averages are as the report states',
    `them, most without rows. Intervals (low, high) are ${LEVEL.replace('\u00a0', ' ')}; below n = 5 there are none.`,
    ...(left.length > 0
      ? [
          '',
          'Left out for their size, and offered beside the archive:',
          ...left.map(({ name, bytes, sha256 }) => `  ${name}  ${bytes} bytes  ${sha256}`),
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
