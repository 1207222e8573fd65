import type { APIRoute, GetStaticPaths } from 'astro';
import { type ReleaseRecord, toJsonFile } from '../../../pipeline/records/index.ts';
import { toBibtex, toCff } from '../../../pipeline/release/index.ts';
import { releases } from '../../data/releases.ts';
import { siteAddress } from '../../site.ts';

const KINDS = {
  bib: { type: 'application/x-bibtex; charset=utf-8', content: (release: ReleaseRecord) => toBibtex(release, siteAddress) },
  cff: { type: 'text/yaml; charset=utf-8', content: (release: ReleaseRecord) => toCff(release) },
  json: { type: 'application/json', content: (release: ReleaseRecord) => toJsonFile(release) },
} as const;

/** Each release as a BibTeX entry, as a citation file, and as the record of its figures. */
export const getStaticPaths = (() =>
  releases.flatMap((release) =>
    Object.keys(KINDS).map((kind) => ({ params: { file: `${release.version}.${kind}` }, props: { release, kind } })),
  )) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => {
  const { type, content } = KINDS[props.kind as keyof typeof KINDS];
  return new Response(content(props.release as ReleaseRecord), { headers: { 'content-type': type } });
};
