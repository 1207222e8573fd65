/** A value that stands in a cell as it is. */
export type Plain = null | boolean | number | string;

/** What a file that is no A/B run holds, by the names of the field's tools. */
export type ForeignKind = 'lm-eval' | 'inspect' | 'rows';

/** A response found in a file of another tool. */
export type FoundResponse = {
  /** Line of the file, from 1; of a JSON document the line on which its entry begins. */
  line: number;
  id: string;
  /** Absent where the file does not tell. */
  condition?: string | undefined;
  /** Number of the response among those to the same id and condition, from 0. */
  sample: number;
  response: string;
  prompt?: string | undefined;
  domain?: string | undefined;
  /** Seconds. */
  time_s?: number | undefined;
  finish_reason?: string | undefined;
  /** What else the row says; lists and objects as JSON. */
  rest: Readonly<Record<string, Plain>>;
};

/** What a response is made of. */
export type Part = 'response' | 'id' | 'condition' | 'sample' | 'prompt' | 'domain' | 'time_s' | 'finish_reason';

/** Which fields a reader took for what. */
export type Taken = { kind: ForeignKind; fields: Readonly<Partial<Record<Part, string>>> };

/** A text or a number as an id, or undefined where it is neither. */
export const idText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;

/** Any value as a cell can hold it. */
export function plain(value: unknown): Plain {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value) ?? null;
}

/** Numbers the responses to one id and condition in the order in which they come. */
export function sampleCounter(): (id: string, condition: string | undefined) => number {
  const counts = new Map<string, number>();
  return (id, condition) => {
    const key = JSON.stringify([id, condition ?? null]);
    const next = counts.get(key) ?? 0;
    counts.set(key, next + 1);
    return next;
  };
}
