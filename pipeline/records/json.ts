import { InputError } from './error.ts';
import { lineAt, scanJson } from './json-scan.ts';

/** What is wrong with a text that should be JSON. */
export type JsonProblem = {
  /** Where, in UTF-16 units. */
  offset: number;
  what: string;
  todo: string;
  /** The text merely breaks off. */
  cut: boolean;
};

const RESTORE = 'Correct it, or restore the file from its source.';

/** Digits enough, or an exponent large enough, that a double might not hold the number. Cheap, and may be wrong: a scan follows. */
const DOUBTFUL = /\d{16}|[eE]\+?0*[1-9]\d{2}/;

/**
 * Parse a JSON text, refusing what would be lost: a number beyond a double's range, an integer that would be
 * written back with other digits.
 */
export function parseJson(text: string): { value: unknown } | { problem: JsonProblem } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: syntaxProblem(text) };
  }
  const problem = DOUBTFUL.test(text) ? numberProblem(text) : undefined;
  return problem ? { problem } : { value };
}

/** Parse a whole JSON file, a leading byte order mark allowed. @throws InputError naming the line */
export function parseJsonFile(text: string, file: string): unknown {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  const parsed = parseJson(body);
  if ('value' in parsed) return parsed.value;
  const { offset, what, todo } = parsed.problem;
  throw new InputError({ file, line: lineAt(body, offset), what, todo });
}

function syntaxProblem(text: string): JsonProblem {
  const fault = scanJson(text);
  const offset = fault?.offset ?? 0;
  const word = /^-?\w+|^./su.exec(text.slice(offset, offset + 20))?.[0];
  switch (fault?.kind) {
    case 'not-finite':
      return {
        offset,
        what: `${word} is no JSON number`,
        todo: 'Python writes NaN and Infinity so; put null or the right number there.',
        cut: false,
      };
    case 'end':
      return { offset, what: 'the JSON breaks off before its end', todo: RESTORE, cut: true };
    default:
      return { offset, what: `not JSON: unexpected ${JSON.stringify(word ?? '')} at character ${offset + 1}`, todo: RESTORE, cut: false };
  }
}

function numberProblem(text: string): JsonProblem | undefined {
  let problem: JsonProblem | undefined;
  scanJson(text, (_path, offset, number) => {
    if (number === undefined || problem) return;
    const short = number.length > 40 ? `${number.slice(0, 37)}...` : number;
    const todo = 'Correct it, or write it as a string.';
    if (!Number.isFinite(Number(number))) problem = { offset, what: `the number ${short} is too large to hold`, todo, cut: false };
    else if (/^-?\d+$/.test(number) && String(Number(number)) !== number && BigInt(number) !== BigInt(Number(number)))
      problem = { offset, what: `the integer ${short} is too large to keep exactly`, todo, cut: false };
  });
  return problem;
}
