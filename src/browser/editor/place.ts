/** Line and column, both from 1, of an offset in UTF-16 units; an offset past the end is the end. Columns count characters. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, offset)).split('\n');
  return { line: before.length, column: [...(before[before.length - 1] ?? '')].length + 1 };
}

/**
 * The stretch of the text that a fault at an offset is about: the name, number or quoted text that begins there, else one sign. At the
 * end of the text it is the last sign that is no space, so that there is something to mark.
 */
export function faultRange(text: string, offset: number): { from: number; to: number } {
  const from = Math.min(Math.max(0, offset), text.length);
  const rest = /^(?:"(?:[^"]|"")*"?|'(?:[^']|'')*'?|[\p{L}\p{N}_$]+|\S)/u.exec(text.slice(from))?.[0];
  if (rest) return { from, to: from + rest.length };
  const end = text.slice(0, from).trimEnd().length;
  return end === 0 ? { from, to: from } : { from: end - 1, to: end };
}

/** A name as SQL takes it: quoted where it is no plain identifier. */
export const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

/** A name that DuckDB suggests, as SQL takes it: it may come with its table (`results.chars`) or quoted already. */
export const meant = (name: string): string => (/[."]/.test(name) ? name : quoted(name));
