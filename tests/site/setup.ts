import { existsSync } from 'node:fs';
import { dist } from './pages.ts';
import { serve } from './server.ts';

/** Serves dist/ for every test; its address is in SITE_ADDRESS, with the final slash. */
export default async function setup(): Promise<() => void> {
  if (!existsSync(dist)) throw new Error('dist/ is not there: run `npm run lem build` first.');
  const { origin, base, stop } = await serve(dist, process.env.SITE_BASE ?? '/');
  process.env.SITE_ADDRESS = origin + base;
  return stop;
}
