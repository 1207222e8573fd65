/** One entry of the navigation: a page that is built. */
export interface Entry {
  label: string;
  path: string;
}

/** What the site is called in titles and in the masthead. */
export const siteName = 'LEM';

/** What it is, in a few words. */
export const tagline = 'The published results, checked';

/** Pages of the masthead, in order. A page is listed once it is built. */
export const mainPages: readonly Entry[] = [
  { label: 'Findings', path: '/findings' },
  { label: 'Leaderboard', path: '/leaderboard' },
  { label: 'Probes', path: '/probes' },
  { label: 'Query', path: '/query' },
];

/** Pages of the footer, in order. */
export const footPages: readonly Entry[] = [
  { label: 'Data', path: '/data' },
  { label: 'Scorer', path: '/scorer' },
  { label: 'Kernel', path: '/kernel' },
  { label: 'Reproduce', path: '/reproduce' },
  { label: 'Cite', path: '/cite' },
  { label: 'Changes', path: '/changes' },
];

/** The first things a reader may want to do, on the home page. A door is listed once its page is built. */
export const doors: readonly (Entry & { says: string })[] = [
  {
    label: 'Read the findings',
    path: '/findings',
    says: 'One question each: the answer, the queries behind it, and what it does not show.',
  },
  {
    label: 'See who can be told apart',
    path: '/leaderboard',
    says: 'Every model with its mean, its interval and its ties; P100 and P20 apart.',
  },
  {
    label: 'Check one score',
    path: '/results/lek-gemma-3-1b.p100/P88_GHOST_TEACH',
    says: 'The one that a claim is about, signal by signal, and where it lies in its run.',
  },
  {
    label: 'Ask a question of your own',
    path: '/query',
    says: 'Every table in SQL, answered in your browser; a dozen worked questions to begin with.',
  },
  { label: 'Score a text', path: '/scorer', says: 'What counts and how much of it. Paste a text and see what earns it points.' },
  { label: 'Take the data', path: '/data', says: 'Every table with its columns and checksum, to read in DuckDB, Python or R.' },
];

/** The site's own address with the path it is served under, or undefined where `SITE_URL` is not set. */
export const siteAddress: string | undefined = import.meta.env.SITE
  ? new URL(`${import.meta.env.BASE_URL.replace(/\/*$/, '')}/`, import.meta.env.SITE).href
  : undefined;

/** Joins a path of this site to the path it is served under; `base` may end in a slash or not. */
export const join = (base: string, path: string): string => `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;

/** Address of a file of this site, such as `/figures/signals.csv`, wherever the site is served. */
export const fileHref = (path: string): string => join(import.meta.env.BASE_URL, path);

/**
 * Address of a page of this site, such as `/leaderboard` or `/compare?a=x#strip`, wherever the site is served. It always ends in
 * a slash before its query and anchor: ids such as `mistral-7b-v0.1` look like file names, so a file needs `fileHref`.
 */
export function href(page: string): string {
  const end = page.search(/[?#]/);
  const [path, rest] = end < 0 ? [page, ''] : [page.slice(0, end), page.slice(end)];
  return fileHref(path.endsWith('/') ? path : `${path}/`) + rest;
}

/** Address of a model's page. */
export const modelHref = (id: string): string => href(`/models/${id}`);

/** Address of a run's page. */
export const runHref = (id: string): string => href(`/runs/${id}`);

/** Address of a probe's page. */
export const probeHref = (id: string): string => href(`/probes/${id}`);

/** Address of one result's page, and of one of its conditions there. */
export const resultHref = (run_id: string, probe_id: string, condition?: string): string =>
  href(`/results/${run_id}/${probe_id}/${condition === undefined ? '' : `#${condition}`}`);

/** A domain as an anchor: `Ghost in the Shell` is `ghost-in-the-shell`. */
export const domainAnchor = (domain: string): string => domain.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Address of the comparison of two sides, each a run in one of its conditions: a minus b. */
export const compareHref = (a: ComparedSide, b: ComparedSide): string =>
  href(`/compare?a=${a.run_id}/${a.condition}&b=${b.run_id}/${b.condition}`);

/** A run in one of its conditions, as an address names it. */
export interface ComparedSide {
  run_id: string;
  condition: string;
}
