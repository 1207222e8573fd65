import type { Manifest } from '../records/index.ts';
import { SIGNALS } from '../scorer/index.ts';
import type { Row } from './database.ts';
import type { Published } from './published.ts';

/** Where the text behind a published row is: in the responses of an imported run, under the same probe, condition and sample. */
export interface TextFound {
  run_id: string;
  text_sha256: string;
}

/**
 * Finds the text of published rows among imported responses. A text belongs to a row where model, set, probe and condition are the same and the
 * text gives the row's fourteen counts, its score and its length; the figures of the row stay what was published.
 */
export interface PublishedTexts {
  /** Takes a scored response of an imported run in. */
  offer(run: Pick<Manifest, 'run_id' | 'model' | 'probe_set'>, result: Row): void;
  of(row: Published['results'][number]['value']): TextFound | undefined;
}

const place = (model_id: string, probe_set: string, row: Readonly<Record<string, unknown>>): string =>
  [model_id, probe_set.toUpperCase(), row.probe_id, row.condition].join(' ');

const figures = (row: Readonly<Record<string, unknown>>): string =>
  [...SIGNALS.map(({ name }) => row[name]), row.lek_score, row.chars].join(' ');

export function publishedTexts({ results }: Pick<Published, 'results'>): PublishedTexts {
  const due = new Map(results.map(({ value }) => [place(value.model_id, value.probe_set, value), figures(value)]));
  const found = new Map<string, TextFound>();
  return {
    offer({ run_id, model, probe_set }, result) {
      const key = place(model.model_id, probe_set, result);
      if (result.sample !== 0 || due.get(key) !== figures(result)) return;
      // Of several runs that hold the text, the one whose id comes first, so that the order of files does not matter.
      const before = found.get(key);
      if (!before || run_id < before.run_id) found.set(key, { run_id, text_sha256: result.text_sha256 as string });
    },
    of: (row) => found.get(place(row.model_id, row.probe_set, row)),
  };
}
