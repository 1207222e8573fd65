import type { ReleaseRecord } from '../records/index.ts';

/** What is cited, whatever the release. `CITATION.cff` and every BibTeX entry are made from it. */
export const CITED = {
  title: 'LEM: the published benchmark, computed again',
  authors: ["The LEM research site's contributors"],
  abstract:
    'The published figures of the LEM (Lethean Ethics Model) benchmark, an exact reimplementation of its deterministic scorer, every interval by one stated method, and a site that shows each score beside what earned it.',
  licence: 'EUPL-1.2',
  keywords: ['language models', 'benchmark', 'ethics', 'reproducibility'],
} as const;

/** What of a release a citation names. */
export type Cited = Pick<ReleaseRecord, 'version' | 'date' | 'data_sha256'>;

// A JSON string is a YAML string too.
const quoted = (text: string): string => JSON.stringify(text);

/** A release as a Citation File Format 1.2.0 document. */
export function toCff({ version, date, data_sha256 }: Cited): string {
  return `cff-version: 1.2.0
message: ${quoted('If you use these figures or this software, please cite it as below, with the release you used.')}
type: software
title: ${quoted(CITED.title)}
abstract: ${quoted(CITED.abstract)}
authors:
${CITED.authors.map((name) => `  - name: ${quoted(name)}`).join('\n')}
version: ${version}
date-released: ${date}
license: ${CITED.licence}
identifiers:
  - type: other
    value: "sha256:${data_sha256}"
    description: Logical hash of the data of this release
keywords:
${CITED.keywords.map((word) => `  - ${word}`).join('\n')}
`;
}

/** A release as a BibTeX entry; with `url` where the site's own address is known. */
export function toBibtex({ version, date, data_sha256 }: Cited, url?: string): string {
  const fields = {
    title: `{${CITED.title}}`,
    author: CITED.authors.map((name) => `{${name}}`).join(' and '),
    year: date.slice(0, 4),
    month: date.slice(5, 7).replace(/^0/, ''),
    version,
    note: `Data SHA-256 ${data_sha256}`,
    ...(url === undefined ? {} : { url }),
  };
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  const lines = Object.entries(fields).map(([name, value]) => `  ${name.padEnd(width)} = {${value}}`);
  return `@misc{lem-${version},\n${lines.join(',\n')}\n}\n`;
}
