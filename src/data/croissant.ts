import type { BuildManifest, FileFacts } from '../../pipeline/compile/manifest.ts';
import { RESPONSES, type SqlType } from '../../pipeline/compile/schema.ts';
import { CITED, type Cited, toBibtex } from '../../pipeline/release/index.ts';

/** The vocabulary of Croissant 1.0: its terms by name. */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  dct: 'http://purl.org/dc/terms/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
} as const;

const LICENCE = `https://spdx.org/licenses/${CITED.licence}.html`;

const TYPES: Record<SqlType, string> = { VARCHAR: 'sc:Text', INTEGER: 'sc:Integer', DOUBLE: 'sc:Float', BOOLEAN: 'sc:Boolean' };

export interface DescribedData {
  manifest: BuildManifest;
  /** Files to describe: those of the manifest that are offered where the description will stand. */
  files: readonly FileFacts[];
  /** Address of a file, absolute or relative to the description. */
  urlOf(name: string): string;
  /** The release that these data are, where they are one. */
  release: Cited | undefined;
  /** The site's own address, where it is known. */
  site: string | undefined;
}

const isParquet = ({ name }: FileFacts): boolean => name.endsWith('.parquet');
const encoding = (file: FileFacts): string => (isParquet(file) ? 'application/x-parquet' : 'application/vnd.duckdb');

const saysOf = (manifest: BuildManifest, { tables, name }: FileFacts): string => {
  if (tables.length > 1) return 'Every table in one DuckDB file, with views and comments.';
  const table = manifest.tables.find((each) => each.name === tables[0]);
  return table ? table.comment : `Texts of the answers of one run: ${name}.`;
};

/** The record set of one Parquet file. Texts of answers have one a run, named as their file. */
function recordSet(manifest: BuildManifest, file: FileFacts) {
  const table = manifest.tables.find(({ name }) => name === file.tables[0]) ?? RESPONSES;
  const id = file.name.replace(/\.parquet$/, '');
  return {
    '@type': 'cr:RecordSet',
    '@id': id,
    name: id,
    description: table.comment,
    key: table.key.map((column) => ({ '@id': `${id}/${column}` })),
    field: table.columns.map(({ name, type, comment }) => ({
      '@type': 'cr:Field',
      '@id': `${id}/${name}`,
      name: `${id}/${name}`,
      description: comment,
      dataType: TYPES[type as SqlType],
      source: { fileObject: { '@id': file.name }, extract: { column: name } },
    })),
  };
}

/**
 * The data as a Croissant 1.0 description: every file with its checksum, every table as a record set with its columns. Types, keys and
 * comments are those of the manifest.
 */
export function croissant({ manifest, files, urlOf, release, site }: DescribedData) {
  const { version } = manifest.project;
  return {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: 'lem',
    alternateName: CITED.title,
    description: CITED.abstract,
    license: LICENCE,
    version,
    identifier: `sha256:${manifest.data_sha256}`,
    keywords: CITED.keywords,
    creator: CITED.authors.map((name) => ({ '@type': 'sc:Organization', name })),
    isLiveDataset: false,
    ...(site === undefined ? {} : { url: site }),
    ...(release === undefined ? {} : { datePublished: release.date, citeAs: toBibtex(release, site) }),
    distribution: files.map((file) => ({
      '@type': 'cr:FileObject',
      '@id': file.name,
      name: file.name,
      description: saysOf(manifest, file),
      contentUrl: urlOf(file.name),
      contentSize: `${file.bytes} B`,
      encodingFormat: encoding(file),
      sha256: file.sha256,
    })),
    recordSet: files.filter(isParquet).map((file) => recordSet(manifest, file)),
  };
}

/** The data as a schema.org Dataset, for search engines. */
export function schemaDataset({ manifest, files, urlOf, release, site }: DescribedData) {
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    name: CITED.title,
    description: CITED.abstract,
    license: LICENCE,
    version: manifest.project.version,
    identifier: `sha256:${manifest.data_sha256}`,
    keywords: CITED.keywords,
    creator: CITED.authors.map((name) => ({ '@type': 'Organization', name })),
    isAccessibleForFree: true,
    ...(site === undefined ? {} : { url: site }),
    ...(release === undefined ? {} : { datePublished: release.date }),
    distribution: files.map((file) => ({
      '@type': 'DataDownload',
      name: file.name,
      description: saysOf(manifest, file),
      contentUrl: urlOf(file.name),
      contentSize: `${file.bytes} B`,
      encodingFormat: encoding(file),
      sha256: file.sha256,
    })),
  };
}
