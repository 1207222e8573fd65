import { fileHref, href } from '../../site.ts';
import type { Bases, KnownIds } from './links.ts';

/** Where pages of each kind stand, wherever the site is served. */
export const BASES: Bases = { models: href('/models'), runs: href('/runs'), probes: href('/probes'), results: href('/results') };

let coming: Promise<KnownIds> | undefined;

/** Ids that have pages, fetched once a page; after a failure the next call tries anew. */
export function knownIds(): Promise<KnownIds> {
  coming ??= fetch(fileHref('/data/ids.json')).then(async (response) => {
    if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
    return (await response.json()) as KnownIds;
  });
  coming.catch(() => {
    coming = undefined;
  });
  return coming;
}
