import type { AnswerColumn, Value } from '../../../pipeline/notebooks/answer.ts';
import { linkedKind } from '../../notebook/table.ts';

/** Ids that have pages on this site; of a run the probes that have a page of their score. */
export interface KnownIds {
  models: readonly string[];
  probes: readonly string[];
  runs: Readonly<Record<string, readonly string[]>>;
}

/** Addresses under which pages of each kind stand, with a slash at the end. */
export interface Bases {
  models: string;
  runs: string;
  probes: string;
  results: string;
}

/** The address of the page that a cell of a row names, or undefined. */
export type LinkOf = (row: readonly Value[], column: number) => string | undefined;

/**
 * Links of cells: a model, a run or a probe by its id, where the site has its page. Where a row names a run and a probe, the probe
 * leads to that score, and to its condition where the row has one.
 */
export function linksFor(columns: readonly AnswerColumn[], known: KnownIds, bases: Bases): LinkOf {
  const [models, probes] = [new Set(known.models), new Set(known.probes)];
  const scores = new Map(Object.entries(known.runs).map(([run, of]) => [run, new Set(of)]));
  const has = { models: (id: string) => models.has(id), probes: (id: string) => probes.has(id), runs: (id: string) => scores.has(id) };
  const kinds = columns.map(({ name }) => linkedKind(name));
  const place = (name: string) => columns.findIndex((column) => column.name === name);
  const [run, condition] = [place('run_id'), place('condition')];
  return (row, column) => {
    const [kind, id] = [kinds[column], row[column]];
    if (!kind || typeof id !== 'string') return undefined;
    const of = row[run];
    if (kind === 'probes' && typeof of === 'string' && scores.get(of)?.has(id)) {
      const anchor = row[condition];
      return `${bases.results}${of}/${id}/${typeof anchor === 'string' && /^[\w.-]+$/.test(anchor) ? `#${anchor}` : ''}`;
    }
    return has[kind](id) ? `${bases[kind]}${id}/` : undefined;
  };
}
