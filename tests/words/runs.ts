/** The words of a text without case and punctuation: "Don't ask!" gives dont, ask. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .split(/\s+/u)
    .filter((word) => word !== '');

/** Every run of `length` words in a row. */
export function runsOf(text: string, length: number): Set<string> {
  const words = wordsOf(text);
  return new Set(words.slice(length - 1).map((_, at) => words.slice(at, at + length).join(' ')));
}

/** Every text in a parsed JSON value, wherever it stands; keys are left out. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/** Runs of `length` words that some text of one side has in common with some text of the other. */
export function sharedRuns(ours: readonly string[], theirs: readonly string[], length: number): string[] {
  const known = new Set(theirs.flatMap((text) => [...runsOf(text, length)]));
  return [...new Set(ours.flatMap((text) => [...runsOf(text, length)]))].filter((run) => known.has(run));
}
