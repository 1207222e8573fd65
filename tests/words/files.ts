import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Probe } from '../../pipeline/records/index.ts';

export const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export const probesOf = (name: string): Probe[] => JSON.parse(read(`seeds/${name}.json`));

export interface PublishedProbe {
  probe_id: string;
  domain: string;
  p20: '0' | '1';
  prompt_sha256: string;
}

export const publishedProbes = (): PublishedProbe[] => parse(read('data/published/probes.csv'), { columns: true });
