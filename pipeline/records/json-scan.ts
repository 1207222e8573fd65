/**
 * A strict JSON scanner for what `JSON.parse` does not tell: where a text goes wrong and whether it merely breaks off,
 * which line a value stands on, and how its numbers are written. It builds no values and does not recurse. The parser
 * proper stays `JSON.parse`; this runs where that has failed, or where a number needs a second look.
 */

/** `end`: the text breaks off, a longer one could be JSON. `not-finite`: NaN or Infinity. `token`: anything else. */
export type JsonFault = { offset: number; kind: 'end' | 'not-finite' | 'token' };

type Frame = { kind: 'object' | 'array'; at: string | number };
type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const LITERALS = ['true', 'false', 'null'];
const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_BEGUN = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*|(?:\.\d+)?[eE][+-]?\d*)?)?$/;

/**
 * Scan a JSON text.
 *
 * @param visit called at each value that begins, with its path (valid during the call alone) and its offset in
 *   UTF-16 units; for a number with its text too
 * @returns the first fault, or undefined where the whole text is JSON
 */
export function scanJson(text: string, visit?: (path: readonly Frame[], offset: number, number?: string) => void): JsonFault | undefined {
  const stack: Frame[] = [];
  let expect: Expect = 'value';
  let at = 0;
  const fault = (kind: JsonFault['kind']): JsonFault => ({ kind, offset: at });
  const afterValue = (): Expect => (stack.length === 0 ? 'nothing' : 'comma-or-end');

  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length) return expect === 'nothing' ? undefined : fault('end');
    const char = text[at] as string;
    const top = stack.at(-1);

    if (expect === 'nothing') return fault('token');
    if (expect === 'colon') {
      if (char !== ':') return fault('token');
      expect = 'value';
      at++;
    } else if (expect === 'comma-or-end' && char === ',') {
      expect = top?.kind === 'object' ? 'key' : 'value';
      if (top?.kind === 'array') top.at = (top.at as number) + 1;
      at++;
    } else if (expect !== 'value' && expect !== 'key' && char === (top?.kind === 'object' ? '}' : ']')) {
      stack.pop();
      expect = afterValue();
      at++;
    } else if (expect === 'comma-or-end') {
      return fault('token');
    } else if (expect === 'key' || expect === 'key-or-end') {
      if (char !== '"') return fault('token');
      const end = stringEnd(text, at);
      if (typeof end !== 'number') return end;
      (top as Frame).at = JSON.parse(text.slice(at, end)) as string;
      expect = 'colon';
      at = end;
    } else if (char === '{' || char === '[') {
      visit?.(stack, at);
      stack.push(char === '{' ? { kind: 'object', at: '' } : { kind: 'array', at: 0 });
      expect = char === '{' ? 'key-or-end' : 'value-or-end';
      at++;
    } else {
      const end = scalarEnd(text, at);
      if (typeof end !== 'number') return end;
      visit?.(stack, at, char === '-' || (char >= '0' && char <= '9') ? text.slice(at, end) : undefined);
      expect = afterValue();
      at = end;
    }
  }
}

/** Line (from 1) in a JSON text of the value at a path, or of the nearest thing around it that is there. */
export function lineOfPath(text: string, path: readonly PropertyKey[]): number {
  let best = { depth: -1, offset: 0 };
  scanJson(text, (at, offset) => {
    if (at.length > best.depth && at.length <= path.length && at.every((frame, i) => frame.at === path[i]))
      best = { depth: at.length, offset };
  });
  return lineAt(text, best.offset);
}

/** Lines (from 1) on which the entries of the list at a path of a JSON text begin. */
export function linesOfEntries(text: string, path: readonly PropertyKey[]): number[] {
  const lines: number[] = [];
  let line = 1;
  let from = 0;
  const start = text.startsWith('\ufeff') ? 1 : 0;
  scanJson(start ? text.slice(start) : text, (at, offset) => {
    if (at.length !== path.length + 1 || !path.every((key, i) => at[i]?.at === key)) return;
    for (let feed = text.indexOf('\n', from); feed !== -1 && feed < offset + start; feed = text.indexOf('\n', from)) {
      line++;
      from = feed + 1;
    }
    lines.push(line);
  });
  return lines;
}

/** Line (from 1) on which an offset (UTF-16 units) of a text lies. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && ' \t\n\r'.includes(text[at] as string)) at++;
  return at;
}

function scalarEnd(text: string, at: number): number | JsonFault {
  if (text[at] === '"') return stringEnd(text, at);
  const rest = text.slice(at, at + 10);
  if (NOT_FINITE.some((word) => rest.startsWith(word))) return { kind: 'not-finite', offset: at };
  const literal = LITERALS.find((word) => rest.startsWith(word));
  if (literal) return at + literal.length;
  const begun = text.length - at < 10 && [...LITERALS, ...NOT_FINITE].some((word) => word.startsWith(rest));
  if (begun || (/^[-\d]/.test(rest) && NUMBER_BEGUN.test(text.slice(at)) && !/\d$/.test(text))) return { kind: 'end', offset: at };
  NUMBER.lastIndex = at;
  return NUMBER.test(text) ? NUMBER.lastIndex : { kind: 'token', offset: at };
}

function stringEnd(text: string, start: number): number | JsonFault {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return { kind: 'token', offset: at };
    if (code !== 0x5c) continue;
    const after = text.slice(at + 1, at + 6);
    if (/^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(after)) at += after[0] === 'u' ? 5 : 1;
    else
      return at + 1 + after.length === text.length && /^(?:u[0-9a-fA-F]{0,3})?$/.test(after)
        ? { kind: 'end', offset: start }
        : { kind: 'token', offset: at };
  }
  return { kind: 'end', offset: start };
}
