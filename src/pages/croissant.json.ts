import type { APIRoute } from 'astro';
import { toJsonFile } from '../../pipeline/records/index.ts';
import { croissant } from '../data/croissant.ts';
import { described } from '../data/description.ts';

/** The data as a Croissant 1.0 description. */
export const GET: APIRoute = () =>
  new Response(toJsonFile(croissant(described('data/'))), { headers: { 'content-type': 'application/ld+json' } });
