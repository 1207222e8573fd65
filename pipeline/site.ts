import { resolve } from 'node:path';
import { NOTEBOOKS } from './notebooks/files.ts';
import { requireLocked } from './notebooks.ts';
import { inProject } from './project.ts';
import { buildSearch, type SearchReport } from './search.ts';

export interface SiteOptions {
  /** Sub-path the site will stand under, `/` or `/name`. */
  base: string;
  /** Folder to build into; dist/ unless said otherwise. */
  out?: string | undefined;
  /** Show Astro's own log. */
  verbose?: boolean | undefined;
}

// Astro reads this before it sends anything; nothing of this project may speak to another host.
process.env.ASTRO_TELEMETRY_DISABLED = '1';

/** The site's own address, for what needs one; left out where unset. */
const site = process.env.SITE_URL;

const config = ({ base, out = inProject('dist'), verbose }: SiteOptions) => ({
  root: inProject('.'),
  outDir: out,
  base,
  ...(site ? { site } : {}),
  logLevel: verbose ? ('info' as const) : ('warn' as const),
});

/**
 * Builds the static site from data/build (or the folder that LEM_BUILD names) into dist/, and then its search index, which reads the
 * built pages.
 */
export async function buildSite(options: SiteOptions): Promise<SearchReport> {
  const database = resolve(process.env.LEM_BUILD ?? inProject('data/build'), 'lem.duckdb');
  // The pages would stop the build as well, but with the builder's own words around the message.
  await requireLocked({ folder: inProject(NOTEBOOKS), database });
  const { build } = await import('astro');
  await build(config(options));
  return buildSearch({ dist: options.out ?? inProject('dist'), database });
}

/** Serves dist/; resolves once it answers. `port` is the first to try. */
export async function serveSite(
  options: SiteOptions & { host: string; port: number; open: boolean },
): Promise<{ address: string; stop(): Promise<void> }> {
  const { preview } = await import('astro');
  const { host, port, open, base } = options;
  const server = await preview({ ...config(options), server: { host, port, open } });
  const path = base.endsWith('/') ? base : `${base}/`;
  return { address: `http://${host === '127.0.0.1' ? 'localhost' : host}:${server.port}${path}`, stop: () => server.stop() };
}
