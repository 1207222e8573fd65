import { siteAddress } from '../site.ts';
import type { DescribedData } from './croissant.ts';
import { manifest, offered } from './manifest.ts';
import { newest } from './releases.ts';

/** The data of this site as its machine-readable descriptions name them; `folder` leads to the files from where the description stands. */
export const described = (folder: string): DescribedData => ({
  manifest,
  files: offered,
  urlOf: (name) => (siteAddress === undefined ? `${folder}${name}` : new URL(`data/${name}`, siteAddress).href),
  release: newest?.data_sha256 === manifest.data_sha256 ? newest : undefined,
  site: siteAddress,
});
