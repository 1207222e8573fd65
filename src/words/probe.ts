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
