import type { APIRoute } from 'astro';
import { tableJson } from '../../../pipeline/scorer/index.ts';

/** The scorer's table as it names itself: the SHA-256 of exactly these bytes stands beside every score. */
export const GET: APIRoute = () => new Response(tableJson(), { headers: { 'content-type': 'application/json' } });
