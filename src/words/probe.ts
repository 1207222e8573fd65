import { count, fixed } from '../format.ts';
import { capital, numeral, plural } from './english.ts';

/**
 * The short name of a probe: its number (`P88`), but the whole id where two probes have the number (`P21_HISTORY_ORAL` and
 * `P21_CULTURE_PLAYFULNESS`).
 */
export function shortProbe(id: string, ids: readonly string[]): string {
  const number = id.replace(/_.*$/, '');
  return ids.some((other) => other !== id && other.replace(/_.*$/, '') === number) ? id : number;
}

/** The beginning of a text, cut between words, with an ellipsis where anything follows. */
export function excerpt(text: string, most: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const points = [...flat];
  if (points.length <= most) return flat;
  const cut = points.slice(0, most).join('');
  const end = cut.lastIndexOf(' ');
  return `${(end > most / 2 ? cut.slice(0, end) : cut).replace(/[\s.,;:!?–-]+$/, '')}…`;
}

/** What the list of probes holds. */
export const probesSentence = (probes: number, domains: number, p20: number): string =>
  `${count(probes)} ${plural(probes, 'probe')} in ${numeral(domains)} ${plural(domains, 'domain')}, each a scene with a task in it. ${capital(numeral(p20))} of them ${plural(p20, 'is', 'are')} the P20 set.`;

/** Which wording a reader sees, and which the published runs asked. */
export const wordingSentence =
  'The prompts are this project’s own wording, edition restated, written for the published ids and domains. The published runs asked other words, which are not here: a published score and one made on these prompts are not comparable, probe by probe or on average.';

/** The same on the page of one probe. */
export function editionSentence({
  prompt_chars,
  published_chars,
  published_prompt,
}: {
  prompt_chars: number | null;
  published_chars: number;
  published_prompt: string | null;
}): string {
  const own =
    prompt_chars === null
      ? 'This project has no wording of its own for this probe.'
      : `This is the project’s own wording, edition restated, ${count(prompt_chars)} characters.`;
  const theirs = `${own} The published runs asked another of ${count(published_chars)} characters`;
  return published_prompt === null
    ? `${theirs}, which is not here; whoever has it can tell it by its SHA-256.`
    : `${theirs}; it was imported here and stands below, known by its SHA-256.`;
}

/** One score on a probe. */
export interface OnProbe {
  model_id: string;
  condition: string;
  lek_score: number;
}

/** What the models of one table score on a probe without a kernel, in a line. */
export function rangeHeadline(rows: readonly OnProbe[], probe_set: string): string {
  const models = new Set(rows.map(({ model_id }) => model_id)).size;
  const who = `${capital(numeral(models))} ${plural(models, 'model')} on ${probe_set}`;
  const scores = rows.filter(({ condition }) => condition === 'baseline').map(({ lek_score }) => lek_score);
  if (scores.length === 0) return who;
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  return low === high ? `${who}: ${fixed(low, 1)} without a kernel` : `${who}: ${fixed(low, 1)} to ${fixed(high, 1)} without a kernel`;
}

const TYPES = new Map([
  ['perspective', 'Another perspective'],
  ['urgency', 'Under urgency'],
  ['cultural', 'Another culture'],
]);

/** The kind of a rephrasing as a heading. */
export const rephrasingTitle = (type: string): string => TYPES.get(type) ?? capital(type);
