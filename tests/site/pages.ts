import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built site: dist/, or the folder that SITE_DIST names. */
export const dist = process.env.SITE_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));

/** Where the site stands on its host, with both slashes. */
export const base = `${(process.env.SITE_BASE ?? '/').replace(/\/$/, '')}/`;

/** A built page: its file, and its address below the base (`leaderboard/`; the empty text is the home page). */
export interface Built {
  file: string;
  path: string;
  html: string;
}

const read = (file: string): Built => ({
  file,
  path: file.replace(/(^|\/)index\.html$/, '$1'),
  html: readFileSync(`${dist}/${file}`, 'utf8'),
});

/** Every page of the site. */
export const pages: readonly Built[] = globSync('**/*.html', { cwd: dist }).sort().map(read);

/** What a page is of its kind: pages with a name of their own alone, pages of a collection together, however deep they lie in it. */
const kindOf = ({ path }: Built) => (/^[^/]*\/?$/.test(path) ? path : path.replace(/^([^/]+)\/.+$/, '$1/*'));

/** One page of each kind, and of a collection the smallest and the largest: what differs between them lies between these two. */
export const samples: readonly Built[] = [...Map.groupBy(pages, kindOf).values()].flatMap((each) => {
  const bySize = [...each].sort((a, b) => a.html.length - b.html.length);
  return bySize.length > 2 ? [bySize[0] as Built, bySize[bySize.length - 1] as Built] : bySize;
});
