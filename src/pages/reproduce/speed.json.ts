import type { APIRoute } from 'astro';
import { projectFile } from '../../data/project-file.ts';
import { SPEED_FILE } from '../../data/speed.ts';

/** What the bench of the engine measured, every answer's hash and score with it. */
export const GET: APIRoute = () => new Response(projectFile(SPEED_FILE), { headers: { 'content-type': 'application/json' } });
