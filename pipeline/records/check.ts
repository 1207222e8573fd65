import { InputError, shown } from './error.ts';
import type * as z from './zod.ts';

/** Where a value was read, and what to say if it is wrong. */
export type Place = {
  file: string;
  line?: number | undefined;
  /** Path of the value inside what was read, for messages: `conditions.json`. */
  at?: string;
  todo?: string;
};

const TODO = 'Correct it, or restore the file from its source.';

/**
 * Hold a value against a schema and return that same value: nothing is copied, so unknown fields and the order of
 * fields stay as they were. (Hence schemas whose output is their input.)
 *
 * @throws InputError with the first fault and the number of others
 */
export function check<T>(schema: z.ZodType<T, T>, value: unknown, place: Place): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return value as T;
  throw faultOf(parsed.error.issues, value, place);
}

/** The error that a schema's issues amount to. */
export function faultOf(issues: readonly z.core.$ZodIssue[], value: unknown, { file, line, at = '', todo = TODO }: Place): InputError {
  const [first, ...others] = issues as [z.core.$ZodIssue, ...z.core.$ZodIssue[]];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return new InputError({ file, line, what: `${describe(first, value, at)}${more}`, todo });
}

/** One issue in words: `conditions.json.chars must be a whole number; found "x"`. */
function describe(issue: z.core.$ZodIssue, root: unknown, at: string): string {
  const name = pathName(issue.path, at) || 'it';
  const value = issue.path.reduce<unknown>((holder, key) => (holder as Record<PropertyKey, unknown> | undefined)?.[key], root);
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? `${name} is missing`
        : `${name} must be ${KINDS[issue.expected] ?? issue.expected}; found ${found(value)}`;
    case 'invalid_value':
      return value === undefined ? `${name} is missing` : `${name} must be ${list(issue.values)}; found ${found(value)}`;
    case 'too_small':
      return `${name} must be at least ${issue.minimum}${issue.origin === 'string' ? ' characters long' : ''}; found ${found(value)}`;
    case 'too_big':
      return `${name} must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}; found ${found(value)}`;
    case 'unrecognized_keys':
      return `${name} holds ${list(issue.keys)}, which it does not know`;
    case 'invalid_union':
      return issue.errors[0]?.[0]
        ? describe({ ...issue.errors[0][0], path: [...issue.path, ...issue.errors[0][0].path] }, root, at)
        : `${name} is of no known kind; found ${found(value)}`;
    case 'custom':
      return issue.message.includes('; ') || typeof value === 'object' || value === undefined
        ? `${name} ${issue.message}`
        : `${name} ${issue.message}; found ${found(value)}`;
    default:
      return `${name} ${issue.message}; found ${found(value)}`;
  }
}

const KINDS: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function found(value: unknown): string {
  return value === '' ? 'an empty text' : shown(value);
}

function list(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(values.length === 2 ? ' or ' : ', ');
}

/** `conditions.json.chars`, `[3].prompt`. */
function pathName(path: readonly PropertyKey[], at: string): string {
  return path.reduce<string>((name, key) => (typeof key === 'number' ? `${name}[${key}]` : `${name}${name && '.'}${String(key)}`), at);
}
